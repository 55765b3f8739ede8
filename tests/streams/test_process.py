"""A worker that crashes ends, also where Faust would wait for ever."""

import subprocess
import sys
import time

HUNG = """
import asyncio, faust, logging, mode
from streams.process import Process

class Hung(mode.Service):
    async def on_stop(self):
        await asyncio.Event().wait()

    @mode.Service.task
    async def _break(self):
        await asyncio.sleep(0.1)
        raise RuntimeError("broken")

class Busy(mode.Service):
    @mode.Service.task
    async def _work(self):
        try:
            await asyncio.Event().wait()
        finally:
            print("cleaned up", flush=True)

class Alone(Process):
    def on_init_dependencies(self):
        return self.services

logging.basicConfig()
options = {"override_logging": False, "redirect_stdouts": False, "quiet": True, "loglevel": "error"}
Alone(faust.App("test"), Hung(), Busy(), **options).execute_from_commandline()
"""


def test_a_crash_ends_the_process_though_a_part_of_it_never_stops() -> None:
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", HUNG], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    assert "broken" in done.stderr
    assert "cleaned up" in done.stdout
    assert time.monotonic() - started < 40
