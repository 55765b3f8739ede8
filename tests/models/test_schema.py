"""Every constraint bites: a row that breaks it is refused, and the refusal names it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from models import api_keys, forgotten, letters, tallies, watched
from models.forgotten import Decision
from models.ledger import record
from models.letters import Selection
from models.watched import Kept
from streams.records import article_key
from tests.models.answers import START, answer, rejected

NOBODY = f"'{uuid4()}'"

UPDATES = {
    "ck_actors_country": "UPDATE actors SET country = 'France'",
    "ck_actors_kind": "UPDATE actors SET kind = 'robot'",
    "ck_api_keys_revoked": "UPDATE api_keys SET revoked_by = 'me'",
    "ck_api_keys_secret_hash": "UPDATE api_keys SET secret_hash = 'plain'",
    "ck_articles_content_hash": "UPDATE articles SET content_hash = ''",
    "ck_articles_origin": 'UPDATE articles SET "offset" = -1',
    "ck_articles_published": "UPDATE articles SET published_offset = NULL",
    "ck_articles_status": "UPDATE articles SET status = 'draft'",
    "ck_articles_updated": "UPDATE articles SET updated_at = now(), updated_offset = NULL",
    "ck_articles_version": "UPDATE articles SET version = -1",
    "ck_dead_letter_actions_action": "UPDATE dead_letter_actions SET action = 'forgotten'",
    "ck_dead_letter_actions_position": "UPDATE dead_letter_actions SET \"offset\" = 1 WHERE action = 'discarded'",
    "ck_events_attribution_certainty": "UPDATE events SET attribution_certainty = 'SURE'",
    "ck_events_attribution_cue_span": "UPDATE events SET attribution_cue_start = NULL",
    "ck_events_attribution_polarity": "UPDATE events SET attribution_polarity = 'NEUTRAL'",
    "ck_events_attribution_source_span": "UPDATE events SET attribution_source_start = attribution_source_end + 1",
    "ck_events_certainty": "UPDATE events SET certainty = 'SURE'",
    "ck_events_confidence": "UPDATE events SET confidence = 1.1",
    "ck_events_mode": "UPDATE events SET mode = 'slowly'",
    "ck_events_place": "UPDATE events SET place_id = NULL",
    "ck_events_place_span": "UPDATE events SET place_start = NULL",
    "ck_events_polarity": "UPDATE events SET polarity = 'NEUTRAL'",
    "ck_events_retracted": "UPDATE events SET retracted_at = now()",
    "ck_events_trigger_span": "UPDATE events SET trigger_end = -1",
    "ck_events_type": "UPDATE events SET type = 'DANCE'",
    "ck_forgotten_allowed": "UPDATE forgotten SET allowed_by = 'me'",
    "ck_numbers_attribution_cue_span": "UPDATE numbers SET attribution_cue_start = attribution_cue_end + 1",
    "ck_numbers_attribution_source_span": "UPDATE numbers SET attribution_source_start = -1",
    "ck_numbers_bound": "UPDATE numbers SET bound = '!='",
    "ck_numbers_change": "UPDATE numbers SET change = 'sideways'",
    "ck_numbers_counted_span": "UPDATE numbers SET counted_text = NULL",
    "ck_numbers_retracted": "UPDATE numbers SET retracted_at = now()",
    "ck_numbers_span": "UPDATE numbers SET start = -1",
    "ck_numbers_unit_kind": "UPDATE numbers SET unit_kind = 'length'",
    "ck_participants_mention_span": "UPDATE participants SET mention_text = 'it'",
    "ck_participants_span": 'UPDATE participants SET "end" = start - 1',
    "ck_place_mentions_confidence": "UPDATE place_mentions SET confidence = 1.1",
    "ck_place_mentions_span": "UPDATE place_mentions SET start = -1",
    "ck_places_country": "UPDATE places SET country = 'fra'",
    "ck_places_latitude": "UPDATE places SET latitude = 91",
    "ck_places_longitude": "UPDATE places SET longitude = -181",
    "ck_receipts_outcome": "UPDATE receipts SET outcome = 'lost'",
    "ck_statements_content_span": "UPDATE statements SET content_end = -1",
    "ck_statements_cue_span": "UPDATE statements SET cue_text = NULL",
    "ck_statements_kind": "UPDATE statements SET kind = 'song'",
    "ck_statements_retracted": "UPDATE statements SET retracted_by = '{}'",
    "ck_statements_source_span": "UPDATE statements SET source_start = -1",
    "ck_tallies_type": "UPDATE tallies SET type = 'DANCE'",
    "ck_times_span": "UPDATE times SET start = -1",
    "ck_times_type": "UPDATE times SET type = 'MOMENT'",
    "ck_watched_feeds_failures": "UPDATE watched_feeds SET failures = -1, trouble = 'HTTP 500'",
    "ck_watched_feeds_trouble": "UPDATE watched_feeds SET failures = 1",
    "ex_sources_name": f"INSERT INTO sources (id, name) SELECT {NOBODY}, name FROM sources",
    "fk_articles_source_id": f"UPDATE articles SET source_id = {NOBODY}",
    "fk_dead_letter_actions_dead_letter_id": f"UPDATE dead_letter_actions SET dead_letter_id = {NOBODY}",
    "fk_events_article_id": f"UPDATE events SET article_id = {NOBODY}",
    "fk_events_place_id": f"UPDATE events SET place_id = {NOBODY}",
    "fk_events_statement_id": f"UPDATE events SET statement_id = {NOBODY}",
    "fk_events_time_id": f"UPDATE events SET time_id = {NOBODY}",
    "fk_numbers_article_id": f"UPDATE numbers SET article_id = {NOBODY}",
    "fk_numbers_event_id": f"UPDATE numbers SET event_id = {NOBODY}",
    "fk_numbers_statement_id": f"UPDATE numbers SET statement_id = {NOBODY}",
    "fk_participants_actor_id": f"UPDATE participants SET actor_id = {NOBODY}",
    "fk_participants_event_id": (
        f"UPDATE participants SET event_id = {NOBODY} WHERE event_id = (SELECT event_id FROM participants LIMIT 1) "
        "AND ordinal = 0"
    ),
    "fk_place_mentions_article_id": f"UPDATE place_mentions SET article_id = {NOBODY}",
    "fk_place_mentions_place_id": f"UPDATE place_mentions SET place_id = {NOBODY}",
    "fk_statements_actor_id": f"UPDATE statements SET actor_id = {NOBODY}",
    "fk_statements_article_id": f"UPDATE statements SET article_id = {NOBODY}",
    "fk_tallies_article_id": (
        f"UPDATE tallies SET article_id = {NOBODY} WHERE article_id = (SELECT article_id FROM tallies LIMIT 1)"
    ),
    "fk_times_article_id": f"UPDATE times SET article_id = {NOBODY}",
    "pk_actors": "UPDATE actors SET id = (SELECT id FROM actors LIMIT 1)",
    "pk_api_keys": "UPDATE api_keys SET id = 'same'",
    "pk_articles": "UPDATE articles SET id = (SELECT id FROM articles LIMIT 1)",
    "pk_dead_letter_actions": "UPDATE dead_letter_actions SET number = 1",
    "pk_dead_letters": "UPDATE dead_letters SET id = (SELECT id FROM dead_letters LIMIT 1)",
    "pk_events": "UPDATE events SET id = (SELECT id FROM events LIMIT 1)",
    "pk_forgotten": "UPDATE forgotten SET id = (SELECT id FROM forgotten LIMIT 1)",
    "pk_numbers": "UPDATE numbers SET id = (SELECT id FROM numbers LIMIT 1)",
    "pk_outbox": "INSERT INTO outbox OVERRIDING SYSTEM VALUE SELECT * FROM outbox",
    "pk_participants": "UPDATE participants SET ordinal = 0",
    "pk_place_mentions": "UPDATE place_mentions SET id = (SELECT id FROM place_mentions LIMIT 1)",
    "pk_places": "UPDATE places SET id = (SELECT id FROM places LIMIT 1)",
    "pk_receipts": 'UPDATE receipts SET "offset" = 1',
    "pk_sources": "UPDATE sources SET id = (SELECT id FROM sources LIMIT 1)",
    "pk_statements": "UPDATE statements SET id = (SELECT id FROM statements LIMIT 1)",
    "pk_tallies": "UPDATE tallies SET article_id = (SELECT article_id FROM tallies LIMIT 1)",
    "pk_times": "UPDATE times SET id = (SELECT id FROM times LIMIT 1)",
    "pk_watched_feeds": "UPDATE watched_feeds SET id = (SELECT id FROM watched_feeds LIMIT 1)",
    "uq_dead_letters_topic_id_partition_offset": 'UPDATE dead_letters SET "offset" = 1',
}
"""A statement that breaks it, by constraint."""


@pytest.fixture(scope="module", autouse=True)
def filled(database: Engine) -> None:
    """Two rows at least in every table."""
    sentence = "struck Beta on Monday in {} with 12 tanks, Gamma said."
    with database.begin() as connection:
        record(
            connection,
            [
                answer("a", 1, "Alpha " + sentence.format("Paris"), source="One"),
                answer("b", 2, "Delta " + sentence.format("Lyon"), source="Two"),
                rejected(3),
                rejected(4),
                answer("c", 5, "Eta struck Beta."),
                answer("d", 6, "Zeta struck Beta."),
            ],
        )
        old = [article_key(name) for name in "cd"]
        connection.execute(text("UPDATE articles SET appended_at = '2000-01-01' WHERE id = ANY(:old)"), {"old": old})
        tallies.drop(connection, START - timedelta(days=1), START)
        forgotten.forget(connection, "ef", [Decision(article_key(name), START, "me", False) for name in "ef"], START)
        letter = letters.selected(connection, Selection(state="open"))[0]
        letters.settle(connection, letter, "replayed", "me", (uuid4(), 0, 5))
        letters.settle(connection, letter, "discarded", "me")
        for number in range(2):
            api_keys.add(connection, f"key-{number}", "One", None, bytes(32), "me")
            watched.keep(connection, uuid4(), f"feed {number}", Kept(datetime.now(UTC)))


@pytest.mark.parametrize("constraint", UPDATES)
def test_a_row_that_breaks_a_constraint_is_refused(connection: Connection, constraint: str) -> None:
    with pytest.raises(IntegrityError) as refusal:
        connection.execute(text(UPDATES[constraint]))
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    assert isinstance(refusal.value.orig, psycopg.Error)
    assert refusal.value.orig.diag.constraint_name == constraint


def test_every_constraint_has_a_row_that_breaks_it(connection: Connection) -> None:
    named = connection.scalars(
        text(
            "SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' "
            "AND conrelid <> 'alembic_version'::regclass ORDER BY conname"
        )
    )
    assert named.all() == sorted(UPDATES)


def test_the_same_source_name_of_any_length_is_one_source(connection: Connection) -> None:
    name = "x" * 10_000
    record(connection, [answer("c", 10, source=name), answer("d", 11, source=name)])
    assert connection.scalar(text("SELECT count(*) FROM sources WHERE name = :name"), {"name": name}) == 1
