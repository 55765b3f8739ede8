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
