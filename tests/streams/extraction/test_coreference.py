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


def _of(read: Read, text: str, kind: str, role: str = "source") -> list[tuple[str, str, str | None]]:
    """What stands in the slots of the last event of a type, who it is, and of what country."""
    event = [event for event in read(text).events if event.type == kind][-1]
    return [(one.text, one.actor.name, one.actor.country) for one in event.participants if one.role == role]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Interior Ministry fined the bank. The ministry condemned the raid.", ("ministry", "Interior Ministry")),
        ("Niger expelled the envoy. It also condemned the raid.", ("It", "Niger")),
        ("Students met the mayor. They condemned the raid.", ("They", "Students")),
        ("We condemn the raid, President Clara Brandt said.", ("Clara Brandt", "Clara Brandt")),
        ("The US commander, General Otto Stone, condemned the raid.", ("US commander", "Otto Stone")),
    ],
)
def test_who_is_meant_is_told_by_name(text: str, found: tuple[str, str], read: Read) -> None:
    assert [one[:2] for one in _of(read, text, "ACCUSE")] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The Interior Ministry met the Transport Ministry. The ministry condemned the raid.",
        "Niger expelled the envoy, and Chad expelled the consul. It also condemned the raid.",
        "The Laurel police said that a car hit the wall. It attacked the driver.",
    ],
)
def test_where_two_could_be_meant_nobody_is(text: str, read: Read) -> None:
    event = read(text).events[-1]
    assert {one.actor.name for one in event.participants if one.role == "source"} <= {"ministry", "It"}


def test_two_that_are_named_together_are_two_actors(read: Read) -> None:
    text = "France and Chad signed an accord. The two countries held talks."
    assert _of(read, text, "CONSULT") == [("countries", "France", "FRA")]
    assert _of(read, text, "CONSULT", "target") == [("countries", "Chad", "TCD")]


def test_three_are_no_pair(read: Read) -> None:
    text = "France, Chad and Niger signed an accord. The two countries held talks."
    assert _of(read, text, "CONSULT") == [("countries", "countries", None)]


def test_the_country_is_the_one_that_was_named(read: Read) -> None:
    text = "Chad condemned the raid and closed the country’s borders."
    assert _of(read, text, "COERCE", "target") == [("country", "Chad", "TCD")]


def test_who_kills_their_men_is_of_another_country(read: Read) -> None:
    text = "Chilean officials said Peruvian troops killed two of their men."
    assert _of(read, text, "ASSAULT", "target") == [("men", "men", None)]


def test_its_army_is_of_the_country_of_the_subject(read: Read) -> None:
    assert _of(read, "Chad said its soldiers attacked the rebels.", "ASSAULT") == [("soldiers", "soldiers", "TCD")]


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Ruiz scolded the envoy and left after he rejected her plan.",
        "Ana Ruiz said on Monday that she was glad. Ana Ruiz left when he attacked her.",
    ],
)
def test_who_is_she_is_not_he_beside_her(text: str, read: Read) -> None:
    named = {one.mention.text for event in read(text).events for one in event.participants if one.mention is not None}
    assert named.isdisjoint(("he", "He"))


def test_a_person_is_not_both_he_and_she(read: Read) -> None:
    text = "President Otto Stone met the mayor. He praised the nurses. She condemned the raid."
    assert _of(read, text, "ACCUSE") == [("She", "She", None)]


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


@pytest.mark.parametrize("text", ["General Otto Stone praised him.", "General Otto Stone slept. He praised him."])
def test_who_acts_on_him_is_another(text: str, read: Read) -> None:
    assert _of(read, text, "SUPPORT", "target") == [("him", "him", None)]


def test_who_is_told_to_do_something_is_not_who_tells(read: Read) -> None:
    assert _of(read, "General Otto Stone told him to stop.", "REQUEST", "target") == [("him", "him", None)]


def test_two_others_are_not_the_two_that_were_named(read: Read) -> None:
    (acquittal,) = [
        event
        for event in read("The owner met a judge. Two other officials were acquitted.").events
        if event.type == "ACQUIT"
    ]
    assert [one.actor.name for one in acquittal.participants] == ["other officials"]


@pytest.mark.parametrize(
    ("text", "role", "countries"),
    [
        ("Peruvian and Chilean troops attacked the port.", "source", ["PER", "CHL"]),
        ("The presidents of Chad and Niger condemned the raid.", "source", ["TCD", "NER"]),
        ("The presidents of Chad and Niger met on Monday.", "target", ["NER"]),
        ("The presidents of Chad, Mali and Niger condemned the raid.", "source", ["TCD", "MLI", "NER"]),
    ],
)
def test_one_noun_may_name_those_of_several_countries(
    text: str, role: str, countries: list[str | None], read: Read
) -> None:
    (event,) = (event for event in read(text).events if event.trigger.text != "raid")
    assert [one.actor.country for one in event.participants if one.role == role] == countries


def test_no_word_means_one_who_is_named_for_the_first_time_behind_it(read: Read) -> None:
    text = "Otto Stone met the nurses. He condemned the raid, a doctor said."
    assert [name for _, name, _ in _of(read, text, "ACCUSE")] == ["Otto Stone"]
