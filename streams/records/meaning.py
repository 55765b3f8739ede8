"""What an article says: events, numbers, statements, and who, when and where is in them."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from streams.records.values import EventType, Exact, Mode, Record


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
