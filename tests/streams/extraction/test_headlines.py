import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("title", "type_", "trigger"),
    [
        ("Wine maker halts production", "MANUFACTURE", "halts production"),
        ("Bakery files for bankruptcy, rival to run shops", "DECLARE-BANKRUPTCY", "files for bankruptcy"),
        ("Watchdog requests rerun of ferry tender", "REQUEST", "requests"),
        ("Steel maker axes jobs", "END-POSITION", "axes jobs"),
        ("Turkish airline orders 20 planes", "TRANSFER-OWNERSHIP", "orders"),
        ("Bourses surge on plan", "PRICE-MOVE", "surge"),
        ("Watchdog fines bank", "SANCTION", "fines"),
        ("Brewer posts record loss", "RESULT", "posts record loss"),
        ("Palm sues Nokia over patents", "ACCUSE", "sues"),
    ],
)
def test_a_headline_that_has_no_other_verb_has_the_one_that_fits(
    title: str, type_: str, trigger: str, read: Read
) -> None:
    (event,) = read("Nothing else is known.", title=title).events
    assert (event.type, event.trigger.text) == (type_, trigger)


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("Oil exports ban", []),
        ("Bush fires inquiry", []),
        ("Rail fares rise plan", []),
        ("Parking fines row", []),
        ("Peace talks in Oslo", ["CONSULT"]),
        ("Fuel price rises anger drivers", ["PRICE-MOVE"]),
    ],
)
def test_nouns_stay_nouns(title: str, types: list[str], read: Read) -> None:
    assert [event.type for event in read("Nothing else is known.", title=title).events] == types
