"""What stands in an article stays text: for the terminal, for Rich, for SQL."""

import json
from pathlib import Path

import pytest

from tests.e2e.house import House

NASTY = "[/red][bold]\x1b[31m\x1b]0;title\x07\u202e'; DROP TABLE events; --"
ALIVE = frozenset("\x1b\x07\u202e")
ARTICLE = {
    "id": f"id {NASTY}",
    "title": f"Envoys expelled {NASTY}",
    "body": f"Peru expelled two diplomats of Chile on Monday, the {NASTY} ministry said.",
    "source": f"Wire {NASTY}",
    "url": f"https://example.org/{NASTY}",
    "language": "en",
    "published_at": "2026-03-02T00:00:00Z",
}


@pytest.fixture(scope="module", autouse=True)
def stored(house: House) -> None:
    house.ready_worker()
    house.send(json.dumps(ARTICLE).encode(), b'{"id": "bad \x1b[31m[/red]", "body": 3}')
    house.wait_stored(2)


@pytest.mark.parametrize(
    "command",
    [
        ("events",),
        ("events", "numbers"),
        ("sql", "SELECT * FROM report.events"),
        ("sql", "SELECT * FROM report.articles"),
        ("sql", f"SELECT 1 AS \"[/red]\x1b[31m\", '{NASTY.replace(chr(39), chr(39) * 2)}' AS words"),
        ("sql", f'SELECT "no such column {NASTY}"'),
        ("audit", "--deep"),
        ("dead-letters", "list"),
        ("reprocess", "--dry-run", "--article", ARTICLE["id"]),
        ("reprocess", "--dry-run", "--article", f"unknown {NASTY}"),
        ("publish", f"no such file {NASTY}"),
    ],
)
def test_on_the_terminal_nothing_of_it_is_alive(house: House, command: tuple[str, ...]) -> None:
    done = house.run(*command)
    shown = (done.stdout + done.stderr).decode()
    assert "Traceback" not in shown
    assert shown.strip()
    assert ALIVE & set(shown) == set()


def test_an_article_that_is_shown_is_shown_whole(house: House, tmp_path: Path) -> None:
    story = tmp_path / "story [red] [bold].txt"
    story.write_text(f"{ARTICLE['title']}\n\n{ARTICLE['body']}\n")
    done = house.run("read", str(story))
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert ALIVE & set(shown) == set()
    assert "[/red][bold]" in shown


def test_as_json_nothing_of_it_speaks_to_the_terminal(house: House) -> None:
    done = house.run("events", "--json")
    assert not {"\x1b", "\x07"} & set(done.stdout.decode())


def test_a_feed_s_bad_line_is_named_as_text(house: House) -> None:
    done = house.run("publish", "-", stdin=b'{"id": "x \x1b[31m[/red]"}\n{"id": "y", "body": "\x1b[31m [/red]"}\n')
    assert done.returncode == 1
    assert ALIVE & set(done.stderr.decode()) == set()


def test_the_ledger_has_the_words_as_they_are(house: House) -> None:
    assert house.sql("SELECT title, url FROM articles WHERE article_id = :id", id=ARTICLE["id"]) == [
        (ARTICLE["title"], ARTICLE["url"])
    ]
    assert house.scalar("SELECT count(*) FROM events") > 0
