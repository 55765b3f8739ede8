"""Parses that are remembered: copies and corrections of an article cost only the paragraphs that are new in them."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from spacy.tokens import Doc

REMEMBERED: Final = 60_000
"""Tokens kept: some 150 articles of a wire's length, 20 MB."""
SECONDS: Final = 3_600.0
"""How long a text is kept that does not come again: who had it forgotten may rely on that."""

Parse = Callable[[Iterable[str]], Iterable[Doc]]
"""Texts in, their documents out, in order; a document depends on its text alone."""


class Memory:
    """Parses texts, each once while it is remembered. Who gets a document must not change it.

    What is too old goes whenever texts come, and be it none.
    """

    def __init__(
        self,
        parse: Parse,
        tokens: int = REMEMBERED,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._parse = parse
        self._most = tokens
        self._seconds = seconds
        self._clock = clock
        self._docs: OrderedDict[str, tuple[Doc, float]] = OrderedDict()
        """Documents, and when they last were asked for; the oldest first."""
        self._tokens = 0

    def __call__(self, texts: Sequence[str]) -> list[Doc]:
        """The document of each text; what is new is parsed together."""
        now = self._clock()
        while self._docs and now - next(iter(self._docs.values()))[1] > self._seconds:
            self._forget_oldest()
        new = list(dict.fromkeys(text for text in texts if text not in self._docs))
        for text, doc in zip(new, self._parse(new) if new else (), strict=True):
            self._docs[text] = doc, now
            self._tokens += len(doc)
        found = [self._docs[text][0] for text in texts]
        for text, doc in zip(texts, found, strict=True):
            self._docs[text] = doc, now
            self._docs.move_to_end(text)
        while self._tokens > self._most:
            self._forget_oldest()
        return found

    def _forget_oldest(self) -> None:
        doc, _ = self._docs.popitem(last=False)[1]
        self._tokens -= len(doc)
