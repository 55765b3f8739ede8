"""One who is hurt and dies of it is dead, not hurt as well."""

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was taken to a hospital, where he died.",
        "A boy was rushed to a hospital. The boy died on Monday.",
        "Ana Ruiz was wounded in Lima. Ruiz died on Monday.",
        "A nurse was wounded. She died at noon.",
    ],
)
def test_who_dies_is_not_told_as_hurt(text: str, read: Read) -> None:
    types = [event.type for event in read(text).events]
    assert "DIE" in types
    assert "INJURE" not in types


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was wounded and a nurse died.",
        "A nurse was wounded. She may die.",
        "Ten men were wounded. They died on Monday.",
        "Ana Ruiz was wounded in Lima. Otto Brandt died on Monday.",
    ],
)
def test_who_lives_and_several_of_whom_some_may_live_are(text: str, read: Read) -> None:
    assert "INJURE" in [event.type for event in read(text).events]


@pytest.mark.parametrize("text", ["The clerk was pronounced dead.", "The clerk was found dead in Lima."])
def test_a_death_that_two_words_tell_is_one(text: str, read: Read) -> None:
    assert [event.type for event in read(text).events] == ["DIE"]
