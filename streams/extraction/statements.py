"""Statements: whose words the article reports, by which cue, and which words they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from streams.extraction.clauses import Predication
from streams.extraction.contents import accuses, contents, is_speech
from streams.extraction.mentions import Mention
from streams.extraction.quotations import Run
from streams.extraction.quoting import share_quotations
from streams.extraction.sayings import Saying, find_sayings
from streams.extraction.view import View
from streams.extraction.words import words

Doc.set_extension("statements", default=())

_BEFORE: Final = words("compound amod nmod poss case nummod det")


@dataclass(frozen=True, slots=True)
class Reported:
    """One piece of what somebody is reported to have said: token ranges; `at` is the cue's head word.

    `speech`: it is given as the speaker's word, not only as judged, wanted or asked for by him; `asserted`: as true
    on his word, which an accusation is too.
    """

    source: Run | None
    cue: Run
    content: Run
    at: int
    speaker: int | None
    speech: bool
    asserted: bool


@Language.component(
    "statements",
    requires=["doc._.view", "doc._.predications", "doc._.actors", "doc._.coreference"],
    assigns=["doc._.statements"],
)
def mark_statements(doc: Doc) -> Doc:
    """Leave on the document every piece of reported speech, in reading order of cues."""
    doc._.statements = tuple(
        find_statements(doc._.view, doc._.predications, doc._.actors, {**doc._.actors, **doc._.coreference.best})
    )
    return doc


def find_statements(
    view: View,
    predications: Mapping[int, Predication],
    actors: Mapping[int, Mention],
    known: Mapping[int, Mention],
) -> Iterator[Reported]:
    """What each cue reports; `known` tells who is meant by a token.

    A cue that itself stands in what another reports is the other's word, unless it makes known that a third says so:
    "Kyiv says Moscow claims". What is quoted holds no statement but the one that quotes it.
    """
    sayings = find_sayings(view, predications, actors)
    shares = share_quotations(view, sayings)
    told = {saying: contents(view, saying, shares.get(saying, ())) for saying in sayings}
    around: list[Saying | None] = [None] * len(view)
    kept = []
    for saying in sorted(told, key=lambda one: (_depth(view, one.token), one.token)):
        outer = around[saying.token]
        if not told[saying] or view.quoted[saying.token] and saying.kind != "label":
            continue
        if outer is not None and not _is_third(view, saying, outer, known):
            continue
        kept.append(saying)
        for start, end in told[saying]:
            around[start:end] = [saying] * (end - start)
    for saying in sorted(kept, key=lambda one: one.token):
        source = None if saying.speaker is None else _noun_phrase(view, saying.speaker, actors)
        speech = is_speech(view, saying, shares.get(saying, ()))
        asserted = speech or accuses(view, saying)
        for piece in told[saying]:
            yield Reported(source, saying.cue, piece, saying.token, saying.speaker, speech, asserted)


def _is_third(view: View, inner: Saying, outer: Saying, known: Mapping[int, Mention]) -> bool:
    """Whether what stands in one's statement is said by another, or is the article's aside: "…, which he said …"."""
    if inner.speaker is None or outer.speaker is None or not inner.takes >= {"quotation", "clause"}:
        return False
    if (
        view.dep[inner.cue[0]] == "relcl"
        and view.head[inner.speaker] == inner.cue[0]
        and view.dep[outer.token] != "relcl"
    ):
        return True
    one, other = known.get(inner.speaker), known.get(outer.speaker)
    return one is not None and other is not None and one.name != other.name


def _depth(view: View, token: int) -> int:
    depth = 0
    while view.head[token] != token:
        token, depth = view.head[token], depth + 1
    return depth


def _noun_phrase(view: View, head: int, actors: Mapping[int, Mention]) -> Run:
    """A speaker: the mention that the token heads, or the token with what stands before it."""
    mention = actors.get(head)
    if mention is not None:
        return mention.start, mention.end
    start = head
    while start and head - start < 6 and view.head[start - 1] in range(start, head + 1):
        if view.dep[start - 1] not in _BEFORE:
            break
        start -= 1
    return start, head + 1
