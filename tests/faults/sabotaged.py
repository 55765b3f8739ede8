"""A pytest plugin that takes one safety out: `WIREROOM_SABOTAGE=fence pytest -p tests.faults.sabotaged …`."""

import os

from tests.faults.sabotage import SABOTAGES

SABOTAGES[os.environ["WIREROOM_SABOTAGE"]].take_out()
