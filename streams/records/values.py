"""What fields hold: instants, bytes, exact decimals, codes; and what a record is."""

from base64 import b64decode, b64encode
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    Strict,
    WithJsonSchema,
)

YEARS = range(1900, 2200)
"""Years that a publication date may have; others are a producer's way to say "unknown"."""


def _instant(value: object) -> object:
    if not isinstance(value, datetime) and not (isinstance(value, str) and "T" in value.upper()):
        raise ValueError("not an RFC 3339 date and time, such as 2025-09-05T06:00:00Z")
    return value


def _from_base64(value: object) -> object:
    return b64decode(value, validate=True) if isinstance(value, str) else value


def _to_base64(value: bytes) -> str:
    return b64encode(value).decode()


def plausible(value: datetime) -> datetime:
    """The same, unless it is a producer's way to say that it does not know."""
    if value.year not in YEARS:
        raise ValueError(f"year {value.year} is outside {YEARS.start} to {YEARS.stop - 1}; leave it null if unknown")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
Raw = Annotated[
    bytes,
    BeforeValidator(_from_base64),
    PlainSerializer(_to_base64),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]
"""Bytes as they came, in base64."""
Text = Annotated[str, Strict()]
Exact = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""A decimal, written as a JSON number with all its digits."""

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "DIE", "INJURE", "ELECT", "NOMINATE", "START-POSITION", "CHARGE-INDICT", "TRIAL-HEARING", "ACQUIT", "APPEAL",
    "EXECUTE", "LEGISLATE", "TRANSFER-OWNERSHIP", "TRANSFER-MONEY", "START-ORG", "MERGE-ORG", "END-ORG",
    "DECLARE-BANKRUPTCY", "RESULT", "PRICE-MOVE", "LAUNCH", "DISASTER", "ACCIDENT", "OUTBREAK",
    "END-POSITION", "MANUFACTURE", "TRANSPORT", "DISRUPTION", "GATHERING",
]  # fmt: skip
"""PLOVER's sixteen, then what PLOVER leaves out, in ACE 2005's and Rich ERE's words where they have them."""

Mode = Literal[
    "visit", "third-party", "multilateral", "phone",
    "withdraw", "release", "disarm", "ceasefire", "access", "resign",
    "assist", "change", "yield", "meet", "disapprove", "investigate", "allege",
    "restrict", "arrest", "relations", "expel", "territory", "violence",
    "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
    "convict", "discontinue", "troops", "weapons", "police", "militia",
    "seize", "censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber",
    "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
    "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
]  # fmt: skip
"""PLOVER 2021's modes; which belong to which type, its codebook says."""


class Record(BaseModel):
    """A frozen piece of the wire."""

    model_config = ConfigDict(frozen=True, extra="forbid")
