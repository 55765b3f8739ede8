"""What companies and markets do: sales, figures, prices, products and posts."""

import pytest

from .conftest import Read
from .told import Told, parties_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The retailer named the shops that it intends to shut down.", ("END-ORG", ("retailer",), ("shops",))),
        ("The ferries it plans to sell are old.", ("TRANSFER-OWNERSHIP", ("it",), ("ferries",))),
        ("The bank announced that it saw a drop in profits.", ("RESULT", ("bank",), ())),
        ("The retailer is shutting all of its shops.", ("END-ORG", ("retailer",), ("shops",))),
        ("The plan to assemble the trams in Oslo was dropped.", ("MANUFACTURE", (), ("trams",))),
        ("The stake was bought with money borrowed in May.", ("TRANSFER-MONEY", (), ())),
    ],
)
def test_an_act_of_business_is_told_where_nobody_is_named_beside_it(text: str, told: Told, read: Read) -> None:
    assert told in [parties_of(event) for event in read(text).events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A loss of 4% hurt the bank.", True),
        ("A loss hurt the bank.", False),
        ("A rise of 4% in murders worried the mayor.", False),
        ("It was the first decline since May.", True),
        ("It was a decline in manners.", False),
        ("Brokers fear a seventh day of losses.", True),
        ("Brokers fear a feeling of loss.", False),
        ("It rose 4% on Friday.", True),
        ("It rose on Friday.", False),
    ],
)
def test_what_is_measured_in_percent_has_moved(text: str, told: bool, read: Read) -> None:
    assert bool({"PRICE-MOVE", "RESULT"} & {event.type for event in read(text).events}) is told


def test_a_participle_before_a_price_says_that_it_moves(read: Read) -> None:
    told = [parties_of(event) for event in read("The bank warned of falling prices.").events]
    assert ("PRICE-MOVE", ("falling prices",), ()) in told
    assert read("The falling man was caught.").events == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The board named a new chief executive.", ("START-POSITION", ("board",), ("new chief executive",))),
        ("The board named Ann Smith its chief executive.", ("START-POSITION", ("board",), ("Ann Smith",))),
        ("The banks agreed on a fund, to be launched in May.", ("LAUNCH", (), ("fund",))),
        ("The carmaker sold the car.", ("TRANSFER-OWNERSHIP", ("carmaker",), ("car",))),
        ("The carmaker sold 900 cars.", ("RESULT", ("carmaker",), ())),
    ],
)
def test_what_is_named_announced_or_sold(text: str, told: Told, read: Read) -> None:
    assert parties_of(read(text).events[-1]) == told


def test_what_a_company_earns_is_told_once_with_what_moves_it(read: Read) -> None:
    assert [event.trigger.text for event in read("The bank's profit rose in May.").events] == ["profit rose"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Nokia bought a rival. The sale of shares helped. The deal pleased the brokers.", 1),
        ("The deal pleased the brokers.", 0),
        ("Nokia bought a rival. A deal pleased the brokers.", 0),
        ("Nokia bought a rival. The deal of the century pleased the brokers.", 0),
    ],
)
def test_a_definite_noun_takes_up_what_was_told(text: str, types: int, read: Read) -> None:
    assert [event.type for event in read(text).events].count("AGREE") == types


def test_what_somebody_does_about_a_sale_leaves_it_told(read: Read) -> None:
    types = {event.type for event in read("The regulator approved the takeover of Nokia by Siemens.").events}
    assert types == {"CONCEDE", "TRANSFER-OWNERSHIP"}
