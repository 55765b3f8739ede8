"""What became of a feed is told, and takes no more room than a feed may have."""

import pytest

from streams.feeds import Delivery, Reject
from streams.feeds import publisher as module


def test_pieces_beyond_those_that_are_named_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NAMED", 2)
    delivery = Delivery()
    for line in range(5):
        delivery.reject(Reject(f"feed.jsonl:{line}", "no JSON", line))
    assert delivery.rejected == 5
    assert [reject.where for reject in delivery.rejects] == ["feed.jsonl:0", "feed.jsonl:1"]
