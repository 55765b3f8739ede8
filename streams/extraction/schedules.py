"""Whether an event is to be at a time that had not come when the article appeared."""

from datetime import datetime
from functools import lru_cache
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.eventmention import EventMention
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.extraction.words import words

_FIXED: Final = words("CONSULT ELECT TRIAL-HEARING PROTEST GATHERING")
"""What has its day long before: named by a noun alone ("the vote on 8 November"), it is to come."""
_PLANNED: Final = _FIXED | words(
    "CONCEDE COOPERATE AID RETREAT SANCTION MOBILIZE COERCE EXECUTE LEGISLATE NOMINATE START-POSITION APPEAL LAUNCH"
    " START-ORG MERGE-ORG END-ORG TRANSFER-OWNERSHIP TRANSFER-MONEY END-POSITION MANUFACTURE TRANSPORT"
)
"""What is done by plan. The rest has another's time beside it: that of what is promised, feared or forecast."""


def is_to_come(view: View, predication: Predication, event: EventMention, published: datetime | None) -> bool:
    """Whether its time lies after the day of publication, and no past tense contradicts: "meets on Monday"."""
    if event.time is None or published is None or event.type not in _types(predication):
        return False
    if _is_over(view, predication):
        return False
    return event.time.value == "FUTURE_REF" or is_ahead(event.time, published)


def is_before(view: View, predication: Predication, time: TimeMention, published: datetime | None) -> bool:
    """Whether what a past tense tells was over before a time: "promised to leave on Friday", when that is to come."""
    return is_ahead(time, published) and _is_over(view, predication)


def is_ahead(time: TimeMention, published: datetime | None) -> bool:
    """Whether a time lies after the day of publication; a season's or a quarter's name says seldom which one."""
    value = time.value or ""
    week = value[5:6] == "W"
    if published is None or time.type not in ("DATE", "TIME") or not value[:4].isdigit():
        return False
    day = _days(published)[week]
    return (week or not value[5:6].isalpha()) and value[: len(day)] > day[: len(value)]


@lru_cache(1)
def _days(published: datetime) -> tuple[str, str]:
    """The day of publication, and its week, as values of times are written."""
    return f"{published:%Y-%m-%d}", f"{published:%G-W%V}"


def _types(predication: Predication) -> frozenset[str]:
    return _PLANNED if predication.kind == "verb" or predication.light is not None else _FIXED


def _is_over(view: View, predication: Predication) -> bool:
    token = predication.trigger if predication.light is None else predication.light
    helpers = [child for child in view.children[token] if view.dep[child] in ("aux", "auxpass")]
    if view.tag[token] == "VBD" or any(view.tag[one] == "VBD" or view.lemma[one] == "have" for one in helpers):
        return True
    return view.tag[token] == "VBN" and not helpers
