"""How large messages may be. Imports nothing, so that a process which only reads loads no client of the broker."""

from typing import Final

ARTICLE_BYTES: Final = 10 * 1024**2
"""Largest article that the broker takes, as JSON."""
ANSWER_BYTES: Final = 32 * 1024**2
"""Largest extraction or dead letter: an article, what it yields, and base64's third."""
RECORD_BYTES: Final = 1024**2
"""Largest event or number."""
