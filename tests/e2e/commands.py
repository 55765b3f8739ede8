"""The command line in a process of its own, as a person runs it."""

import os
import subprocess
import sys
from pathlib import Path

import psutil


def wireroom(home: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run a command in a home."""
    environment = os.environ | {"WIREROOM_HOME": str(home), "COLUMNS": "200"}
    command = [sys.executable, "-m", "streams", *arguments]
    return subprocess.run(command, env=environment, input=stdin.decode(), capture_output=True, text=True, timeout=200)


def of_home(home: Path) -> list[int]:
    """Processes that have something of a home on their command line, or work in it."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd"]):
        seen = [*(process.info["cmdline"] or ()), process.info["cwd"] or ""]
        if any(str(home) in part for part in seen):
            found.append(process.pid)
    return found
