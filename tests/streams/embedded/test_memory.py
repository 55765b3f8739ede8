"""Ports and password are kept; a port that is taken is given up."""

import socket
from pathlib import Path

import psycopg
import pytest

from streams.embedded import services
from streams.embedded.home import Home
from streams.embedded.memory import LOOPBACK, PORTS, recall, remember
from streams.settings import Settings


def test_a_home_that_never_ran_remembers_nothing(tmp_path: Path) -> None:
    assert recall(Home.at(tmp_path)) is None


def test_what_was_made_at_the_first_start_stays(tmp_path: Path) -> None:
    home = Home.at(tmp_path)
    assert remember(home) == remember(home) == recall(home)


def test_two_homes_have_nothing_in_common(tmp_path: Path) -> None:
    one, two = (remember(Home.at(tmp_path / name)) for name in ("one", "two"))
    assert one.password != two.password
    assert one.cluster_id != two.cluster_id


@pytest.mark.parametrize("taken", ["broker_port", "controller_port", "database_port"])
def test_a_port_that_somebody_else_has_taken_is_replaced_and_the_others_stay(tmp_path: Path, taken: str) -> None:
    home = Home.at(tmp_path)
    before = remember(home)
    with socket.create_server((LOOPBACK, getattr(before, taken))):
        after = remember(home)
    changed = {name for name in before.model_dump() if getattr(before, name) != getattr(after, name)}
    assert changed == {taken}
    assert getattr(after, taken) in PORTS
    assert recall(home) == after


def test_the_database_moves_to_another_port_with_its_data(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, broker="elsewhere:9092", database=None)
    with services(settings) as first, psycopg.connect(first.database) as here:
        here.execute("CREATE TABLE kept ()")
    before = recall(Home(tmp_path))
    assert before is not None
    with socket.create_server((LOOPBACK, before.database_port)), services(settings) as second:
        assert second.database != first.database
        with psycopg.connect(second.database) as here:
            assert here.execute("SELECT to_regclass('kept')::text").fetchone() == ("kept",)
