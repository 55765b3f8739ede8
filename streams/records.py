"""The wire: every record that crosses a topic, as pydantic models.

Field by field this is the contract that producers write to and consumers read from; the JSON Schemas come from
here (`wireroom schema`). Offsets count Unicode code points into the article's text, `end` is exclusive, and
`text[start:end]` is always the `text` of the span. What the article does not say is null.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar
from uuid import UUID, uuid5

import orjson
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

NAMESPACE = UUID("5c1d4ba6-9f0a-5c8e-8b5e-6f0c2f6f9a11")
"""Namespace of every UUIDv5 that Wireroom makes."""

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


def _plausible(value: datetime) -> datetime:
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
]  # fmt: skip
"""PLOVER's sixteen, then what PLOVER leaves out, in ACE 2005's words where it has them."""

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


class Article(BaseModel):
    """One version of one article, as a producer publishes it to `news.articles`.

    Fields that are not listed are ignored. Raises ValidationError for what is malformed; a NUL, which Postgres
    cannot keep, becomes U+FFFD, so that offsets hold.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[Text, Field(min_length=1, description="The producer's stable id: the same for every version.")]
    title: Text | None = Field(None, description="Headline.")
    body: Text = Field(description="Running text; may be left out where status is canceled.")
    published_at: Annotated[Instant, AfterValidator(_plausible)] | None = Field(
        None, description="RFC 3339, with its offset: what relative dates in the text are counted from."
    )
    source: Text | None = Field(None, description="Publisher.")
    url: Text | None = Field(None, description="Where it can be read.")
    language: Text | None = Field(None, description="BCP 47 tag; null: detected.")
    version: Annotated[int, Strict(), Field(ge=0, lt=2**63)] | None = Field(
        None, description="The producer's count of versions; higher is newer."
    )
    updated_at: Annotated[Instant, AfterValidator(_plausible)] | None = Field(
        None, description="RFC 3339: when this version was made."
    )
    status: Literal["usable", "canceled"] = Field("usable", description="canceled: withdrawn by its producer.")

    @model_validator(mode="before")
    @classmethod
    def _without_nul(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        clean = {k: v.replace("\x00", "\ufffd") if isinstance(v, str) else v for k, v in data.items()}
        if clean.get("status") == "canceled" and clean.get("body") is None:
            clean["body"] = ""
        return clean

    @property
    def text(self) -> str:
        """What offsets point into: title, an empty line, body; or the body alone."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @property
    def key(self) -> UUID:
        """The article's id in the ledger, whatever its length."""
        return article_key(self.id)


class Span(Record):
    """A piece of the article's text."""

    text: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Actor(Record):
    """Who acts or is acted upon, as far as the text tells."""

    name: str = Field(description="The best name that the article gives.")
    kind: Literal["person", "organisation", "country", "group", "office", "population"] | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = Field(None, description="ISO 3166-1 alpha-3.")
    sector: str | None = Field(None, description="PLOVER sector: GOV, MIL, COP, JUD, LEG, REB, …")


class Participant(Span):
    """An actor's part in an event; the span is its best mention in the event's sentence."""

    id: UUID
    role: str = Field(description="source: who acts; target: whom it is done to.")
    actor: Actor
    mention: Span | None = Field(None, description="The words in the slot, where they are not the span's own.")


class Time(Span):
    """A time expression, TimeML's TIMEX3."""

    id: UUID
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = Field(None, description="TIMEX3 value: 2025-09-04, P3D, 2025-W36, PAST_REF, …")


class Place(Span):
    """A place name, and where that is."""

    id: UUID
    name: str
    country: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = Field(None, description="ISO 3166-1 alpha-3.")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(None, description="Degrees north, WGS 84.")
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = Field(None, description="Degrees east, WGS 84.")
    division: str | None = Field(None, description="The country's first-level division that it lies in, by name.")
    geonames_id: Annotated[int, Field(ge=1)] | None = Field(None, description="GeoNames' id of what it was taken for.")
    confidence: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="How sure it is that this place is meant, 0 to 1; null: unresolved."
    )


class Attribution(Record):
    """On whose word the article has it."""

    source: Span | None = None
    cue: Span | None = None


