"""`python -m streams.extraction.gazetteer [FOLDER]`: make the index now, so that no process has to on first use."""

import sys
from pathlib import Path

from streams.extraction.gazetteer import FOLDER, ready

ready(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
