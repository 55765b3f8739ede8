"""Writes answers into the ledger: receipt, rows and outbox, in the transaction of the caller.

The order of writing is the same for everybody, and each kind is written in the order of its ids, so that stores do
not wait for each other in circles: receipts, sources, articles, actors, places, and then what belongs to articles
that are locked. Outbox ids are taken under that lock, so that those of one article ascend with its versions.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import Connection

from models import bulk
from models.acceptance import Verdict, accept, place
from models.articles import Article
from models.burial import bury
from models.forgotten import barriers, bars
from models.receipts import Receipt
from models.revision import apply
from models.versions import Outcome
from streams import records

Recorded = Outcome | Literal["redelivered"]
"""What became of a message; redelivered: it has its receipt already, and nothing was done."""

APPLIED: Final = frozenset({"stored", "withdrawn", "reprocessed"})
"""What changes what the ledger says."""

Answer = records.Extracted | records.Rejected
Spot = tuple[UUID, int, int]
"""Where a message stands: what its receipt is unique by."""


def record(connection: Connection, answers: Sequence[Answer]) -> list[Recorded]:
    """Record answers, in their order, and say what became of each.

    Nothing is committed: a receipt counts only together with what it is for, in the caller's transaction. Raises
    what the database raises; where `database.is_transient` says so, the same call in a new transaction may succeed.
    """
    first: dict[Spot, int] = {}
    for index, answer in enumerate(answers):
        first.setdefault(_spot(answer), index)
    received = _receive(connection, [answers[first[spot]] for spot in sorted(first)])
    outcomes: list[Recorded] = ["redelivered" for _ in answers]
    if not received:
        return outcomes
    at = max(received.values())
    fresh = {index: answers[index] for spot, index in first.items() if spot in received}
    counted = _counted(connection, fresh)
    forgotten = _forgotten(connection, counted)
    known = {index: answer for index, answer in counted.items() if index not in forgotten}
    rejected = {index: answer for index, answer in known.items() if isinstance(answer, records.Rejected)}
    extracted = {index: answer for index, answer in known.items() if isinstance(answer, records.Extracted)}
    bury(connection, list(rejected.values()))
    verdicts = accept(connection, list(extracted.values()), at)
    apply(connection, [verdict for verdict in verdicts if verdict.outcome in APPLIED], at)
    _advance(connection, verdicts)
    found: dict[int, Outcome] = dict.fromkeys(forgotten, "forgotten")
    found |= dict.fromkeys(rejected, "dead-lettered")
    found |= {index: verdict.outcome for index, verdict in zip(extracted, verdicts, strict=True)}
    settled = [(answer.origin, found[index]) for index, answer in counted.items()]
    for index, answer in fresh.items():
        if answer.repairs:
            found[index] = "reprocessed" if index in counted else "duplicate"
            settled += [(carrier, found[index]) for carrier in (answer.origin, *answer.repairs[1:])]
        outcomes[index] = found[index]
    _settle(connection, settled)
    return outcomes


def _counted(connection: Connection, fresh: Mapping[int, Answer]) -> dict[int, Answer]:
    """What is to be recorded, in its order: in the place of a message that was sent for one that was lost that one,
    unless it has its receipt already.
    """
    counted = {index: answer for index, answer in fresh.items() if not answer.repairs}
    lost: dict[Spot, tuple[int, Answer]] = {}
    carriers: dict[Spot, Answer] = {}
    for index, answer in fresh.items():
        originals = [answer.model_copy(update={"origin": origin, "repairs": ()}) for origin in answer.repairs]
        for original in originals[:1]:
            lost.setdefault(_spot(original), (index, original))
        carriers |= {_spot(original): original for original in originals[1:]}
    received = _receive(connection, [lost[spot][1] for spot in sorted(lost)])
    _receive(connection, [carriers[spot] for spot in sorted(carriers)])
    counted |= dict(lost[spot] for spot in received)
    return {index: counted[index] for index in sorted(counted)}


def _forgotten(connection: Connection, counted: Mapping[int, Answer]) -> set[int]:
    """What is of articles that were forgotten, and is to leave no trace but its receipt.

    Asked after all receipts are written: from here on nobody else forgets, nor waits for this transaction's receipts.
    """
    found = barriers(connection, {key for answer in counted.values() if (key := _article(answer)) is not None})
    return {index for index, answer in counted.items() if bars(found, _article(answer), _taken(answer))}


def _article(answer: Answer) -> UUID | None:
    if isinstance(answer, records.Extracted):
        return answer.article.key
    return None if answer.article_id is None else records.article_key(answer.article_id)


def _taken(answer: Answer) -> datetime:
    """When the broker took it, or what it has read anew."""
    return (answer.origin if answer.reprocess is None else answer.reprocess.origin).appended_at


def _spot(answer: Answer) -> Spot:
    return answer.origin.topic_id, answer.origin.partition, answer.origin.offset


def _receive(connection: Connection, answers: Sequence[Answer]) -> dict[Spot, datetime]:
    """Write the receipts that are not there yet, as if all were well. This is what a second delivery meets."""
    rows = [_receipt(answer) for answer in answers]
    written = bulk.added(connection, Receipt, rows, "topic_id", "partition", "offset", "received_at")
    return {(row[0], row[1], row[2]): row[3] for row in written}


def _receipt(answer: Answer) -> bulk.Row:
    receipt = {
        "topic": answer.origin.topic,
        "topic_id": answer.origin.topic_id,
        "partition": answer.origin.partition,
        "offset": answer.origin.offset,
        "appended_at": answer.origin.appended_at,
    }
    version = answer.article.version if isinstance(answer, records.Extracted) else None
    return {**receipt, "outcome": "stored", "article": _article(answer), "version": version}


def _settle(connection: Connection, outcomes: Iterable[tuple[records.Origin, Outcome]]) -> None:
    """Say on the receipts what became of messages; a receipt is written as if its message were simply stored."""
    rows: list[bulk.Row] = [
        {"topic_id": origin.topic_id, "partition": origin.partition, "offset": origin.offset, "outcome": outcome}
        for origin, outcome in outcomes
        if outcome != "stored"
    ]
    bulk.change(connection, Receipt, rows)


def _advance(connection: Connection, verdicts: Sequence[Verdict]) -> None:
    """Let articles of which the same came again stand where the newest message does."""
    again = {verdict.key for verdict in verdicts if verdict.outcome == "duplicate"}
    last = {verdict.key: verdict.standing.position for verdict in verdicts}
    bulk.change(connection, Article, [place(key, last[key]) for key in sorted(again)])
