"""Kinds of events, habits and history are no events; what happened is."""

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Attacks on civilians are war crimes.",
        "The group did not carry out any attacks.",
        "Wars kill people.",
        "When thousands are killed in wars, nobody wins.",
        "Thousands of people were killed in the war in 1965.",
        "Higher taxes are an attack on families.",
        "On Monday the town remembered a 1982 massacre of farmers.",
        "A row over tax cuts split the town.",
        "Avalanches kill ten people in the Swiss Alps every winter.",
    ],
)
def test_what_is_said_of_kinds_or_of_long_ago_is_no_event(text: str, read: Read) -> None:
    assert [event.type for event in read(text).events if event.polarity == "POS"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Clashes between police and protesters left ten people injured.", "ASSAULT"),
        ("The attacks on Niger killed ten people.", "ASSAULT"),
        ("Thousands of people were killed in the war in 2024.", "DIE"),
        ("Police attack protesters in Quito.", "ASSAULT"),
        ("An earthquake kills ten in Nepal.", "DIE"),
    ],
)
def test_what_happened_is_an_event_in_the_plural_too(text: str, kind: str, read: Read) -> None:
    title, body = (text, "") if text.startswith("Police") else (None, text)
    assert kind in [event.type for event in read(body or "Nothing else is known.", title=title).events]
