"""Applies versions of articles: what is new is added, what changed is changed, what is no longer said is retracted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, delete, exists, func

from models import bulk
from models.acceptance import Verdict, reading, status, whole
from models.actors import Actor
from models.announcements import EVENTS, NUMBERS, Announcer
from models.articles import Article
from models.difference import Difference, Table, compare, known
from models.events import Event, Participant
from models.numbers import Number
from models.outbox import Announcement, enqueue
from models.places import Place, PlaceMention
from models.rows import Reading, Said, read
from models.statements import Statement
from models.tallies import Tally
from models.times import Time

ANNOUNCED: Final[tuple[tuple[Table, str], ...]] = ((Event, EVENTS), (Number, NUMBERS))
"""Which things have a topic."""


@dataclass(frozen=True)
class Version:
    """A version of an article that counts, and what it says."""

    verdict: Verdict
    reading: Reading

    def said(self, table: Table) -> Mapping[UUID, Said]:
        """What it says, of one kind."""
        if table is Event:
            return self.reading.events
        return self.reading.numbers if table is Number else self.reading.statements


Differences = list[tuple[Version, Difference]]


def apply(connection: Connection, accepted: Sequence[Verdict], at: datetime) -> None:
    """Apply versions that were accepted, those of one article in their order."""
    versions = [
        Version(
            verdict,
            Reading()
            if verdict.outcome == "withdrawn"
            else read(verdict.answer.article, verdict.answer.extraction, at),
        )
        for verdict in accepted
    ]
    bulk.add_missing(connection, Actor, _shared(version.reading.actors for version in versions))
    bulk.add_missing(connection, Place, _shared(version.reading.places for version in versions))
    for versions_of_different_articles in _rounds(versions):
        _apply(connection, versions_of_different_articles, at)


def _apply(connection: Connection, versions: Sequence[Version], at: datetime) -> None:
    later = [version for version in versions if not version.verdict.first]
    known_articles = [version.verdict.key for version in later]
    _renew_articles(connection, later, at)
    _note(connection, versions)
    differences: dict[Table, Differences] = {}
    for table in (Statement, Event, Number):
        before = known(connection, table, known_articles)
        differences[table] = [
            (version, compare(version.said(table), before.get(version.verdict.key, {}))) for version in versions
        ]
        _write(connection, table, differences[table], at)
    _replace_participants(connection, differences[Event], known_articles)
    if known_articles:
        _sweep(connection, later)
    enqueue(connection, list(_announcements(differences, at)))


def _rounds(versions: Sequence[Version]) -> Iterator[list[Version]]:
    """Every article once a round, its versions in their order."""
    rounds: list[list[Version]] = []
    turn: dict[UUID, int] = {}
    for version in versions:
        number = turn[version.verdict.key] = turn.get(version.verdict.key, -1) + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(version)
    yield from rounds


def _shared(found: Iterable[Mapping[UUID, bulk.Row]]) -> list[bulk.Row]:
    rows = {key: row for some in found for key, row in some.items()}
    return [rows[key] for key in sorted(rows)]


def _renew_articles(connection: Connection, later: Sequence[Version], at: datetime) -> None:
    for outcome, row in (("stored", whole), ("withdrawn", status)):
        verdicts = [version.verdict for version in later if version.verdict.outcome == outcome]
        bulk.change(connection, Article, [row(verdict.answer, verdict.standing, at) for verdict in verdicts])
    again = [version.verdict.answer for version in later if version.verdict.outcome == "reprocessed"]
    bulk.change(connection, Article, [reading(answer) for answer in again])


def _note(connection: Connection, versions: Sequence[Version]) -> None:
    bulk.put(connection, Time, [row for version in versions for row in version.reading.times.values()])
    bulk.put(connection, PlaceMention, [row for version in versions for row in version.reading.mentions.values()])


def _write(connection: Connection, table: Table, differences: Differences, at: datetime) -> None:
    bulk.put(connection, table, [said.row for _, found in differences for said in found.written.values()])
    retracted = [
        {"id": key, "retracted_at": at, "retracted_by": _cause(version.verdict)}
        for version, found in differences
        for key in found.retracted
    ]
    bulk.change(connection, table, retracted)


def _cause(verdict: Verdict) -> dict[str, object]:
    standing, origin = verdict.standing, verdict.answer.origin
    return {
        "version": standing.version,
        "updated_at": standing.updated_at,
        "topic_id": str(origin.topic_id),
        "partition": origin.partition,
        "offset": origin.offset,
    }


def _replace_participants(connection: Connection, differences: Differences, known_articles: Sequence[UUID]) -> None:
    written = [(version, key) for version, found in differences for key in found.written]
    if known_articles:
        connection.execute(delete(Participant).where(Participant.event_id == func.any([key for _, key in written])))
    bulk.add(connection, Participant, [row for version, key in written for row in version.reading.participants[key]])


def _sweep(connection: Connection, later: Sequence[Version]) -> None:
    """Forget mentions that the article no longer has, and what was counted of a version that had lost its words.

    A time stays while a retracted event refers to it.
    """
    articles = [version.verdict.key for version in later]
    times = [key for version in later for key in version.reading.times]
    mentions = [key for version in later for key in version.reading.mentions]
    connection.execute(delete(Tally).where(Tally.article_id == func.any(articles)))
    gone = (Time.article_id == func.any(articles)) & (Time.id != func.all(times))
    connection.execute(delete(Time).where(gone, ~exists().where(Event.time_id == Time.id)))
    connection.execute(
        delete(PlaceMention).where(PlaceMention.article_id == func.any(articles), PlaceMention.id != func.all(mentions))
    )


def _announcements(differences: Mapping[Table, Differences], at: datetime) -> Iterator[Announcement]:
    for table, topic in ANNOUNCED:
        for version, found in differences[table]:
            announcer = Announcer(topic, version.verdict.answer, at)
            for key, said in found.announced.items():
                yield announcer.recorded(key, said)
            for key in found.retracted:
                yield announcer.retracted(key)
