"""Writes answers into the ledger: receipt, rows and outbox, in the transaction of the caller.

The order of writing is the same for everybody, and each kind is written in the order of its ids, so that stores do
not wait for each other in circles: receipts, sources, articles, actors, places, and then what belongs to articles
that are locked. Outbox ids are taken under that lock, so that those of one article ascend with its versions.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection

from models import bulk
from models.acceptance import Verdict, accept, incoming, place
from models.articles import Article
from models.burial import bury
from models.receipts import Receipt
from models.revision import apply
from models.versions import Outcome
from streams import records

Recorded = Outcome | Literal["redelivered"]
"""What became of a message; redelivered: it has its receipt already, and nothing was done."""

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
    fresh = [index for spot, index in first.items() if spot in received]
    rejected = {index: answer for index in fresh if isinstance(answer := answers[index], records.Rejected)}
    extracted = {index: answer for index in fresh if isinstance(answer := answers[index], records.Extracted)}
    bury(connection, list(rejected.values()))
    verdicts = accept(connection, list(extracted.values()), at)
    apply(connection, [verdict for verdict in verdicts if verdict.outcome in ("stored", "withdrawn")], at)
    _advance(connection, verdicts)
    _settle(connection, verdicts)
    for index in rejected:
        outcomes[index] = "dead-lettered"
    for index, verdict in zip(extracted, verdicts, strict=True):
        outcomes[index] = verdict.outcome
    return outcomes


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
    if isinstance(answer, records.Rejected):
        article = None if answer.article_id is None else records.article_key(answer.article_id)
        return {**receipt, "outcome": "dead-lettered", "article": article, "version": None}
    return {**receipt, "outcome": "stored", "article": answer.article.key, "version": answer.article.version}


def _settle(connection: Connection, verdicts: Sequence[Verdict]) -> None:
    """Say on the receipts what became of those that were not simply stored."""
    rows: list[bulk.Row] = [
        {
            "topic_id": verdict.answer.origin.topic_id,
            "partition": verdict.answer.origin.partition,
            "offset": verdict.answer.origin.offset,
            "outcome": verdict.outcome,
        }
        for verdict in verdicts
        if verdict.outcome != "stored"
    ]
    bulk.change(connection, Receipt, rows)


def _advance(connection: Connection, verdicts: Sequence[Verdict]) -> None:
    """Let articles of which the same came again stand where the newest message does."""
    moved = {
        verdict.key
        for verdict in verdicts
        if verdict.outcome == "duplicate" and verdict.standing.position == incoming(verdict.answer).position
    }
    last = {verdict.key: verdict.standing.position for verdict in verdicts}
    bulk.change(connection, Article, [place(key, last[key]) for key in sorted(moved)])
