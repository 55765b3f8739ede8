"""What is wrong with the files of events: every fault of every line, where loading them names the first alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, get_args

from streams.extraction.lexicon.frames import OPEN, WORD_CLASSES, Entry
from streams.extraction.lexicon.rows import reasons
from streams.extraction.words import words
from streams.records import EventType

SLOTS: Final = words("subject object indirect attribute possessor modifier complement none")
PREPOSITIONS: Final = words(
    "about across after against along amid among around as at before behind below beneath beside between beyond by "
    "down for from in inside into near of off on onto out outside over past through to toward towards under until up "
    "upon with within without"
)
MODES: Final = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
"""The modes that a type may have, as PLOVER's codebook of 2021 gives them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a person should correct: in which file, line and field, and why."""

    path: Path
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.path.parent.name}/{self.path.name}:{self.line}"
        return f"{where}: {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"


def faults(paths: Iterable[Path]) -> Iterator[Fault]:
    """The faults of files of events, one named for each type, in reading order."""
    companies: dict[object, str] = {}
    examples: dict[str, str] = {}
    for path in paths:
        if path.stem not in get_args(EventType):
            yield Fault(path, 1, "", f"no event type is called {path.stem}{_meant(path.stem, get_args(EventType))}")
            continue
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            malformed = [Fault(path, number, field, reason) for field, reason in reasons(line, Entry)]
            yield from malformed
            if malformed:
                continue
            entry = Entry.model_validate_json(line)
            yield from (Fault(path, number, field, reason) for field, reason in _misspelt(path.stem, entry))
            here = f"{path.name}:{number}"
            known = companies.setdefault(_company(entry), here)
            if known != here:
                yield Fault(path, number, "lemma", f"“{entry.lemma}” in the same company is in {known} already")
            known = examples.setdefault(entry.example, here)
            if known != here:
                yield Fault(path, number, "example", f"the same sentence is in {known} already")


def _misspelt(kind: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """What is well formed, but names something that there is not."""
    if entry.lemma != " ".join(entry.lemma.lower().split()) or not entry.lemma:
        yield "lemma", "should be in lower case, its words one blank apart"
    for field, names in (("object", entry.object), ("subject", entry.subject), ("unless", entry.unless)):
        for name in names:
            if name.startswith("@") and name not in OPEN and name not in WORD_CLASSES:
                yield field, f"no class of words is called {name}{_meant(name, WORD_CLASSES)}"
    for field, slots in (("source", entry.source), ("target", entry.target)):
        for slot in slots:
            name, _, brought = slot.partition(":")
            if name == "prep":
                for word in brought.split("|"):
                    if word not in PREPOSITIONS:
                        yield field, f"“{word}” is no preposition{_meant(word, PREPOSITIONS)}"
            elif slot not in SLOTS:
                yield field, f"no slot is called {slot}{_meant(slot, SLOTS)}"
    if entry.mode is not None and entry.mode not in words(MODES.get(kind, "")):
        yield "mode", f"{kind} has no mode {entry.mode}"
    for role, span in (("source", entry.expect.source), ("target", entry.expect.target)):
        if span is not None and span not in entry.example:
            yield f"expect.{role}", f"“{span}” does not stand in the example"


def _company(entry: Entry) -> object:
    """What tells one entry from another: a second one that is equal would never be looked at."""
    restrictions = (entry.object, entry.subject, entry.unless, entry.needs)
    return entry.pos, entry.lemma, *(frozenset(names) for names in restrictions)


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""
