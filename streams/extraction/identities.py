"""Ids of what one article says, made so that they hold while the sentence does."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from streams.extraction.view import View
from streams.records import Article, identify


@dataclass(slots=True)
class Names:
    """Ids of what one article says: they hold while the sentence does, wherever it moves."""

    article: Article
    view: View
    _sentences: list[tuple[str, int]] = field(default_factory=list)
    _given: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        seen: dict[str, int] = defaultdict(int)
        for start, end in self.view.sentences:
            words = self.view.written(start, end)
            self._sentences.append((words, seen[words]))
            seen[words] += 1

    def of(self, token: int, *parts: object) -> UUID:
        """The id of what is said at a token; of two that would be the same, the later gets a count."""
        number = self.view.sentence[token]
        offset = self.view.idx[token] - self.view.idx[self.view.sentences[number][0]]
        return self._new((*self._sentences[number], offset, *parts))

    def filed(self, text: str, kind: str) -> UUID:
        """The id of what a dateline says."""
        return self._new(("dateline", text, kind))

    def _new(self, parts: tuple[object, ...]) -> UUID:
        name = identify(self.article.id, *parts)
        count = 1
        while name in self._given:
            name = identify(self.article.id, *parts, count)
            count += 1
        self._given.add(name)
        return name
