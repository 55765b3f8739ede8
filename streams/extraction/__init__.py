"""Text in, Extraction out. Usable without Kafka or SQL."""

from streams.extraction.reader import Reader, revision

__all__ = ["Reader", "revision"]
