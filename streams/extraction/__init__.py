"""Text in, Extraction out. Usable without Kafka or SQL."""

from streams.extraction.reader import Reader, pipeline, revision

__all__ = ["Reader", "pipeline", "revision"]
