"""Whatever a date is written as, it reads back; whatever else stands there, nothing raises."""

from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.extraction import Reader
from streams.extraction.times import read_time
from streams.extraction.timex import Anchor
from streams.extraction.words import words
from streams.records import Article

SEEDS = [
    Article.model_validate_json(line) for line in Path("seeds/articles.jsonl").read_text(encoding="utf-8").splitlines()
]

FORMS = (
    "{day:%B} {day.day}, {day.year}",
    "{day:%b}. {day.day}, {day.year}",
    "{day.day} {day:%B} {day.year}",
    "the {day.day}{suffix} of {day:%B} {day.year}",
    "{day:%B} {day.day}{suffix}, {day.year}",
    "{day:%A}, {day:%B} {day.day}, {day.year}",
    "{day.year:04}-{day.month:02}-{day.day:02}",
)
DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31)).filter(lambda day: day.month != 5 or day.day < 32)
ANCHORS = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31))


def suffix(day: int) -> str:
    return "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(DAYS, st.sampled_from(FORMS), ANCHORS)
def test_a_day_reads_back_in_any_form(day: date, form: str, published: datetime) -> None:
    text = form.format(day=day, suffix=suffix(day.day)).replace("May.", "May")
    reading = read_time(text, 0, Anchor(published))
    assert reading is not None
    assert (reading.value, reading.end) == (day.isoformat(), len(text))


@given(ANCHORS, st.integers(0, 6))
def test_a_bare_weekday_is_the_latest_of_that_name(published: datetime, back: int) -> None:
    day = published.date() - timedelta(days=back)
    reading = read_time(f"{day:%A}", 0, Anchor(published))
    assert reading is not None
    assert reading.value == day.isoformat()


@given(ANCHORS, st.integers(1, 400))
def test_days_ago_are_counted_back(published: datetime, days: int) -> None:
    reading = read_time(f"{days} days ago", 0, Anchor(published))
    assert reading is not None
    assert reading.value == (published.date() - timedelta(days=days)).isoformat()


WORDS = st.sampled_from(
    sorted(
        words(
            "the last next first second half year years week day days that of in ago later before 3 1990 90s two "
            "twenty-one "
            "May march Sept. Monday night overnight fiscal quarter a an 12 30 : . , - "
            "9 p.m. 99999999999 century every once"
        )
    )
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60), st.none() | ANCHORS)
@settings(max_examples=1_000)
def test_nothing_raises_wherever_reading_begins(text: str, published: datetime | None) -> None:
    for start in range(len(text)):
        reading = read_time(text, start, Anchor(published))
        assert reading is None or start < reading.end <= len(text)


@given(st.data())
@settings(max_examples=60)
def test_mutated_seeds_keep_their_offsets(reader: Reader, data: st.DataObject) -> None:
    article = data.draw(st.sampled_from(SEEDS))
    cut = data.draw(st.integers(0, len(article.body)))
    put = data.draw(st.text(max_size=20) | st.lists(WORDS, max_size=6).map(" ".join))
    body = article.body[max(0, cut - 400) : cut] + put + article.body[cut : cut + 400]
    mutated = Article(id="m", title=article.title, body=body, published_at=article.published_at, language="en")
    extraction = reader.read(mutated)
    for span in (*extraction.times, *extraction.places):
        assert mutated.text[span.start : span.end] == span.text


@pytest.mark.parametrize("unit", ["last ", "12 ", "the day ", "May ", "a year ", "9 p.m. ", "Sept. "])
def test_reading_takes_time_in_proportion(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        started = perf_counter()
        for start in range(0, len(text), len(unit)):
            read_time(text, start, Anchor(datetime(2025, 9, 5)))
        return perf_counter() - started

    short, long = min(seconds(1_000) for _ in range(3)), min(seconds(10_000) for _ in range(2))
    assert long < 40 * short + 0.5
