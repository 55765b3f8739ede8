"""Words as data: what the lexicon's files say, read once into frozen rows."""

from streams.extraction.lexicon.embedding import EMBEDDING, Embedding
from streams.extraction.lexicon.frames import (
    ACTOR,
    AMOUNT,
    CARRIERS,
    FRAMES,
    LIGHT_VERBS,
    NAME,
    OCCURRING,
    OPEN,
    RECEIVING,
    SUM,
    WORD_CLASSES,
    Frame,
    Need,
)
from streams.extraction.lexicon.modality import HEDGES, MODALS, Certainty, Judged, Polarity
from streams.extraction.lexicon.names import COUNTRIES, ORGANISATIONS, SECTORS, Country, Organisation, Sector
from streams.extraction.lexicon.reporting import CUES, MANIFEST, NAMELESS, Cue, Manifest, Nameless
from streams.extraction.lexicon.rows import FOLDER, Row, files, rows

__all__ = [
    "ACTOR",
    "AMOUNT",
    "CARRIERS",
    "COUNTRIES",
    "CUES",
    "EMBEDDING",
    "FOLDER",
    "FRAMES",
    "HEDGES",
    "LIGHT_VERBS",
    "MANIFEST",
    "MODALS",
    "NAME",
    "NAMELESS",
    "OCCURRING",
    "OPEN",
    "ORGANISATIONS",
    "RECEIVING",
    "SECTORS",
    "SUM",
    "WORD_CLASSES",
    "Certainty",
    "Country",
    "Cue",
    "Embedding",
    "Frame",
    "Judged",
    "Manifest",
    "Nameless",
    "Need",
    "Organisation",
    "Polarity",
    "Row",
    "Sector",
    "files",
    "rows",
]
