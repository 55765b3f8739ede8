"""What readers see, and what they may not."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from models import Base, reports
from models.ledger import record
from models.views import QUADS
from streams import records
from tests.models.answers import answer, rejected
from tests.models.ledgers import rows

ALPHA = "Alpha struck Beta on Monday in Paris with 12.50 tanks, Gamma said."
VIEWS = [view.name for view in reports.VIEWS]
TABLES = sorted(Base.metadata.tables)


def changed(
    offset: int, article: str, words: str, published_at: str | None = "2025-09-05T10:00:00Z", **fields: object
) -> records.Extracted:
    """An article of one sentence, whose event has other fields."""
    message = answer(article, offset, words, published_at=published_at)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update=fields),)})
    return message.model_copy(update={"extraction": extraction})


def denied(
    offset: int,
    words: str = ALPHA.replace("Gamma", "Delta"),
    published_at: str = "2025-09-05T10:00:00Z",
    **fields: object,
) -> records.Extracted:
    """Delta's word that Alpha did not strike Beta, or what else is denied."""
    (event,) = answer("denial", offset, words).extraction.events
    assert event.attribution is not None
    reading = event.attribution.model_copy(update={"polarity": "NEG"})
    return changed(offset, "denial", words, published_at, polarity="NEG", attribution=reading, **fields)


def promised(offset: int) -> records.Extracted:
    """What is made of a strike that was announced, on the article's own word."""
    return changed(offset, "threat", "Alpha struck Beta.", type="THREATEN", mode=None)


def aimed(offset: int, kind: str, day: str, source: str = "FRA", target: str = "DEU") -> records.Extracted:
    """Something that one country does to another."""
    message = answer(f"aimed-{offset}", offset, "Alpha struck Beta.", published_at=f"{day}T12:00:00Z")
    (event,) = message.extraction.events
    parts = tuple(
        part.model_copy(update={"actor": part.actor.model_copy(update={"country": country})})
        for part, country in zip(event.participants, (source, target), strict=True)
    )
    event = event.model_copy(update={"type": kind, "mode": None, "participants": parts})
    extraction = message.extraction.model_copy(update={"events": (event,)})
    return message.model_copy(update={"extraction": extraction})


@pytest.fixture
def reader(connection: Connection) -> Iterator[Connection]:
    """A connection that is the reader from here on."""
    record(connection, [answer("a", 1, ALPHA), denied(2), promised(3), rejected(4)])
    record(connection, [answer("b", 5, ALPHA), answer("b", 6, "Zeta left Eta in Lyon.")])
    record(connection, [changed(7, "c", ALPHA, type="DIE"), changed(8, "d", ALPHA.replace("12.50", "9"), type="DIE")])
    record(connection, [aimed(9, "THREATEN", "2025-09-05"), aimed(10, "SANCTION", "2025-09-20")])
    reports.refresh(connection)
    connection.execute(text(f"SET LOCAL ROLE {reports.READER}"))
    yield connection


def view(connection: Connection, name: str) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(text(f"SELECT * FROM report.{name}")).mappings()]


@pytest.mark.parametrize("name", VIEWS)
def test_the_reader_reads_every_view(reader: Connection, name: str) -> None:
    assert view(reader, name) != []


@pytest.mark.parametrize("name", [*TABLES, "alembic_version"])
@pytest.mark.parametrize(
    "command", ["SELECT * FROM {}", "DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}"]
)
def test_the_reader_is_refused_on_every_table(reader: Connection, name: str, command: str) -> None:
    with pytest.raises(ProgrammingError, match=f"permission denied for table {name}"):
        reader.execute(text(command.format(f"public.{name}")))


def test_the_reader_holds_nothing_but_select_on_the_views(connection: Connection) -> None:
    granted = rows(
        connection,
        "SELECT nspname, relname, privilege_type FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace "
        "CROSS JOIN aclexplode(relacl) AS granted WHERE nspname IN ('public', 'report') "
        f"AND (grantee = 0 OR grantee = '{reports.READER}'::regrole)",
    )
    assert sorted(granted) == sorted(("report", name, "SELECT") for name in VIEWS)


