import pytest

from streams.records import Place
from tests.streams.extraction.conftest import Read


def found(read: Read, text: str, title: str | None = None) -> dict[str, Place]:
    return {place.text: place for place in read(text, title=title).places}


@pytest.mark.parametrize(
    ("text", "name", "country", "division"),
    [
        ("Two men were hurt in Springfield, Ill., on Monday.", "Springfield", "USA", "Illinois"),
        ("Two men were hurt in Springfield, Massachusetts, on Monday.", "Springfield", "USA", "Massachusetts"),
        ("The ferry left Paris, Texas, far behind.", "Paris", "USA", "Texas"),
        ("The minister flew to Paris to meet French officials.", "Paris", "FRA", "Île-de-France"),
        ("Shells fell on the eastern city of Kharkiv.", "Kharkiv", "UKR", "Kharkiv"),
        ("The road through Homs province was closed.", "Homs province", "SYR", "Homs"),
        ("Police in Birmingham, Alabama, arrested a man.", "Birmingham", "USA", "Alabama"),
        ("Police in Birmingham arrested a man, British officials said.", "Birmingham", "GBR", "England"),
        ("KRAKOW, Poland (Northern Wire) - The mayor opened a bridge.", "KRAKOW", "POL", "Lesser Poland"),
        ("Glasgow police closed the road, Scottish officials said.", "Glasgow", "GBR", "Scotland"),
        ("The Glasgow Police Department, in Scotland, opened an inquiry.", "Glasgow", "GBR", "Scotland"),
    ],
)
def test_the_place_that_is_meant(read: Read, text: str, name: str, country: str, division: str | None) -> None:
    place = found(read, text)[name]
    assert (place.country, place.division) == (country, division)
    assert place.latitude is not None
    assert place.confidence is not None


def test_a_city_lies_where_it_lies(read: Read) -> None:
    lisbon = found(read, "The trams of Lisbon stood still on Thursday.")["Lisbon"]
    assert (lisbon.latitude, lisbon.longitude) == (pytest.approx(38.72, abs=0.05), pytest.approx(-9.13, abs=0.05))
    assert lisbon.geonames_id == 2267057


def test_other_places_of_the_text_decide_between_namesakes(read: Read) -> None:
    text = "Crews from Bridgeport and New Haven helped in Milford. Connecticut troopers closed the road to Milford."
    assert found(read, text)["Milford"].division == "Connecticut"


def test_a_street_lies_in_the_town_behind_it_but_is_not_that_town(read: Read) -> None:
    street = found(read, "A van burned in Harbour Street, Dover, on Friday, British police said.")["Harbour Street"]
    assert street.country == "GBR"
    assert street.latitude == pytest.approx(51.13, abs=0.2)
    assert street.geonames_id is None


def test_what_is_unknown_stays_unresolved(read: Read) -> None:
    village = found(read, "Rain flooded the village of Qarnaplesh.")["Qarnaplesh"]
    assert (village.country, village.latitude, village.confidence) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jordan Paris said that he would not run.", "Paris"),
        ("Ms Virginia Holt left the room.", "Virginia"),
        ("Xinhua reported the landslide.", "Xinhua"),
        ("Police arrested the editor, Rustam Karimov.", "Rustam Karimov"),
    ],
)
def test_what_is_no_place_is_left_alone(read: Read, text: str, name: str) -> None:
    assert name not in found(read, text)


def test_abbreviated_states_are_places_too(read: Read) -> None:
    places = found(read, "The plant in Utica, N.Y., and the one in Fresno, Calif., will close.")
    assert (places["N.Y."].country, places["Calif."].country) == ("USA", "USA")
    assert places["Utica"].division == "New York"
