"""What one request may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Size, rate and time of requests."""

    body_bytes: int = 16 * 1024**2
    """Of one request."""
    held_bytes: int = 256 * 1024**2
    """Of all requests together, while they are answered."""
    body_seconds: float = 30.0
    """How long a producer may take to send it."""
    per_second: float = 50.0
    """Requests of one key."""