@pytest.mark.parametrize("command", ["CREATE TABLE {}.mine (id int)", "CREATE FUNCTION {}.f() RETURNS int RETURN 1"])
@pytest.mark.parametrize("schema", ["public", "report"])
def test_the_reader_makes_nothing(reader: Connection, schema: str, command: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        reader.execute(text(command.format(schema)))


def test_nobody_can_log_in_as_the_reader_itself(connection: Connection) -> None:
    role = connection.execute(text(f"SELECT * FROM pg_roles WHERE rolname = '{reports.READER}'")).one()
    assert not (role.rolcanlogin or role.rolsuper or role.rolcreaterole or role.rolcreatedb or role.rolbypassrls)


def test_every_view_has_the_columns_that_it_declares(connection: Connection) -> None:
    for declared in reports.VIEWS:
        result = connection.execute(text(f"SELECT * FROM report.{declared.name}"))
        assert list(result.keys()) == [column.name for column in declared.columns]


def test_an_event_is_shown_with_its_article_and_all_that_take_part(connection: Connection) -> None:
    message = answer("a", 1, ALPHA, title="News", url="https://example.org/1")
    record(connection, [message])
    (event,) = view(connection, "events")
    assert event.pop("recorded_at") is not None
    assert event == {
        "id": message.extraction.events[0].id,
        "article_id": "a",
        "source": "Wire",
        "url": "https://example.org/1",
        "title": "News",
        "published_at": message.article.published_at,
        "type": "ASSAULT",
        "mode": "aerial",
        "contexts": ["military"],
        "quad": 4,
        "trigger": "struck",
        "source_actors": ["Alpha"],
        "source_countries": ["FRA"],
        "target_actors": ["Beta"],
        "target_countries": [],
        "time": "2025-09-01",
        "place": "Paris",
        "place_country": "FRA",
        "latitude": 48.85,
        "longitude": 2.35,
        "polarity": "POS",
        "certainty": "CERTAIN",
        "future": False,
        "happened": True,
        "attribution": "Gamma",
        "speaker": "Gamma",
        "speaker_country": "DEU",
        "anonymous": False,
        "own_word": False,
        "said_polarity": "POS",
        "said_certainty": "CERTAIN",
        "said_future": False,
        "confidence": 0.5,
    }


@pytest.mark.parametrize(
    ("factuality", "happened"),
    [
        ({}, True),
        ({"polarity": "NEG"}, False),
        ({"certainty": "PROBABLE"}, False),
        ({"certainty": "POSSIBLE"}, False),
        ({"future": True}, False),
    ],
)
def test_only_what_is_certain_positive_and_past_happened(
    connection: Connection, factuality: dict[str, object], happened: bool
) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update=factuality),)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT happened FROM report.events") == [(happened,)]


@pytest.mark.parametrize(
    ("kind", "quad"), [("AGREE", 1), ("CONCEDE", 2), ("REQUEST", 3), ("ASSAULT", 4), ("DIE", None), ("LAUNCH", None)]
)
def test_a_type_has_its_quad_class(connection: Connection, kind: str, quad: int | None) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update={"type": kind}),)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT quad FROM report.events") == [(quad,)]


def test_plovers_sixteen_have_a_quad_class_each() -> None:
    classed = [code for codes in QUADS.values() for code in codes]
    assert len(set(classed)) == len(classed) == 16
    assert set(classed) <= set(get_args(records.EventType))


def test_a_number_is_shown_exactly_and_with_its_event(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    (number,) = view(connection, "numbers")
    assert (number["value"], number["text"], number["counted"]) == (Decimal("12.50"), "12.50 tanks", "tanks")
    assert (number["event_type"], number["attribution"], number["source"]) == ("ASSAULT", "Gamma", "Wire")


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


def test_what_the_article_says_itself_is_told_from_what_it_reports(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("b", 2, "Delta struck Beta.")])
    assert rows(connection, "SELECT source_actors FROM report.events WHERE happened AND own_word") == [(["Delta"],)]


def test_threats_and_promises_are_shown_with_who_made_them(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), promised(2), changed(3, "p", "Delta struck Beta.", type="AGREE")])
    assert rows(connection, "SELECT kind, made_by, made_to FROM report.commitments ORDER BY kind") == [
        ("promise", ["Delta"], ["Beta"]),
        ("threat", ["Alpha"], ["Beta"]),
    ]


