"""The guard by itself, in front of small programs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from streams.embedded import guard as guard_file
from tests.streams.embedded.holding import gone

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def guarded(
    *arguments: str, program: str = sys.executable, owner: int | None = None, grace: float = 5.0
) -> subprocess.Popen[str]:
    settings = [str(owner or os.getpid()), str(int(signal.SIGTERM)), str(grace), "same"]
    return subprocess.Popen(
        [sys.executable, "-I", "-S", guard_file.__file__, *settings, program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def pid_of(guard: subprocess.Popen[str]) -> int:
    assert guard.stdout is not None
    return int(guard.stdout.readline())


@pytest.mark.parametrize(
    ("program", "code"),
    [("pass", 0), ("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", 128 + signal.SIGKILL)],
)
def test_the_guard_ends_as_its_program_does(program: str, code: int) -> None:
    with guarded("-c", program) as guard:
        assert guard.wait(10) == code


def closed_pipe(guard: subprocess.Popen[str]) -> None:
    assert guard.stdin is not None
    guard.stdin.close()


@pytest.mark.parametrize(
    "tell",
    [closed_pipe, lambda guard: guard.terminate(), lambda guard: guard.send_signal(signal.SIGHUP)],
    ids=["its pipe ends", "SIGTERM", "SIGHUP"],
)
def test_the_program_is_stopped_when(tell: Callable[[subprocess.Popen[str]], None]) -> None:
    for _ in range(5):
        with guarded("-c", "import time; time.sleep(60)") as guard:
            pid = pid_of(guard)
            tell(guard)
            assert guard.wait(10) == 128 + signal.SIGTERM
            assert gone([pid], seconds=0)


def test_the_program_is_stopped_when_the_owner_is_not_its_parent() -> None:
    with guarded("-c", "import time; time.sleep(60)", owner=1) as guard:
        assert guard.wait(10) == 128 + signal.SIGTERM


def test_a_program_that_does_not_stop_is_killed_after_its_time() -> None:
    with guarded("-c", STUBBORN, grace=0.3) as guard:
        assert guard.stderr is not None
        pid_of(guard)
        assert guard.stderr.readline() == "up\n"
        guard.terminate()
        assert guard.wait(10) == 128 + signal.SIGKILL


def test_ctrl_c_does_not_end_it() -> None:
    with guarded("-c", "import time; time.sleep(0.5)") as guard:
        pid_of(guard)
        guard.send_signal(signal.SIGINT)
        assert guard.wait(10) == 0


def test_a_program_that_is_not_there_is_named() -> None:
    with guarded(program="/no/such/program") as guard:
        assert guard.wait(10) == 127
        assert guard.stderr is not None
        assert "/no/such/program" in guard.stderr.read()


def test_it_needs_the_standard_library_alone_and_is_there_at_once() -> None:
    started = time.monotonic()
    with guarded("-c", "pass") as guard:
        pid_of(guard)
        assert time.monotonic() - started < 0.5
        guard.wait(10)
