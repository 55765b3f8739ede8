"""Headlines whose verb the parser took for a noun: "Maker halts production", "Watchdog requests review of bid"."""

from collections.abc import Iterator
from typing import Final

from streams.extraction.coordination import Parse
from streams.extraction.lexicon import FRAMES, OPEN, SECTORS, Frame
from streams.extraction.words import words

_ENDS: Final = words(", ; : | - – — . ? !")
"""What parts a headline's clauses."""
_VERBAL: Final = frozenset(("VERB", "AUX"))
_WITHIN: Final = frozenset(("compound", "amod"))
_PARTS: Final = frozenset(("compound", "nsubj"))
_OBJECTS: Final = frozenset(("dobj", "appos"))
_SINGULAR: Final = frozenset(("NN", "NNP"))
_PLURAL: Final = frozenset(("NNS", "NNPS"))
_NOMINAL: Final = _SINGULAR | _PLURAL
_NAMED: Final = frozenset(("NNP", "NNPS"))
_EVERYWHERE: Final = words("worldwide abroad overseas today again")
_REACH: Final = 4
"""Words behind a verb among which its particle stands."""


def mend_headlines(parse: Parse, pos: list[str], end: int) -> None:
    """Make a verb of the noun that is one, in each clause of the first `end` tokens that has no other."""
    for first, last in _clauses(parse, end):
        verbs = [one for one in range(first, last) if pos[one] in _VERBAL and parse.dep[one] not in _WITHIN]
        if not verbs:
            for verb in range(first + 1, last):
                if _is_verb(parse, first, verb, last, _governed(parse, verb, last)):
                    _make_verb(parse, pos, first, verb, _governed(parse, verb, last))
                    break
        elif len(verbs) == 1 and parse.tag[verbs[0]] != "VBP":
            _mend_beside(parse, verbs[0])
        elif len(verbs) == 1 and parse.lower[verbs[0]] == "record":
            _mend_record(parse, pos, first, verbs[0], last)
        elif len(verbs) == 1 and _is_object(parse, verbs[0]) and verbs[0] - 1 > first:
            verb = verbs[0] - 1
            if parse.head[verb] == verbs[0] and _is_verb(parse, first, verb, last, verbs[0]):
                pos[verbs[0]], parse.tag[verbs[0]] = "NOUN", "NN"
                _make_verb(parse, pos, first, verb, verbs[0])


def _mend_beside(parse: Parse, verb: int) -> None:
    """Give a verb its subject and object that were taken for parts of a name: "Palm sues Nokia"."""
    own = {parse.dep[one]: one for one, head in enumerate(parse.head) if head == verb and one != verb}
    before = own.get("compound", own.get("nmod"))
    if parse.tag[verb] != "VBZ" or before != verb - 1 or "nsubj" in own:
        return
    parse.dep[before] = "nsubj"
    if "appos" in own and "dobj" not in own:
        parse.dep[own["appos"]] = "dobj"


def _mend_record(parse: Parse, pos: list[str], first: int, record: int, last: int) -> None:
    """What is a record is none that somebody records: "Brewer posts record loss"."""
    what = next((one for one in range(record + 1, last) if (parse.dep[one], parse.head[one]) == ("dobj", record)), None)
    verb = record - 1
    if what is None or parse.lower[record] != "record" or parse.dep[verb] != "nsubj" or verb <= first:
        return
    parse.dep[what] = "ROOT"
    if _is_verb(parse, first, verb, last, what):
        pos[record], parse.tag[record] = "ADJ", "JJ"
        parse.head[what], parse.head[verb], parse.dep[verb] = what, record, "nsubj"
        _make_verb(parse, pos, first, verb, what)
        parse.head[record], parse.dep[record] = what, "amod"
    else:
        parse.dep[what] = "dobj"


def _clauses(parse: Parse, end: int) -> Iterator[tuple[int, int]]:
    first = 0
    for token in range(end + 1):
        if token == end or parse.lower[token] in _ENDS:
            if token - first > 1:
                yield first, token
            first = token + 1


def _governed(parse: Parse, noun: int, last: int) -> int | None:
    """What a noun was taken for a part of, or has behind it, which is its object if it is a verb."""
    head = parse.head[noun]
    if parse.dep[noun] in _PARTS and noun < head < last:
        return head
    behind = (one for one in range(noun + 1, last) if parse.head[one] == noun)
    return next((one for one in behind if parse.dep[one] in _OBJECTS), None)


