"""Offsets as stretches, held against a plain set."""

from hypothesis import given
from hypothesis import strategies as st

from streams.offsets import Offsets


@given(st.lists(st.integers(0, 30)))
def test_they_hold_what_a_set_holds_in_as_few_stretches_as_there_are(added: list[int]) -> None:
    offsets, plain = Offsets(), set(added)
    for offset in added:
        offsets.add(offset)
    assert {offset for offset in range(-1, 32) if offset in offsets} == plain
    assert [offset for start, end in offsets.runs for offset in range(start, end)] == sorted(plain)
    assert len(offsets.runs) == len(plain - {offset + 1 for offset in plain})


def test_a_million_in_a_row_are_one_stretch() -> None:
    offsets = Offsets()
    for offset in range(1_000_000):
        offsets.add(offset)
    assert offsets.runs == [(0, 1_000_000)]
