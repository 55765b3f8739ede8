"""Bare months and seasons: behind a plan or a threat they look ahead; "the following March" counts from before it."""

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The union threatened further walkouts in October.", "2025-10"),
        ("The army plans to hand over power in the summer.", "2026-SU"),
        ("The law takes effect in March.", "2026-03"),
        ("The mayor promised an inquiry in December.", "2025-12"),
        ("The two men face trial in January.", "2026-01"),
        ("The bridge could reopen in the spring.", "2026-SP"),
        ("The vote, planned for December, was put off.", "2025-12"),
        ("Drivers warned of a strike in December.", "2025-12"),
        ("The threat of a strike in December worried the firm.", "2025-12"),
        ("The minister said the dam would open in November.", "2025-11"),
        ("The planned march in October was banned.", "2025-10"),
        ("The report is due in October.", "2025-10"),
        ("The rains will reach the hills and strike the coast in October.", "2025-10"),
        ("The union threatened the mayor in December.", "2024-12"),
        ("The mayor had promised a vote in December.", "2024-12"),
        ("The king promised in December to go.", "2024-12"),
        ("The mayor promised an inquiry into the deaths of ten men in December.", "2024-12"),
        ("The union struck in December.", "2024-12"),
        ("The dam may have broken in December.", "2024-12"),
        ("The plan was approved in December.", "2024-12"),
        ("The union, which struck in December, threatened more walkouts.", "2024-12"),
        ("The drought began in the summer.", "2025-SU"),
        ("The drought began in the autumn.", "2025-FA"),
        ("The judge set a hearing for March.", "2026-03"),
    ],
)
def test_a_bare_month_or_season_behind_what_is_planned_or_feared_is_to_come(text: str, value: str, read: Read) -> None:
    assert [time.value for time in read(text).times] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The yard closed in 2023. It reopened the following March.", "2024-03"),
        ("The yard closed in October 2019 and reopened the following March.", "2020-03"),
        ("The mine was flooded in March 2024. It had been shut the previous winter.", "2023-WI"),
        ("In 2021 the bank lost 4bn euros. It had made a profit a year earlier.", "2020"),
        ("The party won 40 seats in 2018. Four years later it won 12.", "2022"),
        ("He was arrested in June 2022. A month later he was freed.", "2022-07"),
        ("The king died in 2011. The following year his son fled.", "2012"),
        ("The war began in 2014. A truce was signed the next year.", "2015"),
        ("The flood came in May 2020. That month the bank failed.", "2020-05"),
        ("The yard had been shut the previous winter.", None),
        ("The yard, which had been shut the previous winter, was sold in 2019.", None),
        ("He was arrested in 2022. A month later he was freed.", None),
        ("The firm, founded in 1990, sold fewer cars than a year earlier.", "2024"),
        ("The king died in 2011. He was old. He was ill. The next year matters.", "2026"),
        ("Sales fell from a year earlier.", "2024"),
        ("In 2011 the king fell ill. Over the next year the bank will sell its ships.", "2026"),
    ],
)
def test_what_follows_or_goes_before_is_counted_from_the_time_told_shortly_before(
    text: str, value: str | None, read: Read
) -> None:
    assert value in [time.value for time in read(text).times]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Inflation is expected to fall to 3% in the spring from 4.1% in October.", ["2026-SP", "2024-10"]),
        ("Rates will rise to 3% from 2% in July.", ["2025-07"]),
        ("Rates will rise from 2% to 3% in July.", ["2026-07"]),
    ],
)
def test_what_an_amount_is_to_rise_from_lies_behind(text: str, values: list[str], read: Read) -> None:
    assert [time.value for time in read(text).times] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Workers will stage a walkout starting at midnight on Thursday.", "2025-09-11T00:00"),
        ("The airline will halt all flights starting at noon on Monday.", "2025-09-08T12:00"),
        ("Drivers will strike for two days, starting on Tuesday.", "2025-09-09"),
        ("Schools will be closed for a week beginning Monday.", "2025-09-08"),
        ("Nurses plan to hold a walkout starting on Monday.", "2025-09-08"),
        ("Workers staged a walkout starting at midnight on Thursday.", "2025-09-04T00:00"),
        ("The mayor will honour a guard wounded on Tuesday.", "2025-09-02"),
    ],
)
def test_what_is_to_start_on_a_day_looks_ahead_as_its_verb_does(text: str, value: str, read: Read) -> None:
    assert value in [time.value for time in read(text).times]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Workers went on strike last spring.", "2025-SP"),
        ("Workers went on strike last summer.", "2024-SU"),
        ("Workers went on strike last autumn.", "2024-FA"),
        ("The army will leave next spring.", "2026-SP"),
        ("The army could withdraw by spring.", "2026-SP"),
        ("The rebels left by spring.", "2025-SP"),
    ],
)
def test_the_last_of_a_season_is_the_one_that_is_over(text: str, value: str, read: Read) -> None:
    (time,) = read(text, published_at="2025-08-05T06:00:00Z").times
    assert time.value == value