class Reading(Attribution):
    """On whose word the article has an event, and what it is by that word: a denial is the source's NEG."""

    polarity: Literal["POS", "NEG"] = "POS"
    certainty: Literal["CERTAIN", "PROBABLE", "POSSIBLE"] = "CERTAIN"
    future: bool = False


class Event(Record):
    """One thing that the article says was done, is to be done, may be done or was not done."""

    id: UUID = Field(description="Stays while sentence, trigger and type stay, wherever the sentence moves.")
    type: EventType = Field(description="PLOVER's sixteen; ACE 2005's names for what PLOVER leaves out.")
    mode: Mode | None = Field(None, description="PLOVER 2021's.")
    contexts: tuple[str, ...] = Field((), description="PLOVER 2021's: diplomatic, military, economic, …")
    trigger: Span
    participants: tuple[Participant, ...] = ()
    time: Time | None = None
    place: Place | None = Field(
        None, description="Where it happened; a capital that stands for its government is none."
    )
    polarity: Literal["POS", "NEG"] = Field("POS", description="FactBank: whether it is said to be so.")
    certainty: Literal["CERTAIN", "PROBABLE", "POSSIBLE"] = Field("CERTAIN", description="FactBank, the author's word.")
    future: bool = Field(False, description="Whether it was still to come when written.")
    attribution: Reading | None = Field(None, description="Null: the article's own word.")
    numbers: tuple[UUID, ...] = Field((), description="Ids of the numbers that measure it.")
    confidence: Annotated[float, Field(ge=0, le=1)] = Field(0.5, description="How sure the reading is, 0 to 1.")


class Number(Span):
    """A quantity that the article states, normalised: a value, or a range from low to high."""

    id: UUID
    value: Exact | None = Field(None, description="Exact; null for a range.")
    low: Exact | None = None
    high: Exact | None = None
    bound: Literal["=", "~", "<", "<=", ">", ">="] = Field("=", description="at least: >=, about: ~, …")
    unit: str | None = Field(None, description="ISO 4217 for currency, % for percent, pint's name for physical.")
    unit_kind: Literal["currency", "percent", "physical", "count"] = "count"
    counted: Span | None = Field(None, description="The noun phrase that is counted.")
    period: str | None = Field(None, description="ISO 8601 duration, where it recurs: P1Y for annually.")
    change: Literal["up", "down"] | None = None
    concept: str | None = Field(None, description="What is measured, as text.")
    event_id: UUID | None = None
    attribution: Attribution | None = Field(None, description="Null: the article's own word.")


class Statement(Record):
    """Words that the article reports as somebody's; a quotation in pieces is several, with one source and cue."""

    id: UUID
    kind: Literal["speech", "attitude"] = Field(
        "speech", description="speech: told on the source's word; attitude: judged, wanted or asked for by the source."
    )
    source: Span | None = None
    cue: Span | None = None
    content: Span
    speaker: Actor | None = Field(None, description="Who the source is, as far as the article tells anywhere.")
    anonymous: bool = Field(False, description="Whether the source is somebody without a name: officials, a witness.")


