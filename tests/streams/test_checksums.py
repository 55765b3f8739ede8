"""Checksums in C are the ones that Kafka asks for."""

import google_crc32c
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kafka.record import default_records
from kafka.record.util import calc_crc32c

from streams.checksums import checksum, quicken


@given(data=st.binary(max_size=2000))
def test_they_are_those_of_kafka_python(data: bytes) -> None:
    assert checksum(memoryview(data)) == calc_crc32c(memoryview(data))


def test_they_are_the_standard_s() -> None:
    assert checksum(memoryview(b"123456789")) == 0xE3069283


def test_they_are_computed_in_c() -> None:
    assert google_crc32c.implementation == "c"


@pytest.mark.parametrize("value", [b"", b"x" * 100_000])
def test_a_batch_is_the_same_to_the_byte(value: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_records, "calc_crc32c", calc_crc32c)
    slow = batch(value)
    quicken()
    assert default_records.calc_crc32c is checksum
    assert batch(value) == slow


def batch(value: bytes) -> bytes:
    builder = default_records.DefaultRecordBatchBuilder(
        magic=2, compression_type=0, is_transactional=0, producer_id=1, producer_epoch=0, base_sequence=0, batch_size=0
    )
    builder.append(0, 1, b"key", value, [])
    return bytes(builder.build())
