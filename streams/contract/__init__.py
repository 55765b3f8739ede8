"""What producers and readers may rely on: JSON Schemas, an AsyncAPI description, and what may change in them."""

from streams.contract.compatibility import breaks
from streams.contract.description import described
from streams.contract.schemas import SCHEMAS, json_schema

__all__ = ["SCHEMAS", "breaks", "described", "json_schema"]