class Extraction(Record):
    """What one article yields."""

    article_id: str
    language: str | None = Field(None, description="BCP 47, as given or as detected.")
    skipped: str | None = Field(None, description="Why nothing was read, where nothing was.")
    revision: str = Field(description="Version of the pipeline, its lexicon and its model.")
    events: tuple[Event, ...] = ()
    numbers: tuple[Number, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()

    @model_validator(mode="after")
    def _refers_to_what_is_there(self) -> Self:
        events = {event.id for event in self.events}
        numbers = {number.id for number in self.numbers}
        if any(number.event_id is not None and number.event_id not in events for number in self.numbers):
            raise ValueError("a number belongs to an event that is not there")
        if any(not numbers.issuperset(event.numbers) for event in self.events):
            raise ValueError("an event is measured by a number that is not there")
        return self


class Origin(Record):
    """Where a message of `news.articles` stands, and when the broker took it."""

    topic: str
    topic_id: UUID = Field(description="Kafka's own id of the topic: a topic made anew has another.")
    partition: int
    offset: int
    appended_at: Instant


REPROCESS = "wireroom-reprocess"
"""Header of a message of `news.articles` that is no version of its own: a Reprocess as JSON."""
REPAIRS = "wireroom-repairs"
"""Header of a message of `news.articles` that is sent again because it was lost: its Origin as JSON."""


class Reprocess(Record):
    """Which message is to be read anew. It counts only while the article still stands there."""

    origin: Origin
    revision: str = Field(description="The pipeline that is to read it; what another one reads does not count.")


class Extracted(Record):
    """An article that was read. On `news.extractions`."""

    kind: Literal["extracted"] = "extracted"
    origin: Origin
    reprocess: Reprocess | None = Field(None, description="It is no version: what it says was read before.")
    repairs: tuple[Origin, ...] = Field((), description="Lost messages that it answers for, the first sent first.")
    article: Article
    extraction: Extraction
    traceparent: str | None = Field(None, description="W3C trace context, handed on.")


class Rejected(Record):
    """A message that could not be read: its original bytes, and why. On `news.extractions`."""

    kind: Literal["rejected"] = "rejected"
    origin: Origin
    reprocess: Reprocess | None = Field(None, description="It is no version: what it says was read before.")
    repairs: tuple[Origin, ...] = Field((), description="Lost messages that it answers for, the first sent first.")
    key: Raw | None = None
    value: Raw | None = None
    headers: tuple[tuple[str, Raw | None], ...] = ()
    reason: str = Field(description="Class of the error: ValidationError, ArticleTooLong, …")
    message: str = Field(description="What was wrong, for a person.")
    article_id: str | None = Field(None, description="Where it could be read.")
    traceparent: str | None = None


Answer = Annotated[Extracted | Rejected, Field(discriminator="kind")]
"""One for every message of `news.articles`."""


class Reference(Record):
    """The article that an announced record comes from."""

    id: str
    source: str | None = None
    url: str | None = None
    published_at: Instant | None = None


class EventMessage(Event):
    """What `news.events` carries, keyed by the event's id; a message without value retracts it."""

    article: Reference


class NumberMessage(Number):
    """What `news.numbers` carries, keyed by the number's id; a message without value retracts it."""

    article: Reference


class Forgetting(Record):
    """That an article is forgotten on demand, or may be read again. On `news.forgotten`, keyed by the article's key.

    The last one of an article counts. Whoever keeps something of a forgotten article has to erase it.
    """

    article: UUID = Field(description="UUIDv5 of the producer's id, which itself is not told.")
    allowed: bool = Field(False, description="What the broker takes after this is read again.")
    by: str = Field(description="Who decided, as they called themselves.")


def article_key(article_id: str) -> UUID:
    """The UUIDv5 of a producer's article id."""
    return uuid5(NAMESPACE, article_id)


def identify(article_id: str, *parts: object) -> UUID:
    """The UUIDv5 of something that an article says.

    For an event: the sentence's text, which occurrence of that sentence it is, the trigger's offset in it, the type.
    """
    return uuid5(NAMESPACE, "\x1f".join((article_id, *map(str, parts))))


_ANSWER: TypeAdapter[Extracted | Rejected] = TypeAdapter(Answer)
_R = TypeVar("_R", bound=BaseModel)


def exact(value: object) -> orjson.Fragment:
    """A decimal as a JSON number with its exact digits; raises TypeError for anything else."""
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"no JSON for {type(value).__name__}")


def to_json(value: object, default: Callable[[object], object] = exact) -> bytes:
    """Anything as UTF-8 JSON; `default` codes what JSON has no word for."""
    return orjson.dumps(value, default=default)


def dump(record: BaseModel) -> bytes:
    """A record as UTF-8 JSON, decimals as numbers with their exact digits."""
    return to_json(record.model_dump())


def load(model: type[_R], raw: bytes) -> _R:
    """A record of ours from JSON, decimals exact."""
    return model.model_validate(json.loads(raw, parse_float=Decimal))


def load_answer(raw: bytes) -> Extracted | Rejected:
    """A message of `news.extractions`."""
    return _ANSWER.validate_python(json.loads(raw, parse_float=Decimal))


def explain(error: Exception) -> str:
    """What was wrong, for a person: fields by name, no values, no addresses of manuals."""
    if not isinstance(error, ValidationError):
        return str(error) or type(error).__name__
    parts = (
        f"{'.'.join(map(str, e['loc']))}: {e['msg']}" if e["loc"] else e["msg"]
        for e in error.errors(include_url=False, include_input=False, include_context=False)
    )
    return "; ".join(parts)
