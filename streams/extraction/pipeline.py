"""The steps that read one joined document, in their order."""

from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from streams.extraction import (  # noqa: F401 - each registers its step under its own name
    actors,
    clauses,
    coreference,
    events,
    factuality,
    measured,
    numbers,
    places,
    statements,
    times,
)
from streams.extraction.gazetteer import FOLDER

STEPS: Final = (
    "clauses",
    "times",
    "places",
    "numbers",
    "actors",
    "coreference",
    "statements",
    "events",
    "measured",
    "factuality",
)
"""Every step after the paragraphs' parse; each is a component of that name in a file of that name."""


def build(parser: Language, cache: Path = FOLDER) -> Language:
    """The pipeline of those steps, for documents that share the parser's vocabulary; `cache` keeps the gazetteer."""
    pipeline = spacy.blank("en", vocab=parser.vocab)
    for step in STEPS:
        pipeline.add_pipe(step, config={"folder": str(cache)} if step == "places" else {})
    return pipeline
