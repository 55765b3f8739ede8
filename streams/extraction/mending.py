"""Mends the parse, in the lists of heads and dependencies, before anything reads them."""

from collections.abc import Sequence
from typing import Final

from streams.extraction.lexicon import FRAMES
from streams.extraction.lexicon.measures import UNITS
from streams.extraction.words import words

_ONE: Final = words("1 one")
_JOINING: Final = words("and or")
_BETWEEN: Final = frozenset(("NN", "JJ", "NNP"))
_LONGEST: Final = 3
_CLAUSES: Final = words("ccomp parataxis")
_FAR: Final = 60
_NEAR: Final = 5
_DEFINITE: Final = words("the its their his her our")
_FINITE: Final = words("mark aux auxpass nsubj nsubjpass")
TRANSITIVE: Final = frozenset(
    lemma
    for (kind, lemma), frames in FRAMES.items()
    if kind == "verb" and all("object" in frame.target or frame.objects for frame in frames if len(frame.words) == 1)
)
"""Verbs that tell of nothing without an object, so that their participle says what was done to somebody."""
_PROTESTING: Final = frozenset(
    lemma
    for (kind, lemma), frames in FRAMES.items()
    if kind == "verb" and any(frame.type == "PROTEST" and not frame.objects for frame in frames)
)
"""Verbs of what crowds do, whatever they may do it against."""
_SUFFERED: Final = TRANSITIVE - _PROTESTING
_GIVING: Final = words("give offer award send pay grant hand show teach ask deny refuse promise owe fine charge")


def mend_counted(lower: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Make the plural at the end the head of "112 strike and decoy drones": no number over one counts a singular."""
    for number, kind in enumerate(dep):
        first = number + 1
        if kind == "nummod" and head[number] == first and tag[first] == "NN" and tag[number] == "CD":
            last = _plural(lower, tag, first)
            if last is not None and lower[number] not in _ONE and lower[first] not in UNITS:
                _rehang(dep, head, number, first, last)


def _plural(lower: list[str], tag: list[str], first: int) -> int | None:
    """Where "strike and decoy drones" ends, if a singular begins such a phrase."""
    if lower[first + 1 : first + 2] == [] or lower[first + 1] not in _JOINING or lower[first] == "percent":
        return None
    last = first + 2
    while last < len(tag) and last - first < _LONGEST + 1 and tag[last] in _BETWEEN:
        last += 1
    ends = last > first + 2 and last < len(tag) and tag[last] == "NNS"
    return last if ends and tag[last + 1 : last + 2] not in (["NN"], ["NNS"]) else None


def _rehang(dep: list[str], head: list[int], number: int, first: int, last: int) -> None:
    inside = range(first, last + 1)
    if head[first] == first:
        head[last], dep[last] = last, dep[first]
    elif head[first] not in inside:
        head[last], dep[last] = head[first], dep[first]
    elif head[last] in inside:
        return
    for token, governor in enumerate(head):
        if governor in inside and token not in inside:
            head[token] = last
    # Not "nmod": with a conjunction below it that is read as one of a series.
    head[first], dep[first] = last, "compound"
    head[first + 1], dep[first + 1] = first, "cc"
    for token in range(first + 2, last):
        head[token], dep[token] = (first, "conj") if token == last - 1 else (last - 1, "compound")


def mend_headless(lower: Sequence[str], tag: list[str], dep: list[str], head: list[int], start: int) -> None:
    """A subject with a clause of its own is no object of the verb behind it: "Chad, which had left, condemned it".

    Not before `start`, in a headline, which may leave out the "was".
    """
    for verb in range(start, len(dep)):
        noun = head[verb]
        if dep[verb] != "acl" or tag[verb] not in ("VBN", "VBD") or head[noun] != noun or lower[verb - 1] != ",":
            continue
        between = [dep[one] for one in range(noun + 1, verb) if head[one] == noun]
        own = [dep[one] for one in range(verb + 1, min(verb + _FAR, len(dep))) if head[one] == verb]
        if tag[noun].startswith("NN") and "relcl" in between and "agent" not in own:
            head[noun], dep[noun] = verb, "nsubj"
            head[verb], dep[verb], tag[verb] = verb, "ROOT", "VBD"


def mend_reduced(lemma: Sequence[str], tag: list[str], dep: list[str], head: list[int], start: int) -> None:
    """What a noun alone is said to be described by, and has or needs no object, is its verb: "Maker named Ann Smith".

    Not before `start`, and not of what is given to somebody ("the nurse given an award").
    """
    for verb in range(start, len(dep)):
        noun = head[verb]
        described = dep[verb] == "acl" and tag[verb] in ("VBN", "VBD") and head[noun] == noun < verb
        if not described or not tag[noun].startswith("NN") or lemma[verb] in _GIVING:
            continue
        own = {dep[one]: one for one in range(noun + 1, min(verb + _FAR, len(dep))) if head[one] == verb}
        if not _FINITE.isdisjoint(own):
            # "The claim that it sold the port".
            continue
        named = "oprd" in own and (("prep" in own and lemma[own["prep"]] == "as") or _is_definite(lemma, head, noun))
        alone = "agent" not in own and verb == noun + 1 and lemma[verb] not in _SUFFERED
        if "dobj" in own or named or alone:
            head[noun], dep[noun] = verb, "nsubj"
            head[verb], dep[verb], tag[verb] = verb, "ROOT", "VBD"


def _is_definite(lemma: Sequence[str], head: Sequence[int], noun: int) -> bool:
    return any(head[one] == noun and lemma[one] in _DEFINITE for one in range(max(0, noun - _NEAR), noun))


def mend_gapped(pos: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Make a verb of the noun that a relative clause is said to be: "the rockets it fires at the port"."""
    for verb, kind in enumerate(dep):
        if kind == "relcl" and tag[verb] == "NNS" and dep[verb - 1] == "nsubj" and tag[verb - 1] == "PRP":
            pos[verb], tag[verb] = "VERB", "VBZ"
            behind = verb + 1
            if dep[behind : behind + 1] == ["prep"] and head[behind] < verb:
                head[behind] = verb


def mend_parted(lower: Sequence[str], dep: list[str], head: Sequence[int]) -> None:
    """A clause before a semicolon is not what the verb behind it says: "Chad accused Niger; Niger denied it"."""
    for semicolon in (token for token, word in enumerate(lower) if word == ";"):
        verb = head[semicolon]
        for token in range(max(0, semicolon - _FAR), semicolon if verb > semicolon else 0):
            if head[token] == verb and dep[token] in _CLAUSES:
                dep[token] = "parted"
