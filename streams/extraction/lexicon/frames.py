"""Frames: which words, in which company, mean which event, and where its actors stand."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final, Literal, cast, get_args

from pydantic import Field

from streams.errors import LexiconError
from streams.extraction.lexicon.rows import FOLDER, Row, rows
from streams.records import EventType, Mode

Need = Literal[
    "source",
    "target",
    "object",
    "complement",
    "obligation",
    "order",
    "alone",
    "bare",
    "unnamed",
    "post",
    "counted",
    "happened",
    "verbal",
    "bodily",
    "others",
    "own",
    "deed",
    "hostility",
    "conflict",
    "cooperation",
    "attended",
    "told",
]


class Expected(Row):
    """Who acts and who is acted upon in an entry's example, as written there."""

    source: str | None = None
    target: str | None = None


class Entry(Row):
    """One way to say an event.

    `lemma`: a word, or a verb and its particle ("step down"); a noun is found alone and with a light verb ("hold
    talks"). `source` and `target`: slots, the first that holds an actor counts; "prep:with|to" is what one of these
    prepositions brings, "complement" the actors of the embedded clause. `object`: words or @classes one of which
    heads the object (for a noun: its modifier or what "of" brings; for an adjective: its noun), `subject` likewise; of
    things without a list "@actor", "@name", "@amount" and "@sum" (money, also behind "was", "at" and "to") stand there;
    `unless`: objects that make it something else. `needs`: roles that have to be filled; "obligation" asks that the
    embedded clause says what somebody must do, "order" that or an infinitive ("told Chad to leave"), "hostility",
    "conflict" and "cooperation" that it tells of such an act, "unnamed" that its object is not said to be something
    ("called her", but not "called her a liar"), "post" that it is not given a name ("named its chief", but not "a man
    named Hill"), "counted" that a number says how many its objects are ("sold 90 cars", but not "sold the car"),
    "alone" that there is neither object nor clause ("marched", but not "demonstrated that"), "bare" that there is no
    "for" or "to" either, "happened" that no modal stands before it ("hurt two", not "would hurt families"), "verbal"
    that it is done with words alone ("attacked the mayor over taxes"), "bodily" that it is not, "others" that somebody
    else acts in the embedded clause ("wants Chad to leave"), "own" that nobody else does what its object tells of
    ("ended its strike", but "ended the miners' strike"), "deed" that it tells of a friendly or a hostile act,
    "attended" that something is said to be at it ("shown at the Lima Conference", but "the Bishops' Conference said"),
    "told" that it happens and is not only what somebody is like ("backed by Chad", "cheering fans", "tired of caring",
    "licensed to carry", "controls on the sale").
    `mutual`: of several sources without a target, the others are the targets ("the two ministers signed an agreement").
    `wanting`: no act, a wish alone; the cooperative act that is wished for is not told a second time ("wants to", but
    "agreed to help"). `future`: what it tells is still to come ("scheduled a hearing").
    """

    lemma: str
    pos: Literal["verb", "noun", "adjective"] = "verb"
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    mutual: bool = False
    wanting: bool = False
    future: bool = False
    mode: Mode | None = None
    contexts: tuple[str, ...] = ()
    example: str
    expect: Expected = Field(default_factory=Expected)


@dataclass(frozen=True, slots=True)
class Frame:
    """An entry, its defaults filled in, with the type that its file is named for and the line it stands in."""

    type: EventType
    line: int
    entry: Entry
    source: tuple[str, ...]
    target: tuple[str, ...]
    objects: frozenset[str]
    subjects: frozenset[str]
    unless: frozenset[str]
    words: tuple[str, ...]
    beside: tuple[str, ...]
    """Those of its words that stand beside the one which it is looked up by: a verb's first, a noun's last."""
    open: bool
    """Whether more than listed words may be its object: any actor, name or amount."""


