"""What casting looks at: an article's view, its predications and its actors."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from spacy.tokens import Doc

from streams.extraction.actors import PRONOUNS, actors_in
from streams.extraction.clauses import Predication
from streams.extraction.mentions import Mention
from streams.extraction.slots import surface
from streams.extraction.view import View
from streams.extraction.words import words

OWNING: Final = words("amod compound nmod poss")
"""How words of a noun phrase that say whose something is hang on it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One article as casting sees it; `known`: its actors with those whom a pronoun means."""

    view: View
    predications: dict[int, Predication]
    actors: dict[int, Mention]
    known: dict[int, Mention]

    @classmethod
    def of(cls, doc: Doc) -> Self:
        """For the article that a document holds."""
        view: View = doc._.view
        best: dict[int, Mention] = doc._.coreference.best
        meant = {token: mention for token, mention in best.items() if view.pos[token] == "PRON"}
        actors: dict[int, Mention] = doc._.actors
        return cls(view, doc._.predications, actors, {**meant, **actors} if meant else actors)

    def mentions(self, head: int) -> Iterable[Mention]:
        """The actors in what a token heads; a pronoun stands for itself."""
        if self.view.pos[head] == "PRON" and self.view.lower[head] in PRONOUNS:
            return (Mention(head, head + 1, head, self.view.word[head]),)
        return actors_in(self.view, self.actors, head)

    def doing(self, predication: Predication) -> list[Mention]:
        """Who does what a predicate says, by its subject."""
        return [mention for head in predication.slots.get("subject", ()) for mention in self.mentions(head)]

    def subjects(self, clause: Predication) -> list[Mention]:
        """The actors in a clause's grammatical subject."""
        return [mention for head in surface(clause.slots, clause.passive) for mention in self.mentions(head)]
