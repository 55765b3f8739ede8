"""The wire: every record that crosses a topic, as pydantic models.

Field by field this is the contract that producers write to and consumers read from; the JSON Schemas come from
here (`wireroom schema`). Offsets count Unicode code points into the article's text, `end` is exclusive, and
`text[start:end]` is always the `text` of the span. What the article does not say is null.
"""

from streams.records.article import Article
from streams.records.ids import NAMESPACE, article_key, identify
from streams.records.meaning import (
    Actor,
    Attribution,
    Event,
    Extraction,
    Number,
    Participant,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)
from streams.records.messages import (
    REPAIRS,
    REPROCESS,
    Answer,
    EventMessage,
    Extracted,
    Forgetting,
    NumberMessage,
    Origin,
    Reference,
    Rejected,
    Reprocess,
)
from streams.records.values import YEARS, EventType, Exact, Instant, Mode, Raw, Record, Text
from streams.records.wire import dump, exact, explain, load, load_answer, to_json

__all__ = [
    "Actor",
    "Answer",
    "Article",
    "Attribution",
    "Event",
    "EventMessage",
    "EventType",
    "Exact",
    "Extracted",
    "Extraction",
    "Forgetting",
    "Instant",
    "Mode",
    "NAMESPACE",
    "Number",
    "NumberMessage",
    "Origin",
    "Participant",
    "Place",
    "REPAIRS",
    "REPROCESS",
    "Raw",
    "Reading",
    "Record",
    "Reference",
    "Rejected",
    "Reprocess",
    "Span",
    "Statement",
    "Text",
    "Time",
    "YEARS",
    "article_key",
    "dump",
    "exact",
    "explain",
    "identify",
    "load",
    "load_answer",
    "to_json",
]
