"""Parses that are remembered: copies and corrections of an article cost only the paragraphs that are new in them."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from spacy.tokens import Doc

REMEMBERED: Final = 60_000
"""Tokens kept: some 150 articles of a wire's length, 20 MB."""

Parse = Callable[[Iterable[str]], Iterable[Doc]]
"""Texts in, their documents out, in order; a document depends on its text alone."""


class Memory:
    """Parses texts, each once while it is remembered. Who gets a document must not change it."""

    def __init__(self, parse: Parse, tokens: int = REMEMBERED) -> None:
        self._parse = parse
        self._most = tokens
        self._docs: OrderedDict[str, Doc] = OrderedDict()
        self._tokens = 0

    def __call__(self, texts: Sequence[str]) -> list[Doc]:
        """The document of each text; what is new is parsed together."""
        new = list(dict.fromkeys(text for text in texts if text not in self._docs))
        for text, doc in zip(new, self._parse(new) if new else (), strict=True):
            self._docs[text] = doc
            self._tokens += len(doc)
        found = [self._docs[text] for text in texts]
        for text in texts:
            self._docs.move_to_end(text)
        while self._tokens > self._most:
            self._tokens -= len(self._docs.popitem(last=False)[1])
        return found
