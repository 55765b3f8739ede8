import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A flat in Sydney costs $900.", "AUD"),
        ("SYDNEY (Wire) - The bank set aside $5 million for repairs.", "AUD"),
        ("SYDNEY (Wire) - The American bank set aside $5 million for repairs.", "USD"),
        ("A flat in Sydney costs US$900.", "USD"),
        ("A flat in Paris costs $900.", "USD"),
        ("A flat costs $900.", "USD"),
        ("The flight to Toronto and Sydney costs $900.", "USD"),
        ("A flat in Sydney costs NZ$900.", "NZD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_place(text: str, code: str, read: Read) -> None:
    assert [number.unit for number in read(text).numbers] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MEXICO CITY (Wire) - The firm paid 300 pesos.", "MXN"),
        ("The Argentine firm paid 300 pesos.", "ARS"),
        ("The firm paid 300 pesos.", None),
        ("Chile and Argentina paid 300 pesos.", None),
        ("A ticket to Oslo costs 90 kroner.", "NOK"),
        ("A flat in Lahore costs 900 rupees.", "PKR"),
        ("A flat costs 900 rupees.", "INR"),
        ("A flat in Oslo costs 900 Danish crowns.", "DKK"),
        ("PRAGUE (Wire) - A thief stole 90 gold crowns.", None),
        ("LA PAZ (Wire) - A flat costs 900 bolivianos a month.", "BOB"),
    ],
)
def test_money_that_several_countries_call_alike_is_that_of_the_place(text: str, code: str | None, read: Read) -> None:
    (number,) = read(text).numbers
    assert (number.unit, number.unit_kind) == (code, "count" if code is None else "currency")
    assert code is None or number.counted is None
