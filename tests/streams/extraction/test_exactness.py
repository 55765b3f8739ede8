"""Numbers read back as what was written, wherever they stand; nothing that is written raises or takes too long."""

import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.extraction import Reader
from streams.extraction.amounts import read_amount
from streams.extraction.lookalikes import lookalike
from streams.extraction.numerals import read_numeral
from streams.extraction.words import words
from streams.records import Article
from tests.seeds_records import read_seeds

from .spelling import digits, money, scaled, shares, spoken

PIECES = st.sampled_from(
    [
        "\u00a0",
        "\n",
        *sorted(
            words(
                "1 12 1,200 1.5 2019 .5 ½ 1/2 0 9 , . - – / % $ € ( ) : ' + a an and to from by between one twenty "
                "hundred thousands dozen dozens half third million bn m K k p percent points of in out per year km mph "
                "degrees C nearly at least up or more people fold couple scores several few minus sub Ana x10^9 ×10⁹ ٣"
            )
        ),
    ]
)
MESSES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "-"])), max_size=30).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)


@given(st.one_of(digits(), spoken(), scaled(), shares()))
@settings(max_examples=600)
def test_a_number_reads_back_as_its_value(written: tuple[str, Decimal]) -> None:
    text, value = written
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.value == value
    assert numeral.end == len(text.removesuffix(" of"))


@given(st.one_of(digits(), spoken(), scaled()), st.sampled_from(["at ", "He has ", "(", "— "]))
@settings(max_examples=300)
def test_it_does_so_wherever_it_stands(written: tuple[str, Decimal], before: str) -> None:
    text, value = written
    amount = read_amount(f"{before}{text} ships", len(before))
    assert amount is not None
    assert (amount.value, amount.start, amount.stop) == (value, len(before), len(before) + len(text))


@given(money())
@settings(max_examples=300)
def test_money_reads_back_as_its_amount(written: tuple[str, Decimal, str]) -> None:
    text, value, code = written
    amount = read_amount(f"It lent {text}.", 8)
    assert amount is not None
    assert (amount.value, amount.unit, amount.stop) == (value, code, 8 + len(text))


@given(st.tuples(st.integers(0, 9_999), st.integers(1, 9_999)), st.sampled_from(["between {} and {}", "from {} to {}"]))
@settings(max_examples=300)
def test_both_ends_of_a_range_read_back(pair: tuple[int, int], form: str) -> None:
    low, high = pair[0], pair[0] + pair[1]
    text = form.format(f"{low:,}", f"{high:,}") + " ships"
    amount = read_amount(text, text.index(f"{low:,}"))
    assert amount is not None
    assert (amount.low, amount.high) == (low, high)


def scan(text: str) -> None:
    for start in range(len(text)):
        end = lookalike(text, start)
        assert end is None or start < end <= len(text)
        amount = read_amount(text, start)
        assert amount is None or start == amount.start < amount.stop <= amount.end <= len(text)


@given(st.one_of(MESSES, st.text(max_size=60)))
@settings(max_examples=800, deadline=None)
def test_whatever_is_written_is_read_without_error(text: str) -> None:
    scan(text)


@pytest.mark.parametrize(
    "piece",
    ["1,", "1 ", "one ", "one hundred ", "$", "half a ", "1/2 ", "1-", "a million and a half ", "from 1 to ", "1.000.",
     "1 in ", "hundreds of ", "at least ", "'1", "1 000 ", "twenty-", "1 million "],
)  # fmt: skip
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        started = time.process_time()
        scan(text)
        return time.process_time() - started

    scan(piece * 20)
    short = min(seconds(100) for _ in range(3))
    assert min(seconds(800) for _ in range(2)) < 8 * 4 * short + 0.05


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mutated_article_is_read_and_its_spans_give_back_the_text(data: st.DataObject, reader: Reader) -> None:
    text = data.draw(st.sampled_from([article.text for article, _ in read_seeds() if article.body]))[:600]
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        text = text[:start] + data.draw(MESSES) + text[end:]
    article = Article(id="m", title=None, body=text, published_at=datetime(2026, 5, 1, tzinfo=UTC), language="en")
    extraction = reader.read(article)
    for number in extraction.numbers:
        for span in filter(None, (number, number.counted)):
            assert article.text[span.start : span.end] == span.text
