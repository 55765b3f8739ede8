"""How far an extractor is from the seeds' gold: `python -m tests.seeds_gold` prints the table.

Pairings are one to one and as large as possible. A predicted span fits a marked one when the two overlap and at
least a quarter of the predicted one lies in the marked one; triggers and cues need only overlap.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from streams.records import Article, Event, Extraction, Number, Participant, Span, Statement
from tests.seeds_records import (
    Gold,
    GoldEvent,
    GoldNumber,
    GoldParticipant,
    GoldStatement,
    read_seeds,
)

SYMMETRIC: Final = frozenset(("AGREE", "CONSULT", "COOPERATE"))
"""Types for which it does not matter who is source and who target."""

G = TypeVar("G")
P = TypeVar("P")


@dataclass(frozen=True)
class Figure:
    """How many were right, of how many predicted and how many marked."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


@dataclass(frozen=True)
class Figures:
    """What is measured, over one article or all."""

    events: Figure = Figure()
    roles: Figure = Figure()
    numbers: Figure = Figure()
    statements: Figure = Figure()
    factuality: Figure = Figure()
    contents: Figure = Figure()

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(a + b for (_, a), (_, b) in zip(self.rows(), other.rows(), strict=True)))

    def rows(self) -> tuple[tuple[str, Figure], ...]:
        return (
            ("events", self.events),
            ("roles", self.roles),
            ("numbers", self.numbers),
            ("statements", self.statements),
            ("factuality", self.factuality),
            ("contents", self.contents),
        )


def score(gold: Gold, extraction: Extraction) -> Figures:
    """One article's figures; roles and factuality are looked at on matched events alone, contents on statements.

    Words that only judge, want or ask for something are no statements of the gold.
    """
    events = pair_up(gold.events, extraction.events, same_event)
    roles = Figure()
    for marked, found in events:
        parts = [part for part in found.participants if part.role in ("source", "target")]
        same = _same_role(marked.type in SYMMETRIC)
        roles += _figure(pair_up(marked.participants, parts, same), marked.participants, parts)
    numbers = pair_up(gold.numbers, extraction.numbers, same_number)
    factual = [pair for pair in events if same_factuality(*pair)]
    speech = [statement for statement in extraction.statements if statement.kind == "speech"]
    statements = pair_up(gold.statements, speech, same_statement)
    contents = pair_up(gold.statements, speech, same_content)
    return Figures(
        _figure(events, gold.events, extraction.events),
        roles,
        _figure(numbers, gold.numbers, extraction.numbers),
        _figure(statements, gold.statements, speech),
        Figure(len(factual), len(events), len(events)),
        Figure(len(contents), len(statements), len(statements)),
    )


def score_all(read: Callable[[Article], Extraction]) -> Figures:
    """Figures over every seed, read by that extractor; a withdrawn version is not read."""
    total = Figures()
    for article, gold in read_seeds():
        if article.status == "usable":
            total += score(gold, read(article))
    return total


def same_event(marked: GoldEvent, found: Event) -> bool:
    return marked.type == found.type and overlap(marked.trigger, found.trigger) > 0


def same_factuality(marked: GoldEvent, found: Event) -> bool:
    """All three values, by the author's word."""
    return (marked.polarity, marked.certainty, marked.future) == (found.polarity, found.certainty, found.future)


def same_content(marked: GoldStatement, found: Statement) -> bool:
    """Source and cue are right, and at least half of what either content has, both have."""
    if not same_statement(marked, found):
        return False
    shared = overlap(marked.content, found.content)
    ends = min(marked.content.start, found.content.start), max(marked.content.end, found.content.end)
    return 2 * shared >= ends[1] - ends[0]


def same_number(marked: GoldNumber, found: Number) -> bool:
    """The ends of a change may come in either order."""
    ends, mine = ({n.low, n.high} if n.value is None else {n.value} for n in (marked, found))
    return fits(marked, found) and (ends, marked.unit, marked.period) == (mine, found.unit, found.period)


def same_statement(marked: GoldStatement, found: Statement) -> bool:
    if found.source is None or found.cue is None:
        return False
    return overlap(marked.cue, found.cue) > 0 and fits(marked.source, found.source)


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share; nothing or less: none."""
    return min(one.end, other.end) - max(one.start, other.start)


def fits(marked: Span, found: Span) -> bool:
    """Whether a predicted span touches the marked one without being four times too wide."""
    shared = overlap(marked, found)
    return shared > 0 and 4 * shared >= found.end - found.start


def pair_up(gold: Sequence[G], found: Sequence[P], same: Callable[[G, P], bool]) -> list[tuple[G, P]]:
    """A largest one-to-one pairing of items that are the same."""
    owner: dict[int, int] = {}

    def assign(i: int, tried: set[int]) -> bool:
        for j, candidate in enumerate(found):
            if j not in tried and same(gold[i], candidate):
                tried.add(j)
                if j not in owner or assign(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        assign(i, set())
    return [(gold[i], found[j]) for j, i in owner.items()]


def table(figures: Figures) -> Iterator[str]:
    """The figures as lines for a terminal."""
    yield f"{'':<12}{'precision':>10}{'recall':>8}{'right':>7}{'found':>7}{'gold':>6}"
    for name, figure in figures.rows():
        yield (
            f"{name:<12}{figure.precision:>10.3f}{figure.recall:>8.3f}"
            f"{figure.right:>7}{figure.predicted:>7}{figure.gold:>6}"
        )


def _figure(pairs: Sequence[object], gold: Sequence[object], found: Sequence[object]) -> Figure:
    return Figure(len(pairs), len(found), len(gold))


def _same_role(symmetric: bool) -> Callable[[GoldParticipant, Participant], bool]:
    def same(marked: GoldParticipant, found: Participant) -> bool:
        return (symmetric or marked.role == found.role) and fits(marked, found)

    return same


if __name__ == "__main__":
    from streams.extraction import Reader

    print("\n".join(table(score_all(Reader().read))))
