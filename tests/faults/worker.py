"""The worker that faults strike: `wireroom worker`, that reads poison, with a safety taken out where one is named.

python -m tests.faults.worker --web-port PORT
"""

import os
import threading
import time
from typing import Final

SABOTAGE: Final = "WIREROOM_SABOTAGE"
POLL: Final = "WIREROOM_POLL_SECONDS"
BUFFER: Final = 12
"""Small, so that a blocked step stops its consumer before long."""


def main() -> None:
    """Run it."""
    # A session of its own, as a supervisor gives it: schedulers share out by session. It goes with who started it.
    os.setsid()
    threading.Thread(target=_end_with, args=(os.getppid(),), name="parent", daemon=True).start()
    # Not for the processes of its pool, which import this file too.
    from streams import app, cli
    from tests.faults import poison
    from tests.faults.sabotage import SABOTAGES

    app.load = poison.load
    app.buffer = lambda topics: BUFFER
    app.POLL_SECONDS = float(os.environ.get(POLL, app.POLL_SECONDS))
    if name := os.environ.get(SABOTAGE):
        SABOTAGES[name].take_out()
    cli.main()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


if __name__ == "__main__":
    main()
