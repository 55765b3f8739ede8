"""Which language an article is in, and whether it is read."""

from functools import cache
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from streams.extraction.markup import FILLER, mask
from streams.records import Article

READ: Final = "en"
"""Primary subtag of the language that is read."""

_TOLD_APART: Final = (
    Language.ENGLISH,
    Language.FRENCH,
    Language.GERMAN,
    Language.SPANISH,
    Language.ITALIAN,
    Language.PORTUGUESE,
    Language.DUTCH,
    Language.POLISH,
    Language.RUSSIAN,
    Language.UKRAINIAN,
    Language.ARABIC,
    Language.CHINESE,
    Language.TURKISH,
)
_ENOUGH: Final = 1_000
_TOO_SHORT: Final = 60
_CLEARLY: Final = 0.5
"""How far ahead of the next language one has to be."""


def language_of(article: Article) -> str:
    """The article's language as BCP 47: what its producer says, else what its first thousand characters look like.

    A text too short to tell is taken for the language that is read.
    """
    if article.language:
        return article.language
    sample = mask(article.text[:_ENOUGH]).replace(FILLER, " ")
    if sum(map(str.isalpha, sample)) < _TOO_SHORT:
        return READ
    found = _detector().detect_language_of(sample)
    return READ if found is None else found.iso_code_639_1.name.lower()


def is_read(language: str) -> bool:
    """Whether articles with that tag are read."""
    return language.replace("_", "-").partition("-")[0].lower() == READ


@cache
def _detector() -> LanguageDetector:
    builder = LanguageDetectorBuilder.from_languages(*_TOLD_APART)
    return builder.with_low_accuracy_mode().with_minimum_relative_distance(_CLEARLY).build()
