import pytest

from .conftest import Read

OPENING = "German Chancellor Clara Brandt visited Lima. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{OPENING}Brandt praised the nurses.", "Brandt"),
        (f"{OPENING}The chancellor praised the nurses.", "chancellor"),
        (f"{OPENING}She praised the nurses.", "She"),
    ],
)
def test_who_is_meant_again_keeps_name_and_country(text: str, words: str, read: Read) -> None:
    (praise,) = [event for event in read(text).events if event.type == "SUPPORT"]
    source = next(one for one in praise.participants if one.role == "source")
    assert (source.text, source.actor.name, source.actor.country) == (words, "Clara Brandt", "DEU")


def test_a_pronoun_is_shown_by_the_name_in_its_sentence(read: Read) -> None:
    (threat,) = [event for event in read("Chad said it will boycott the summit.").events if event.type == "THREATEN"]
    source = next(one for one in threat.participants if one.role == "source")
    assert source.text == "Chad"
    assert source.mention is not None
    assert source.mention.text == "it"


def test_an_acronym_stands_for_what_introduced_it(read: Read) -> None:
    text = "The Northern Grain Council (NGC) met the king. The NGC condemned the raid by Chad."
    accusation = next(event for event in read(text).events if event.type == "ACCUSE")
    assert "Grain Council" in next(one for one in accusation.participants if one.role == "source").actor.name


@pytest.mark.parametrize(
    "text",
    [
        "Queen Clara Brandt visited Lima. He praised the nurses.",
        "Clara Brandt met Otto Brandt. Brandt praised the nurses.",
    ],
)
def test_a_doubtful_reference_stays_open(text: str, read: Read) -> None:
    (praise,) = [event for event in read(text).events if event.type == "SUPPORT"]
    assert next(one for one in praise.participants if one.role == "source").actor.name in ("He", "Brandt")
