"""Whose services a command gets, and what stays of them."""

from pathlib import Path
from threading import Timer

import psutil
import psycopg
import pytest
from kafka import KafkaAdminClient
from kafka.admin import NewTopic
from pydantic import SecretStr

from streams.embedded import Addresses, HomeBusy, own, services
from streams.embedded.home import Claim, Home
from streams.settings import Settings
from tests.streams.embedded.holding import alive, gone, holder

SESSION = "session"
GIVEN = SecretStr("postgresql://somebody@elsewhere/news")


def test_from_nothing_to_running_and_again_with_the_same_data_and_addresses(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "a home, é", broker=None, database=None)
    lines: list[str] = []
    with services(settings, lines.append) as first:
        admin = KafkaAdminClient(bootstrap_servers=first.broker)
        admin.create_topics([NewTopic("kept", 1, 1)])
        admin.close()
        with psycopg.connect(first.database) as here:
            here.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with services(settings) as second:
        assert second == first
        admin = KafkaAdminClient(bootstrap_servers=second.broker)
        assert "kept" in admin.list_topics()
        admin.close()
        with psycopg.connect(second.database) as here:
            assert here.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert own_servers() == []
    assert all(len(line) < 100 and "\n" not in line for line in lines)


def test_a_second_process_shares_the_servers_of_the_first_until_that_is_killed(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        with services(Settings(home=tmp_path, broker=None, database=None)) as found:
            assert found == Addresses(first.broker, first.database)
            assert own_servers() == []
        assert alive(first.pids) == first.pids
        with (
            pytest.raises(HomeBusy, match=str(first.process.pid)),
            own(Settings(home=tmp_path, broker=None, database=None)),
        ):
            pass
        assert {psutil.Process(pid).name() for pid in first.pids} == {"java", "postgres"}
        first.kill()
        assert gone(first.pids, seconds=5)


def test_who_waits_for_an_owner_that_lets_go_becomes_the_owner(tmp_path: Path) -> None:
    claim = Claim(Home.at(tmp_path))
    claim.demand()
    Timer(0.4, claim.__exit__).start()
    with services(Settings(home=tmp_path, broker="elsewhere:9092", database=None)) as found:
        assert Claim(Home.at(tmp_path)).take() is False
        psycopg.connect(found.database).close()


def test_where_both_are_given_nothing_is_started_or_written(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", broker="elsewhere:9092", database=GIVEN)
    with services(settings) as found:
        assert found == Addresses("elsewhere:9092", GIVEN.get_secret_value())
        assert own_servers() == []
    assert not settings.home.exists()


@pytest.mark.parametrize(
    ("given", "embedded"),
    [({"broker": "elsewhere:9092", "database": None}, "postgres"), ({"broker": None, "database": GIVEN}, "java")],
)
def test_where_one_is_given_only_the_other_is_started(
    tmp_path: Path, given: dict[str, str | SecretStr | None], embedded: str
) -> None:
    with services(Settings(home=tmp_path, **given)):  # type: ignore[arg-type]
        assert set(own_servers()) == {embedded}


def test_addresses_do_not_show_the_password_when_they_are_printed() -> None:
    assert "secret" not in repr(Addresses("localhost:9092", "postgresql://wireroom:secret@localhost/wireroom"))


def own_servers() -> list[str]:
    """Names of the servers that this process runs, but for those of the session's home."""
    guards = [each for each in psutil.Process().children() if "guard.py" in " ".join(each.cmdline())]
    servers = [server for guard in guards for server in guard.children()]
    return [server.name() for server in servers if SESSION not in server.cwd()]