class LightVerb(Row):
    """A verb that lends a noun its grammar alone: "hold talks", "carry out an attack".

    With `preposition` the noun comes after it ("engage in talks"), with `through` also after that word ("claim
    responsibility for the attack"). `receives`: its subject is acted upon ("drew criticism from"). `occurs`: the noun
    is its subject, and it says no more than that this happens; with `through` by that word ("took place").
    """

    lemma: str
    preposition: str | None = None
    through: str | None = None
    receives: bool = False
    occurs: bool = False
    example: str


class WordClass(Row):
    """Words that frames name together, as "@name"."""

    name: str
    words: frozenset[str]


ACTOR: Final = "@actor"
NAME: Final = "@name"
AMOUNT: Final = "@amount"
SUM: Final = "@sum"
"""In `object`: any actor; any name that is not a person's; by how much ("a rise of 5%", "fell 3%"); a sum of money."""
OPEN: Final = frozenset((ACTOR, NAME, AMOUNT, SUM))
"""What stands for no list of words."""

_SLOTS: Final = {
    "verb": (("subject",), ("object", "prep:with|against|on|to")),
    "noun": (
        ("subject", "possessor", "prep:by|between|among", "modifier"),
        ("prep:on|against|with|of|to|in|for",),
    ),
    "adjective": (("subject",), ("complement",)),
}
"""Where source and target stand if the entry does not say."""


def _classes() -> dict[str, frozenset[str]]:
    return {f"@{row.name}": row.words for row in rows(FOLDER / "classes.jsonl", WordClass)}


def event_files() -> list[Path]:
    """The files of events, one for each type, in a fixed order."""
    return sorted((FOLDER / "events").glob("*.jsonl"))


def _frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    table: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for path in event_files():
        if path.stem not in get_args(EventType):
            raise LexiconError(path, 1, "no such event type")
        for number, entry in enumerate(rows(path, Entry), 1):
            frame = _frame(path, number, entry)
            table[entry.pos, frame.words[-1 if entry.pos == "noun" else 0]].append(frame)
    return {key: tuple(sorted(found, key=_breadth)) for key, found in table.items()}


def _frame(path: Path, number: int, entry: Entry) -> Frame:
    source, target = _SLOTS[entry.pos]
    words = tuple(entry.lemma.split())
    try:
        return Frame(
            type=cast(EventType, path.stem),
            line=number,
            entry=entry,
            source=entry.source or source,
            target=entry.target or target,
            objects=_words(entry.object),
            subjects=_words(entry.subject),
            unless=_words(entry.unless),
            words=words,
            beside=words[:-1] if entry.pos == "noun" else words[1:],
            open=not OPEN.isdisjoint(entry.object),
        )
    except KeyError as error:
        raise LexiconError(path, number, f"no such word class: {error}") from error


@cache
def _words(names: tuple[str, ...]) -> frozenset[str]:
    """What words and classes name together; entries that name the same share it."""
    return frozenset(
        chain.from_iterable(WORD_CLASSES[name] if name[0] == "@" and name not in OPEN else (name,) for name in names)
    )


def _breadth(frame: Frame) -> tuple[bool, bool, bool, int, int, bool]:
    """The narrowest first: particle and object given, then either, then neither; of two objects, the rarer."""
    return (
        len(frame.words) < 2,
        not frame.objects,
        not frame.objects.isdisjoint(OPEN),
        len(frame.objects),
        -len(frame.entry.needs),
        not frame.subjects,
    )


WORD_CLASSES: Final = _classes()
FRAMES: Final = _frames()
"""Part of speech and head word → frames, the narrowest first."""
_LIGHT: Final = rows(FOLDER / "light.jsonl", LightVerb)
LIGHT_VERBS: Final = frozenset(verb.lemma for verb in _LIGHT if verb.preposition is None and not verb.occurs)
RECEIVING: Final = frozenset(verb.lemma for verb in _LIGHT if verb.receives)
CARRIERS: Final = frozenset((verb.lemma, verb.preposition, verb.through) for verb in _LIGHT if verb.preposition)
"""Light verbs that take their noun through a preposition, and through another word."""
OCCURRING: Final = frozenset((verb.lemma, verb.through) for verb in _LIGHT if verb.occurs)
"""Verbs that say of their subject that it happens, with the word that they do it through."""
