"""A target that no slot holds: the first actor or place named after the predicate, in its own clause."""

from collections.abc import Iterator
from typing import Final

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import Frame
from streams.extraction.mentions import Mention
from streams.extraction.stage import OWNING, Stage
from streams.extraction.words import words

_THERE: Final = words(
    "ASSAULT COERCE PROTEST MOBILIZE THREATEN SANCTION AID ACCUSE REQUEST CONCEDE RETREAT SUPPORT AGREE REJECT"
)
"""Types that are done to those where they are done, if to nobody else that is named."""
_WHERE: Final = words("in at near on during since after before from across throughout")
_CLAUSES: Final = words("relcl advcl conj ccomp")
PLACES: Final = frozenset(("GPE", "LOC"))
_NAMED: Final = frozenset(("country", "organisation", "person", "population"))
ASIDE: Final = words("after before since despite following amid because during while as according until")
"""What opens another matter, in which no target is looked for."""
_OCCASIONS: Final = words("visit trip tour stopover")


def to_the_right(stage: Stage, predication: Predication, used: frozenset[int], frame: Frame) -> Iterator[Mention]:
    """Where no slot holds a target: the first named actor or place after the predicate, in its own clause."""
    view = stage.view
    for token in range(predication.trigger + 1, view.sentences[view.sentence[predication.trigger]][1]):
        verbal = view.pos[token] in ("VERB", "AUX") and view.dep[token] in _CLAUSES
        verbal = verbal or (view.dep[token] == "mark" and view.lower[token] == "that")
        if verbal or _opens_aside(stage, token):
            return
        mention = stage.actors.get(token)
        if mention is None or _is_within(stage, token, used) or _in_another_clause(stage, token, predication.trigger):
            continue
        whole = token
        while view.dep[whole] in ("compound", "amod", "poss"):
            whole = view.head[whole]
        brought = view.dep[whole] == "pobj" and view.lower[view.head[whole]] in _WHERE
        capacity = view.dep[token] == "pobj" and view.lower[view.head[token]] == "as"
        if (brought and frame.type not in _THERE) or capacity or view.lemma[token] in frame.words:
            continue
        if mention.kind in _NAMED or (brought and view.label[token] in PLACES):
            if token < _end(stage, predication):
                # "China's Geely."
                yield stage.actors[whole] if view.dep[token] == "poss" and whole in stage.actors else mention
            return


def _end(stage: Stage, predication: Predication) -> int:
    """Where a predicate's own clause ends: behind the last word that hangs on it, or at what is joined to it."""
    view = stage.view
    joined = (
        view.edges(child)[0]
        for child in view.children[predication.trigger]
        if view.dep[child] == "conj" and child > predication.trigger
    )
    end = view.edges(predication.trigger if predication.light is None else predication.light)[1]
    return min(end, *joined, end)


def _is_within(stage: Stage, token: int, used: frozenset[int]) -> bool:
    """Whether a word is one of those who act, or says whose they are: "a truce between Chad's army and rebels"."""
    while token not in used and stage.view.dep[token] in OWNING:
        token = stage.view.head[token]
    return token in used


def _in_another_clause(stage: Stage, token: int, trigger: int) -> bool:
    """Whether a relative clause lies between a word and what it is looked for by: "the attack, which Chad knew"."""
    view = stage.view
    while token != trigger and view.head[token] != token:
        if view.dep[token] == "relcl":
            return True
        token = view.head[token]
    return False


def _opens_aside(stage: Stage, token: int) -> bool:
    word, view = stage.view.lower[token], stage.view
    if view.pos[token] == "ADP" and any(view.lemma[child] in _OCCASIONS for child in view.children[token]):
        return True
    return word in ASIDE and view.pos[token] in ("ADP", "SCONJ") and (word != "as" or view.dep[token] == "mark")


def is_occasion(stage: Stage, head: int) -> bool:
    """Whether a journey only says when it was: "praised the nurses on a visit to Chad"."""
    return stage.view.lemma[head] in _OCCASIONS and stage.view.lower[stage.view.head[head]] == "on"