def test_a_number_has_a_source_of_its_own(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    assert rows(connection, "SELECT statement_id IS NOT NULL, attribution_cue_text FROM numbers") == [(True, "said")]


def test_a_statement_is_shown_with_who_said_it(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    (statement,) = view(connection, "statements")
    assert (statement["speaker"], statement["cue"], statement["kind"]) == ("Gamma", "said", "speech")
    assert (statement["actor"], statement["actor_country"], statement["anonymous"]) == ("Gamma", "DEU", False)
    assert statement["content"] == "Alpha struck Beta on Monday in Paris with 12.50 tanks"


def test_what_was_retracted_is_shown_nowhere_but_the_article_is(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    record(connection, [answer("a", 2, status="canceled")])
    assert {name: view(connection, name) for name in ("events", "numbers", "statements", "daily")} == {
        "events": [],
        "numbers": [],
        "statements": [],
        "daily": [],
    }
    (article,) = view(connection, "articles")
    assert (article["article_id"], article["status"], article["events"]) == ("a", "canceled", 0)


def test_events_are_counted_by_day_of_publication_type_and_country(connection: Connection) -> None:
    record(
        connection,
        [
            answer("a", 1, ALPHA, "Delta struck Beta."),
            answer("b", 2, ALPHA, published_at="2025-09-05T23:30:00-02:00"),
            answer("c", 3, ALPHA, published_at=None),
        ],
    )
    assert rows(connection, "SELECT * FROM report.daily ORDER BY day") == [
        (date(2025, 9, 5), "ASSAULT", "FRA", 2, 2),
        (date(2025, 9, 6), "ASSAULT", "FRA", 1, 1),
        (None, "ASSAULT", "FRA", 1, 1),
    ]


def test_an_event_without_anyone_who_acts_is_counted_too(connection: Connection) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update={"participants": ()}),)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT source_country, events FROM report.daily") == [(None, 1)]
    assert rows(connection, "SELECT source_actors, target_countries FROM report.events") == [([], [])]


def test_the_views_are_made_and_dropped_as_a_whole(database: Engine) -> None:
    with database.connect() as connection:
        reports.drop(connection)
        assert rows(connection, "SELECT FROM pg_namespace WHERE nspname = 'report'") == []
        reports.create(connection)
        assert view(connection, "daily") == []
        connection.rollback()


def test_a_materialised_view_is_as_of_its_refresh_and_says_so(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    assert rows(connection, "SELECT * FROM report.weekly") == []
    told: list[str] = []
    reports.refresh(connection, told.append)
    assert told == ["weekly", "disputes", "disagreements", "carried_out"]
    week = "SELECT week::text, country, type, events, happened, refreshed_at = now() FROM report.weekly"
    assert rows(connection, week) == [("2025-09-01", "FRA", "ASSAULT", 1, 1, True)]


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


def test_what_is_retracted_tells_by_which_version_and_what_cannot_be_read_why(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("a", 2, status="canceled", version=4), rejected(3)])
    unread_one = answer("b", 4)
    skipped = unread_one.extraction.model_copy(update={"skipped": "language fr is not read"})
    record(connection, [unread_one.model_copy(update={"extraction": skipped})])
    told = "SELECT kind, words, by_version, withdrawn FROM report.retractions ORDER BY kind"
    assert rows(connection, told) == [
        ("event", "struck", 4, True), ("number", "12.50 tanks", 4, True), ("statement", ALPHA[:53], 4, True)
    ]  # fmt: skip
    unread = "SELECT article_id, reason, message, stands FROM report.unread ORDER BY stands"
    assert rows(connection, unread) == [
        (None, "ValidationError", "Invalid JSON", "0:3"), ("b", "skipped", "language fr is not read", "0:4")
    ]  # fmt: skip


def test_harm_told_by_the_word_of_an_attack_has_the_number_of_that(connection: Connection) -> None:
    message = answer("a", 1, "Alpha struck Beta on Monday in Paris with 12 Beta.")
    (event,), (number,) = message.extraction.events, message.extraction.numbers
    people = number.model_copy(update={"unit": None, "unit_kind": "count"})
    hurt = event.model_copy(update={"id": uuid4(), "type": "INJURE", "mode": None, "numbers": ()})
    extraction = message.extraction.model_copy(update={"events": (event, hurt), "numbers": (people,)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT killed, injured FROM report.casualties") == [(None, Decimal(12))]
    assert rows(connection, "SELECT type, value FROM report.measured ORDER BY type") == [
        ("ASSAULT", Decimal(12)),
        ("INJURE", Decimal(12)),
    ]
