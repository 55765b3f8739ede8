"""Where named places lie: an index of countries, their divisions, cities and regions, shared by all processes."""

from streams.extraction.gazetteer.cache import FOLDER, edition, ready
from streams.extraction.gazetteer.index import Entry, Gazetteer, Kind, Named
from streams.extraction.gazetteer.spelling import fold

__all__ = ["FOLDER", "Entry", "Gazetteer", "Kind", "Named", "edition", "fold", "ready"]
