from datetime import datetime

import pytest

from streams.extraction.times import read_time
from streams.extraction.timex import Anchor

from .conftest import Read

PUBLISHED = datetime.fromisoformat("2025-09-05T06:00:00+00:00")
"""A Friday."""


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Friday", "DATE", "2025-09-05"),
        ("Thursday", "DATE", "2025-09-04"),
        ("Saturday", "DATE", "2025-08-30"),
        ("last Friday", "DATE", "2025-08-29"),
        ("next Monday", "DATE", "2025-09-08"),
        ("Thursday night", "TIME", "2025-09-04TNI"),
        ("today", "DATE", "2025-09-05"),
        ("yesterday morning", "TIME", "2025-09-04TMO"),
        ("tomorrow", "DATE", "2025-09-06"),
        ("tonight", "TIME", "2025-09-05TNI"),
        ("Sept. 4", "DATE", "2025-09-04"),
        ("4 September 2019", "DATE", "2019-09-04"),
        ("January 5", "DATE", "2026-01-05"),
        ("29 Oct 88", "DATE", "1988-10-29"),
        ("2025-09-04", "DATE", "2025-09-04"),
        ("March 2021", "DATE", "2021-03"),
        ("last March", "DATE", "2025-03"),
        ("1998", "DATE", "1998"),
        ("the 1990s", "DATE", "199"),
        ("last week", "DATE", "2025-W35"),
        ("this month", "DATE", "2025-09"),
        ("next year", "DATE", "2026"),
        ("the third quarter", "DATE", "2025-Q3"),
        ("summer 2024", "DATE", "2024-SU"),
        ("two years ago", "DATE", "2023"),
        ("three days ago", "DATE", "2025-09-02"),
        ("two weeks later", "DATE", "2025-W38"),
        ("overnight", "TIME", "2025-09-04TNI"),
        ("overnight Wednesday", "TIME", "2025-09-03TNI"),
        ("the weekend", "DATE", "2025-W35-WE"),
        ("midnight Thursday", "TIME", "2025-09-04T00:00"),
        ("nineteen ninety-six", "DATE", "1996"),
        ("the year two thousand", "DATE", "2000"),
        ("the 19th century", "DATE", "18"),
        ("fiscal 2024", "DATE", "FY2024"),
        ("the second half of 2024", "DATE", "2024-H2"),
        ("Q3", "DATE", "2025-Q3"),
        ("the past two quarters", "DURATION", "P2Q"),
        ("twenty-one days", "DURATION", "P21D"),
        ("each July", "SET", "XXXX-07"),
        ("every summer", "SET", "XXXX-SU"),
        ("Mondays", "SET", "XXXX-WXX-1"),
        ("twice a week", "SET", "P1W"),
        ("four hours ago", "TIME", "2025-09-05T02:00"),
        ("8:40 a.m.", "TIME", "2025-09-05T08:40"),
        ("6 p.m. Tuesday", "TIME", "2025-09-02T18:00"),
        ("48 hours", "DURATION", "PT48H"),
        ("three days", "DURATION", "P3D"),
        ("several weeks", "DURATION", "PXW"),
        ("every Tuesday", "SET", "XXXX-WXX-2"),
        ("daily", "SET", "P1D"),
        ("recently", "DATE", "PAST_REF"),
    ],
)
def test_a_time_has_its_timex3_value(text: str, kind: str, value: str) -> None:
    reading = read_time(text, 0, Anchor(PUBLISHED))
    assert reading is not None
    assert (reading.type, reading.value, reading.end) == (kind, value, len(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The bridge fell on March 3. The next day rescuers came.", ["2025-03-03", "2025-03-04"]),
        ("The bridge fell on March 3. That night rescuers came.", ["2025-03-03", "2025-03-03TNI"]),
        ("He spoke on Tuesday. Earlier in the day he had slept.", ["2025-09-02", "2025-09-02"]),
        ("He was seen on Monday at 9 p.m. in the harbour.", ["2025-09-01", "2025-09-01T21:00"]),
        ("He left on June 30. Three days later he was back.", ["2025-06-30", "2025-07-03"]),
        ("Profit fell in the second quarter, from $3 million a year earlier.", ["2025-Q2", "2024-Q2"]),
        ("They waited for weeks.", ["PXW"]),
        ("The 16-year-old was unhurt.", []),
    ],
)
def test_times_hang_together(read: Read, text: str, values: list[str]) -> None:
    assert [time.value for time in read(text).times] == values


@pytest.mark.parametrize(("day", "value"), [("2025-09-07", "2025-W36"), ("2025-09-08", "2025-W36")])
def test_an_english_week_begins_on_sunday(day: str, value: str) -> None:
    reading = read_time("last week", 0, Anchor(datetime.fromisoformat(f"{day}T06:00:00+00:00")))
    assert reading is not None
    assert reading.value == value


@pytest.mark.parametrize("text", ["he may leave", "march on", "40 people", "thirdly", "second"])
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert read_time(text, 0, Anchor(PUBLISHED)) is None


@pytest.mark.parametrize(("text", "value"), [("Friday", "XXXX-WXX-5"), ("Sept. 4", "XXXX-09-04"), ("today", None)])
def test_without_publication_the_year_stays_open(text: str, value: str | None) -> None:
    reading = read_time(text, 0, Anchor(None))
    assert reading is not None
    assert reading.value == value


def test_days_count_in_the_publications_own_offset(read: Read) -> None:
    (time,) = read("It rained today.", published_at="2025-09-05T23:30:00-05:00").times
    assert time.value == "2025-09-05"


@pytest.mark.parametrize(
    ("text", "value"), [("He left on Monday.", "2025-09-01"), ("He will leave on Monday.", "2025-09-08")]
)
def test_a_weekday_lies_ahead_where_its_verb_does(text: str, value: str, read: Read) -> None:
    assert [time.value for time in read(text).times] == [value]


@pytest.mark.parametrize("moment", ["1900-01-01T00:00:00Z", "2199-12-31T23:59:59+14:00"])
@pytest.mark.parametrize("text", ["9999 years ago", "9999 years later", "9999 weeks ago", "Monday", "next century"])
def test_no_calendar_runs_over(text: str, moment: str, read: Read) -> None:
    assert len(read(f"It rained {text}.", published_at=moment).times) <= 1


def test_a_dateline_dates(read: Read) -> None:
    extraction = read("LIMA, Sept. 4 (NW) - Rain fell.")
    assert [(time.text, time.value) for time in extraction.times] == [("Sept. 4", "2025-09-04")]
    assert [(place.name, place.country) for place in extraction.places] == [("Lima", "PER")]
