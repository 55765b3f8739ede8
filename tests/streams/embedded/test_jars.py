"""Jars come whole and right, or not at all."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from streams.embedded import EmbeddedError, JarCorrupt, JarUnavailable
from streams.embedded.jars import PINNED, Jar, fetch
from streams.embedded.jars.__main__ import WANTED

RIGHT, WRONG = b"right", b"wrong"
JARS = tuple(Jar("org.example", name, "1.0", sha256(RIGHT).hexdigest(), len(RIGHT)) for name in ("one", "two"))


class Repository:
    """Stands for the network: answers each request with the next of what it has."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers = list(answers)

    def __call__(self, jar: Jar, scratch: Path) -> Path:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        path = scratch / "came.jar"
        path.write_bytes(answer)
        return path


def filled(folder: Path, *contents: bytes) -> Path:
    folder.mkdir()
    for jar, content in zip(JARS, contents, strict=False):
        (folder / jar.file).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("there", "answers"),
    [
        ((RIGHT, RIGHT), ()),
        ((), (RIGHT, RIGHT)),
        ((RIGHT, WRONG), (RIGHT,)),
        ((RIGHT, b""), (RIGHT,)),
        ((RIGHT,), (WRONG, RIGHT)),
        ((RIGHT,), (OSError("cut off"), RIGHT)),
    ],
)
def test_what_is_missing_or_wrong_is_downloaded_and_nothing_else(
    tmp_path: Path, there: tuple[bytes, ...], answers: tuple[bytes | Exception, ...]
) -> None:
    repository = Repository(*answers)
    paths = fetch((filled(tmp_path / "jars", *there),), lambda _: None, JARS, repository)
    assert [path.read_bytes() for path in paths] == [RIGHT, RIGHT]
    assert repository.answers == []
    assert sorted((tmp_path / "jars").iterdir()) == sorted(paths)


@pytest.mark.parametrize(
    ("answers", "error", "words"),
    [
        ((WRONG, WRONG), JarCorrupt, "two-1.0.jar is not the file"),
        ((OSError("no route"), OSError("no route")), JarUnavailable, "two-1.0.jar .* no route"),
        ((WRONG, OSError("no route")), JarUnavailable, "WIREROOM_BROKER"),
    ],
)
def test_after_a_second_failure_a_person_is_told_and_no_wrong_file_stays(
    tmp_path: Path, answers: tuple[bytes | Exception, ...], error: type[EmbeddedError], words: str
) -> None:
    folder = filled(tmp_path / "jars", RIGHT, WRONG)
    with pytest.raises(error, match=words):
        fetch((folder,), lambda _: None, JARS, Repository(*answers))
    assert [path.name for path in folder.iterdir()] == ["one-1.0.jar"]


def unusable(folder: Path) -> Path:
    folder.write_text("a file where the folder should be")
    return folder / "jars"


def test_where_the_cache_cannot_be_written_the_home_is_used(tmp_path: Path) -> None:
    folders = (unusable(tmp_path / "cache"), tmp_path / "home" / "jars")
    paths = fetch(folders, lambda _: None, JARS, Repository(RIGHT, RIGHT))
    assert {path.parent for path in paths} == {folders[1]}


def test_a_download_says_what_it_is_and_how_large(tmp_path: Path) -> None:
    lines: list[str] = []
    fetch((tmp_path / "jars",), lines.append, JARS, Repository(RIGHT, RIGHT))
    assert re.fullmatch(r"downloading Apache Kafka 4\.4\.\d+ \(\d+ MB, once\) …", lines[0])


@pytest.mark.parametrize(
    "holds",
    [
        lambda jar: re.fullmatch("[0-9a-f]{64}", jar.sha256),
        lambda jar: jar.size > 0,
        lambda jar: [each.file for each in PINNED].count(jar.file) == 1,
    ],
)
def test_every_pinned_jar_can_be_checked_and_has_a_name_of_its_own(holds: Callable[[Jar], object]) -> None:
    assert all(map(holds, PINNED))


@pytest.mark.parametrize("wanted", WANTED)
def test_what_is_wanted_is_pinned(wanted: str) -> None:
    assert wanted in {f"{jar.group}:{jar.artifact}:{jar.version}" for jar in PINNED}
