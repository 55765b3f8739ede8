"""What a company reports: its profit, sales or revenue that moves is a result, and no price."""

from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.mentions import Mention
from streams.extraction.view import View
from streams.extraction.words import words
from streams.records import EventType

_FIGURES: Final = words("profit earning earnings income revenue sale turnover ebitda takings margin loss booking")
_OF_ALL: Final = words("retail home house household national personal disposable")
"""What makes a figure that of a whole economy."""


def as_result(view: View, kind: EventType, predication: Predication, sources: tuple[Mention, ...]) -> EventType:
    """The type of a move, by what moves: a price, or what a company earns ("Ruiz's sales fell")."""
    if kind != "PRICE-MOVE" or not sources:
        return kind
    moving = predication.slots.get("subject", ()) if predication.kind == "verb" else ()
    owned = bool(moving) and all(_is_reported(view, head) for head in moving)
    return "RESULT" if owned or all(_is_reported(view, one.head) for one in sources) else kind


def _is_reported(view: View, head: int) -> bool:
    return view.lemma[head] in _FIGURES and all(view.lemma[child] not in _OF_ALL for child in view.children[head])
