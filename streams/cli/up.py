"""`wireroom up`."""

import sys

from sqlalchemy.engine import make_url

from streams.access import access
from streams.cli.migrate import prepare
from streams.cli.processes import WorkerEnded, wait_ready, worker_process
from streams.cli.terminal import addresses, err, out, plain
from streams.settings import Settings


def up() -> None:
    """Bring up broker, database and a worker on this machine, and say where they are. Ctrl-C ends all of it.

    Example: `wireroom up` in one terminal, `wireroom publish articles.jsonl` and `wireroom sql` in another.
    """
    settings = Settings()
    with addresses(settings) as found:
        prepare(settings, found.broker, found.database)
        with worker_process(settings, found, log=None) as process:
            try:
                wait_ready(process, settings.web_port)
                database = make_url(found.database)
                out.print(plain(f"broker    {access(found.broker)}"))
                out.print(plain(f"database  {database.render_as_string(hide_password=True)}"))
                out.print(plain(f"worker    http://{settings.web_host}:{settings.web_port}/ready /live /metrics"))
                out.print(plain("ready: wireroom publish FILE | events --follow | sql | audit; Ctrl-C ends it"))
                code = process.wait()
            except KeyboardInterrupt:
                code = 0
            except WorkerEnded as ended:
                err.print(plain(f"wireroom: {ended}; what it logged stands above"), style="red")
                code = 1
    sys.exit(code)
