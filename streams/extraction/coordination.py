"""Verbs that the parser joined to the clause before them instead of the one that governs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from streams.extraction.lexicon import CUES, SECTORS
from streams.extraction.words import words

_PAST: Final = frozenset(("VBD", "VBN"))
_FINITE: Final = frozenset(("VBD", "VBZ"))
_PARENTHESES: Final = words("parataxis ccomp")
_THIRD: Final = words("he she it they")
_OWN: Final = words("nsubj nsubjpass csubj csubjpass expl aux auxpass mark")


@dataclass(frozen=True, slots=True)
class Parse:
    """A parse as lists, an entry a token; all but `lower` may be changed."""

    lower: Sequence[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]


def mend_joined(parse: Parse) -> None:
    """Join a verb to the one whose form and subject it shares: "refused to leave but offered aid"."""
    for verb, dep in enumerate(parse.dep):
        if dep == "conj" and (parse.tag[verb] in _FINITE or parse.tag[verb] == "VBN"):
            head = parse.head[verb]
            if head < verb and not _has(parse, verb, head + 1, _OWN):
                governor = _of_its_form(parse, verb, head)
                governor = _of_its_speaker(parse, verb, head) if governor is None else governor
                if governor is not None:
                    _rejoin(parse, verb, head, governor)
        elif dep == "advcl" and parse.tag[verb] == "VBG":
            _rejoin_remark(parse, verb)


def _of_its_form(parse: Parse, verb: int, head: int) -> int | None:
    """The governor in the past or present, where what a verb is joined to stands behind "to" or a modal, or is bare.

    Likewise where that is a gerund: "accused him of lying and called for calm".
    """
    if parse.tag[head] == "VBG" and parse.dep[head] == "pcomp" and parse.tag[verb] in _FINITE:
        return next((one for one in _above(parse, head) if parse.tag[one] == parse.tag[verb]), None)
    if parse.tag[head] != "VB" or parse.lemma[head] in ("be", "get", "have") or parse.lemma[verb] == parse.lower[verb]:
        return None
    wanted = _PAST if parse.tag[verb] in _PAST else frozenset((parse.tag[verb],))
    governor = next((one for one in _above(parse, head) if parse.tag[one] in wanted), None)
    return _interposed(parse, verb, head) if governor is None else governor


def _interposed(parse: Parse, verb: int, head: int) -> int | None:
    """The verb of saying between commas: "Chad will leave, the envoy said, and called for calm"."""
    for one in range(head + 1, verb):
        if parse.head[one] == head and parse.dep[one] in _PARENTHESES and _says(parse, one):
            return one if parse.tag[one] == parse.tag[verb] else None
    return None


def _of_its_speaker(parse: Parse, verb: int, head: int) -> int | None:
    """The verb of saying that governs the clause, for another verb of saying behind it.

    Only where a comma, its tense or a subject that cannot speak tells that it is not the clause's.
    """
    governor = parse.head[head]
    if parse.dep[head] != "ccomp" or not (_speaks(parse, verb) and _says(parse, governor)):
        return None
    if governor > head or parse.tag[governor] != parse.tag[verb]:
        return None
    joining = _joining(parse, verb, head)
    parted = joining is not None and parse.lower[joining - 1] == ","
    other = parse.tag[head] in _FINITE and parse.tag[head] != parse.tag[verb]
    return governor if parted or other or _is_mute(parse, head, governor) else None


def _says(parse: Parse, verb: int) -> bool:
    cue = CUES.get(("verb", parse.lemma[verb]))
    return cue is not None and "clause" in cue.takes


def _speaks(parse: Parse, verb: int) -> bool:
    """Whether a verb may report or tell of words: "accused", "urged", but not "attacked"."""
    cue = CUES.get(("verb", parse.lemma[verb]))
    return cue is not None and any(takes not in ("object", "as") for takes in cue.takes)


def _is_mute(parse: Parse, verb: int, start: int) -> bool:
    """Whether a verb's subject is a thing, a noun in the singular that is nobody's trade, or stands for the speaker."""
    subject = next((one for one in range(start, verb) if parse.head[one] == verb and parse.dep[one] == "nsubj"), None)
    if subject is None:
        return False
    return parse.lower[subject] in _THIRD or (parse.tag[subject] == "NN" and parse.lemma[subject] not in SECTORS)


def _above(parse: Parse, token: int) -> Iterator[int]:
    while parse.head[token] != token:
        token = parse.head[token]
        yield token


def _has(parse: Parse, verb: int, start: int, deps: frozenset[str]) -> bool:
    return any(parse.head[one] == verb and parse.dep[one] in deps for one in range(start, verb))


def _joining(parse: Parse, verb: int, head: int) -> int | None:
    """The conjunction before a verb that is joined to another."""
    return next(
        (one for one in range(verb - 1, head, -1) if parse.dep[one] == "cc"),
        None,
    )


def _rejoin(parse: Parse, verb: int, head: int, governor: int) -> None:
    parse.head[verb] = governor
    joining = _joining(parse, verb, head)
    if joining is not None:
        for one in (joining - 1, joining):
            if parse.dep[one] in ("cc", "punct"):
                parse.head[one] = governor


def _rejoin_remark(parse: Parse, verb: int) -> None:
    """Hang what the speaker does in saying so on the verb of saying: "said it failed, blaming the council"."""
    head = parse.head[verb]
    governor = parse.head[head]
    if (
        governor < head < verb
        and parse.dep[head] == "ccomp"
        and parse.lower[verb - 1] == ","
        and ("verb", parse.lemma[verb]) in CUES
        and _says(parse, governor)
    ):
        parse.head[verb - 1] = parse.head[verb] = governor
