"""Checksums of Kafka's batches in C.

kafka-python computes them in Python, 8 MB a second, unless a library is there whose licence asks more of those who
pass Wireroom on (crc32c, LGPL). Google's does the same under Apache-2.0, at 4 GB a second.
"""

import google_crc32c
from kafka.record import default_records


def checksum(data: memoryview) -> int:
    """CRC-32C of some bytes."""
    return int(google_crc32c.value(bytes(data)))


def quicken() -> None:
    """Have kafka-python use it, for what it sends and for what it reads."""
    default_records.calc_crc32c = checksum
