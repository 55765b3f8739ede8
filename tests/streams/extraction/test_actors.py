import pytest

from streams.records import Actor

from .conftest import Read


def _actors(read: Read, text: str) -> dict[str, Actor]:
    return {one.actor.name: one.actor for event in read(text).events for one in event.participants}


@pytest.mark.parametrize(
    ("text", "name", "kind", "country", "sector"),
    [
        ("German Chancellor Clara Brandt met the king.", "Clara Brandt", "person", "DEU", "GOV"),
        ("Clara Brandt, the German chancellor, met the king.", "Clara Brandt", "person", "DEU", "GOV"),
        ("South Korean soldiers attacked the camp.", "South Korean soldiers", "person", "KOR", "MIL"),
        ("Ukraine’s forces attacked the camp.", "Ukraine’s forces", "organisation", "UKR", "MIL"),
        ("Police in Dhaka arrested the editor.", "Police", "organisation", "BGD", "COP"),
        ("The Lahore court sentenced the editor.", "Lahore court", "organisation", "PAK", "JUD"),
        ("Soldiers in the Colombian city of Medellin attacked the camp.", "Soldiers", "person", "COL", "MIL"),
        ("The New Mexico governor condemned the raid.", "New Mexico governor", "person", "USA", "GOV"),
        ("Two aid workers condemned the raid.", "aid workers", "person", None, "NGO"),
        ("General Clara Brandt, the German commander in Mali, met the king.", "Clara Brandt", "person", "DEU", "MIL"),
        ("The minister and her Chilean counterpart condemned the raid.", "Chilean counterpart", "group", "CHL", None),
        ("The Chilean Senate condemned the raid.", "Chilean Senate", "organisation", "CHL", "LEG"),
        ("The Senate condemned the raid.", "Senate", "organisation", "USA", "LEG"),
        ("Tallinn condemned the raid.", "Tallinn", "country", "EST", "GOV"),
        ("The Kremlin condemned the raid.", "Kremlin", "country", "RUS", "GOV"),
        ("NATO condemned the raid.", "NATO", "organisation", None, "IGO"),
        ("Rebels attacked the camp.", "Rebels", "group", None, "REB"),
        ("eBay condemned the raid.", "eBay", "organisation", None, None),
        ("Ukraine’s allies condemned the raid.", "Ukraine’s allies", "group", None, "IGO"),
        (
            "Volodymyr Zelenskyy, the Ukrainian president, met the miners.",
            "Volodymyr Zelenskyy",
            "person",
            "UKR",
            "GOV",
        ),
    ],
)
def test_an_actor_is_what_the_text_says_of_it(
    text: str, name: str, kind: str, country: str | None, sector: str | None, read: Read
) -> None:
    actor = _actors(read, text)[name]
    assert (actor.kind, actor.country, actor.sector) == (kind, country, sector)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The king rejected Clara Brandt’s proposal.", "Clara Brandt"),
        ("Chad expelled two Estonian diplomats.", "Estonian diplomats"),
        ("The king condemned the raid by Chad.", "Chad"),
        ("The earthquake killed hundreds in Nepal.", "hundreds"),
        ("The storm killed five in Haiti.", "five"),
    ],
)
def test_an_actor_inside_a_noun_phrase_fills_the_slot(text: str, target: str, read: Read) -> None:
    targets = [one.text for event in read(text).events for one in event.participants if one.role == "target"]
    assert target in targets


@pytest.mark.parametrize(("whose", "country"), [("his aides", "FRA"), ("his counterpart", None)])
def test_what_is_his_is_of_his_country_but_not_his_counterpart(whose: str, country: str | None, read: Read) -> None:
    (event,) = read(f"The French minister met {whose} on Monday.").events
    (target,) = [one for one in event.participants if one.role == "target"]
    assert (target.text, target.actor.country) == (whose.removeprefix("his "), country)


def test_joined_actors_are_several(read: Read) -> None:
    (event,) = read("France, Germany and Italy condemned the raid by Libya.").events[:1]
    assert [one.text for one in event.participants if one.role == "source"] == ["France", "Germany", "Italy"]


def test_where_a_text_was_filed_is_no_victim(read: Read) -> None:
    text = "BENGHAZI, Eastern Libya: Four children were killed in a raid."
    names = {one.actor.name for event in read(text).events for one in event.participants}
    assert names == {"children"}


def test_a_head_that_is_hit_is_nobody(read: Read) -> None:
    assert "head" not in _actors(read, "The mayor was wounded by a gunshot to the head.")
    assert "head" in _actors(read, "The mayor was wounded by the head of the guard.")
