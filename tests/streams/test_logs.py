"""What stands in a log, and what does not."""

import subprocess
import sys

import pytest

CRASH = """
import sys
import structlog
from streams import logs
from streams.settings import Settings

logs.configure(Settings(log=sys.argv[1], log_level="debug"))

def fetch(address):
    raise RuntimeError("no answer")

try:
    fetch("http://desk:geheim@wire.test/")
except RuntimeError:
    structlog.get_logger().exception("unforeseen", feed="wire \\x1b[31m.test")
"""


@pytest.mark.parametrize("log", ["pretty", "json"])
def test_a_crash_is_told_without_what_was_in_hand(log: str) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, log], capture_output=True, text=True, check=True)
    assert "no answer" in done.stderr
    assert "unforeseen" in done.stderr
    assert "geheim@" not in done.stderr
    assert "\x1b[31m." not in done.stderr
