"""What several articles make of one deed: disputes, threats carried out, numbers that disagree."""

from typing import Any

import pytest
from sqlalchemy import Connection

from models import reports
from models.ledger import record
from streams import records
from tests.models.answers import answer
from tests.models.ledgers import rows
from tests.models.told import ALPHA, aimed, changed, denied, promised, view


def test_what_one_claims_and_another_denies_is_a_dispute(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), denied(2), answer("c", 3, "Alpha struck Omega, Gamma said.")])
    assert rows(connection, "SELECT speaker, denied FROM report.claims ORDER BY speaker, trigger") == [
        ("Delta", True),
        ("Gamma", False),
        ("Gamma", False),
    ]
    reports.refresh(connection)
    assert rows(connection, "SELECT type, claimant, claimant_country, denier FROM report.disputes") == [
        ("ASSAULT", "Gamma", "DEU", "Delta")
    ]


@pytest.mark.parametrize(
    ("change", "disputes"),
    [
        ({"day": "2025-09-08"}, 1),
        ({"day": "2025-09-20"}, 0),
        ({"type": "ACCUSE", "mode": None}, 0),
        ({"words": "Alpha struck Omega, Delta said."}, 0),
        ({"participants": ()}, 0),
        ({"words": "Alpha struck Beta, Gamma said."}, 0),
    ],
    ids=["within a week", "weeks later", "another deed", "on somebody else", "by nobody", "the same word"],
)
def test_a_dispute_is_about_one_deed_of_one_week(connection: Connection, change: dict[str, Any], disputes: int) -> None:
    words = change.get("words", ALPHA.replace("Gamma", "Delta"))
    fields = {name: value for name, value in change.items() if name not in ("words", "day")}
    message = denied(2, words, f"{change.get('day', '2025-09-05')}T12:00:00Z", **fields)
    record(connection, [answer("a", 1, ALPHA, published_at="2025-09-05T12:00:00Z"), message])
    reports.refresh(connection)
    assert len(view(connection, "disputes")) == disputes


def test_threats_and_promises_are_shown_with_who_made_them(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), promised(2), changed(3, "p", "Delta struck Beta.", type="AGREE")])
    assert rows(connection, "SELECT kind, made_by, made_to FROM report.commitments ORDER BY kind") == [
        ("promise", ["Delta"], ["Beta"]),
        ("threat", ["Alpha"], ["Beta"]),
    ]


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        ([aimed(1, "THREATEN", "2025-09-05"), aimed(2, "SANCTION", "2025-09-20")], [("FRA", "DEU", "SANCTION")]),
        ([aimed(1, "THREATEN", "2025-09-05"), aimed(2, "SANCTION", "2025-11-20")], []),
        ([aimed(1, "THREATEN", "2025-09-05"), aimed(2, "SANCTION", "2025-09-01")], []),
        ([aimed(1, "THREATEN", "2025-09-05"), aimed(2, "CONSULT", "2025-09-20")], []),
        ([aimed(1, "THREATEN", "2025-09-05"), aimed(2, "SANCTION", "2025-09-20", "DEU", "FRA")], []),
        ([aimed(1, "REJECT", "2025-09-05"), aimed(2, "SANCTION", "2025-09-20")], []),
    ],
    ids=["done", "too late", "before", "no deed", "the other way round", "no threat"],
)
def test_a_threat_is_carried_out_by_whom_it_came_from_on_whom_it_was_aimed_at(
    connection: Connection, messages: list[records.Extracted], found: list[tuple[str, ...]]
) -> None:
    record(connection, messages)
    reports.refresh(connection)
    assert rows(connection, "SELECT by_country, on_country, type FROM report.carried_out") == found


def test_of_deeds_after_a_threat_the_first_of_each_kind_is_told(connection: Connection) -> None:
    told = ("THREATEN 05", "SANCTION 25", "SANCTION 20", "ASSAULT 22", "THREATEN 21", "SANCTION 01")
    made = (line.split() for line in told)
    record(connection, [aimed(offset, kind, f"2025-09-{day}") for offset, (kind, day) in enumerate(made, 1)])
    reports.refresh(connection)
    query = "SELECT extract(day FROM threatened_at), type, extract(day FROM done_at) FROM report.carried_out"
    assert rows(connection, f"{query} ORDER BY 1, 3") == [
        (5, "SANCTION", 20), (5, "ASSAULT", 22), (21, "ASSAULT", 22), (21, "SANCTION", 25),
    ]  # fmt: skip


NINE = ALPHA.replace("12.50", "9")


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        ([answer("a", 1, ALPHA), answer("b", 2, NINE)], [("9", "12.50")]),
        ([answer("a", 1, ALPHA), answer("b", 2, ALPHA)], []),
        ([answer("a", 1, ALPHA), answer("b", 2, NINE.replace("Paris", "Lyon"))], []),
        ([answer("a", 1, ALPHA), answer("b", 2, NINE.replace("tanks", "guns"))], []),
        ([answer("a", 1, ALPHA), answer("b", 2, NINE.replace("struck", "freed"))], []),
        ([answer("a", 1, ALPHA, NINE)], []),
        ([answer("a", 1, ALPHA, NINE.replace("Gamma", "Kappa"))], [("9", "12.50")]),
    ],
    ids=["disagree", "agree", "elsewhere", "other things", "other deeds", "one word for both", "two words"],
)
def test_numbers_disagree_about_the_same_thing_by_the_words_of_two(
    connection: Connection, messages: list[records.Extracted], found: list[tuple[str, ...]]
) -> None:
    record(connection, messages)
    reports.refresh(connection)
    assert rows(connection, "SELECT value::text, other_value::text FROM report.disagreements") == found


def test_a_number_counts_who_takes_part_or_measures_the_event_itself(connection: Connection) -> None:
    message = answer("a", 1, "Alpha struck Beta in Paris with 12 Beta.")
    (number,) = message.extraction.numbers
    part = message.extraction.events[0].participants[1]
    counted = number.model_copy(
        update={"event_id": None, "counted": records.Span(text=part.text, start=part.start, end=part.end)}
    )
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(
        update={"numbers": (counted,), "events": (event.model_copy(update={"numbers": ()}),)}
    )
    record(connection, [answer("b", 2, ALPHA), message.model_copy(update={"extraction": extraction})])
    measured = "SELECT article_id, measures, value::text FROM report.measured ORDER BY article_id"
    assert rows(connection, measured) == [("a", "target", "12"), ("b", "event", "12.50")]
