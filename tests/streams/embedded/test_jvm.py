"""What the JVM keeps of Kafka's classes is made once, used where it fits, and missed nowhere."""

from pathlib import Path

import pytest

from streams.embedded import jars, jvm, own
from streams.embedded.__main__ import main
from streams.settings import Settings


def test_it_is_made_once_and_then_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jars").mkdir()
    for jar in jars.fetch((Settings().cache / "jars",), print):
        (tmp_path / "jars" / jar.name).symlink_to(jar)
    monkeypatch.setenv("WIREROOM_CACHE", str(tmp_path))
    main()
    (made,) = (tmp_path / "jars").glob("*.aot")
    before = made.stat()
    main()
    assert made.stat().st_mtime_ns == before.st_mtime_ns
    with own(Settings(home=tmp_path / "home", broker=None, database=None)) as servers:
        assert f"-XX:AOTCache={made}" in servers.broker.command()
        servers.broker.options = [*servers.broker.options, "-Xlog:aot"]
        servers.broker.start()
        servers.broker.wait_ready()
    assert f"Opened AOT cache {made}" in (tmp_path / "home" / "kafka.log").read_text()


def test_a_broker_starts_without_it_and_with_one_that_does_not_fit(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.aot"
    spoilt.write_bytes(b"no archive" * 1_000)
    with own(Settings(home=tmp_path / "home", broker=None, database=None)) as servers:
        for options in ((), (f"-XX:AOTCache={spoilt}",)):
            servers.broker.options = options
            servers.broker.start()
            servers.broker.wait_ready()
            servers.broker.stop()


def test_what_was_made_of_other_jars_is_not_taken(tmp_path: Path) -> None:
    mine = [tmp_path / "a.jar", tmp_path / "b.jar"]
    assert jvm.kept(mine) == ()
    jvm.archive(mine).touch()
    assert jvm.kept(mine) == (f"-XX:AOTCache={jvm.archive(mine)}",)
    assert jvm.kept(mine[:1]) == ()
