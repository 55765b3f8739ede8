"""On whose word: the statement that something stands in, who speaks in it, and what an event is by that word."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from streams.extraction.eventmention import EventMention
from streams.extraction.factuality import Factuality, compose, event_links
from streams.extraction.lexicon import NAMELESS
from streams.extraction.mentions import Mention
from streams.extraction.statements import Reported
from streams.extraction.view import View


def statement_around(reported: Sequence[Reported], token: int) -> Reported | None:
    """The innermost piece that is told on somebody's word and holds the token."""
    around = [piece for piece in reported if piece.asserted and piece.content[0] <= token < piece.content[1]]
    return min(around, key=lambda piece: piece.content[1] - piece.content[0], default=None)


def by_its_word(doc: Doc, piece: Reported, event: EventMention) -> Factuality:
    """What an event is by the word of the one who speaks: the article's own caution left out."""
    return compose(event_links(doc, event, until=piece.at))


def speaker(known: Mapping[int, Mention], piece: Reported) -> Mention | None:
    """Who speaks; `known`: who is meant by a token."""
    return None if piece.speaker is None else known.get(piece.speaker)


def is_nameless(view: View, known: Mapping[int, Mention], piece: Reported) -> bool:
    """Whether the speaker is "officials" or "a person familiar with the talks", and nowhere named."""
    head = piece.speaker
    if head is None or view.pos[head] != "NOUN" or view.lemma[head] not in NAMELESS:
        return False
    mention = known.get(head)
    named = mention is not None and mention.kind == "person" and mention.name[:1].isupper()
    return not named and all(view.dep[child] != "appos" or view.pos[child] != "PROPN" for child in view.children[head])
