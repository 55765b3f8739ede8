"""Whether what another sentence says of when or where holds for an event that does not say it itself."""

import pytest

from .conftest import Read
from .told import placed, timed


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("A bomb killed nine people in southern Thailand. Two trucks collided in Bangkok.", "killed", "Thailand"),
        ("A strong earthquake struck western Iran. A dam near Ahvaz could burst.", "earthquake", None),
        ("Gunmen killed four miners in northern Peru. Officials in Lima said nothing.", "killed", "Peru"),
        ("Rebels attacked a convoy in northern Chad. They may march on a base in Moundou.", "attacked", "Chad"),
        ("A storm killed six people in Peru. A bridge in Lima may collapse.", "killed", "Peru"),
        ("A storm killed six people in Peru. The army in Lima sent boats.", "killed", "Peru"),
        ("A storm killed six people in Peru. Envoys met in Lima.", "killed", "Peru"),
        ("A storm killed six people in Peru. Two of them died in Lima.", "killed", "Lima"),
        (
            "A bomb killed nine people in southern Thailand. The bomb exploded at a market in Pattani.",
            "killed",
            "Pattani",
        ),
        ("Gunmen killed four miners in northern Peru. Four miners were shot dead in Trujillo.", "killed", "Trujillo"),
    ],
)
def test_a_region_is_narrowed_only_by_where_the_same_incident_was(
    text: str, trigger: str, place: str | None, read: Read
) -> None:
    assert placed(read, text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Gunmen shot a judge on Monday. In Lagos, rebels killed a priest.", "shot", None),
        ("Rebels killed a teacher on Monday. In Kano, a bus plunged into a ravine.", "killed", None),
        ("A quake killed ten people on Monday. In the city of Cusco, farmers marched.", "killed", None),
        ("Gunmen shot a judge on Monday. The gunmen shot him in Lagos.", "shot", "Lagos"),
        ("In Lagos, rebels killed a priest. They shot a judge.", "shot", "Lagos"),
    ],
)
def test_a_place_that_opens_a_sentence_opens_a_scene(text: str, trigger: str, place: str | None, read: Read) -> None:
    assert placed(read, text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        (
            "The jury read out its verdict on Tuesday. The prosecutor had alleged that he poisoned men.",
            "poisoned",
            None,
        ),
        ("Japan pledged aid on Tuesday. Villagers said soldiers had beaten two farmers.", "beaten", None),
        ("Parliament passed a law on Tuesday. Gunmen killed two guards at a mine.", "killed", None),
        ("Envoys met on Tuesday. Rebels attacked a convoy.", "attacked", None),
        ("The bank raised its rate on Tuesday. A storm killed six sailors.", "killed", None),
        ("Villagers protested on Monday. Soldiers had shot a farmer.", "shot", None),
        (
            "A bus fell into a ravine on Monday, killing six. The bus had collided with a truck.",
            "collided",
            "2025-09-01",
        ),
        ("Villagers protested on Monday. Soldiers shot a farmer.", "shot", "2025-09-01"),
        ("Troops entered the town on Monday. Five people were killed.", "killed", "2025-09-01"),
        ("A bomb exploded on Monday. Six people were killed.", "killed", "2025-09-01"),
        ("Officers were called to a house on Monday. A man had been shot.", "shot", "2025-09-01"),
    ],
)
def test_no_day_is_told_on_from_a_meeting_or_a_verdict_nor_to_what_had_been_before(
    text: str, trigger: str, time: str | None, read: Read
) -> None:
    assert timed(read, text, trigger) == time