def _is_object(parse: Parse, verb: int) -> bool:
    """Whether a verb in the present may be a noun as well: it has no object, and the lexicon knows none without."""
    if parse.tag[verb] != "VBP" or parse.head[verb] != verb:
        return False
    if any(head == verb and parse.dep[one] in ("dobj", "aux", "ccomp", "xcomp") for one, head in enumerate(parse.head)):
        return False
    frames = FRAMES.get(("verb", parse.lemma[verb]), ())
    known = ("noun", parse.lemma[verb]) in FRAMES or parse.lower[verb + 1 : verb + 2] == ["of"]
    return known and all("object" in frame.target and len(frame.words) == 1 for frame in frames)


def _is_verb(parse: Parse, first: int, noun: int, last: int, governed: int | None) -> bool:
    """Whether a noun has the form of a verb for what stands before it, and an entry of the lexicon fits it as one."""
    subject = _subject(parse, first, noun)
    if subject is None or parse.lower[noun + 1 : noun + 2] == ["of"]:
        return False
    third = parse.tag[noun] in ("NNS", "VBZ") and parse.tag[subject] in _SINGULAR
    several = parse.tag[noun] == "NN" and parse.tag[subject] in _PLURAL
    verbal = governed is not None and parse.tag[governed] == "VBP"
    if not (third or several):
        return False
    lemma = _verb_of(parse, noun)
    ambiguous = several or ("noun", lemma) in FRAMES
    clause = range(noun + 1, last)
    for frame in FRAMES.get(("verb", lemma), ()):
        if frame.subjects - OPEN and parse.lemma[subject] not in frame.subjects:
            continue
        if governed is None:
            fits = not ambiguous and _has_particle(parse, frame, clause)
            fits = fits or (len(frame.words) == 1 and bool(frame.subjects - OPEN) and not frame.objects)
        else:
            fits = _has_particle(parse, frame, clause) or _takes(parse, frame, subject, governed, ambiguous, verbal)
        if fits:
            return True
    return False


def _verb_of(parse: Parse, noun: int) -> str:
    """The verb whose form it is, if the lexicon has that: "axes" is of "axe" too."""
    lower = parse.lower[noun]
    forms = (parse.lemma[noun], *((lower[:-1], lower[:-2]) if parse.tag[noun] == "NNS" else ()))
    return next((form for form in forms if ("verb", form) in FRAMES), parse.lemma[noun])


def _subject(parse: Parse, first: int, noun: int) -> int | None:
    before = noun - 1
    if before > first and parse.lower[before] in _EVERYWHERE:
        before -= 1
    return before if before >= first and parse.tag[before] in _NOMINAL else None


def _has_particle(parse: Parse, frame: Frame, clause: range) -> bool:
    """Whether the other word that an entry asks for stands behind it: "files for bankruptcy", "shuts down"."""
    return len(frame.words) > 1 and any(
        parse.lemma[one] == frame.words[1] or (one < clause.start + _REACH and parse.lower[one] == frame.words[1])
        for one in clause
    )


def _takes(parse: Parse, frame: Frame, subject: int, governed: int, ambiguous: bool, verbal: bool) -> bool:
    """Whether an entry takes that object: one of its list, or whoever it is done to.

    `verbal`: that was itself taken for the verb, so that the noun before it can hardly be a part of it.
    """
    if len(frame.words) > 1:
        return False
    if frame.objects - OPEN:
        return parse.lemma[governed] in frame.objects
    acting = parse.tag[subject] == "NNP" or parse.lemma[subject] in SECTORS
    if verbal:
        return acting
    acted = parse.tag[governed] in _NAMED or parse.lemma[governed] in SECTORS
    return acted and (acting or not ambiguous)


def _make_verb(parse: Parse, pos: list[str], first: int, verb: int, governed: int | None) -> None:
    """Hang the subject and the object on it, and it on what the clause hung on."""
    subject = _subject(parse, first, verb)
    assert subject is not None
    parse.lemma[verb] = _verb_of(parse, verb)
    pos[verb], parse.tag[verb] = "VERB", "VBZ" if parse.tag[subject] in _SINGULAR else "VBP"
    if governed is not None and parse.head[governed] != verb:
        above = parse.head[governed]
        rooted = above in (governed, verb)
        parse.head[verb], parse.dep[verb] = (verb, "ROOT") if rooted else (above, parse.dep[governed])
        parse.head[governed], parse.dep[governed] = verb, "dobj"
    for before in range(first, verb):
        if before != subject and parse.head[before] in (verb, governed):
            parse.head[before] = subject
    parse.head[subject], parse.dep[subject] = verb, "nsubj"
