"""A small process that stands between one server and its owner, so that neither outlives its time.

    python -I -S guard.py OWNER_PID SIGNAL GRACE USER COMMAND...

It starts COMMAND, writes its process id to stdout, and waits. When its stdin ends, its owner is gone or SIGTERM
comes, it sends SIGNAL to the server, and SIGKILL after GRACE seconds; it ends with the server's exit code. When the
guard itself is killed, Linux kills the server. USER is `same`, or `ordinary`: then COMMAND runs as user 1000 of a
user namespace of its own, as seen from outside with the rights of the one who started it.

It is run by its path and imports the standard library alone, so that it is there in 20 ms.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from typing import NoReturn

REFUSED = 77
"""Exit code where no user namespace is to be had."""

_ORDINARY = 1000
_CLONE_NEWUSER = 0x10000000
_PR_SET_PDEATHSIG = 1
_OWNER_CHECK = 1.0


def main(owner: int, stop: int, grace: float, ordinary: bool, command: Sequence[str]) -> int:
    """Run the command until it ends or must end; returns its exit code, 128 + n if signal n ended it."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    guard = os.getpid()
    became, becoming = os.pipe()
    server = os.fork()
    if server == 0:
        _become(command, guard, ordinary)
    os.close(becoming)
    os.read(became, 1)  # ends as the program takes over: before that a signal would be lost
    os.write(1, f"{server}\n".encode())
    os.close(1)
    kill_at = None
    while True:
        ended, status = os.waitpid(server, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        if kill_at is None and _told_to_stop(woken, owner):
            os.kill(server, stop)
            kill_at = time.monotonic() + grace
        elif kill_at is not None:
            time.sleep(0.02)
            if time.monotonic() > kill_at:
                os.kill(server, signal.SIGKILL)


def _told_to_stop(woken: int, owner: int) -> bool:
    # A child that the owner forked may hold the pipe open: so the parent is looked at as well.
    ready, _, _ = select.select([0, woken], [], [], _OWNER_CHECK)
    signals = os.read(woken, 64) if woken in ready else b""
    return 0 in ready or os.getppid() != owner or signal.SIGTERM in signals or signal.SIGHUP in signals


def _become(command: Sequence[str], guard: int, ordinary: bool) -> NoReturn:
    try:
        for number in (signal.SIGINT, signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        if ordinary:
            _enter_user_namespace()
        _die_with(guard)
        os.environ["LC_ALL"] = "C.UTF-8"  # Java reads file names by the locale
        os.execv(command[0], list(command))
    except OSError as error:
        print(f"{command[0]}: {error}", file=sys.stderr, flush=True)
    os._exit(127)


def _enter_user_namespace() -> None:
    import ctypes

    uid, gid = os.geteuid(), os.getegid()
    try:
        if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        for name, line in (
            ("setgroups", "deny"),
            ("uid_map", f"{_ORDINARY} {uid} 1"),
            ("gid_map", f"{_ORDINARY} {gid} 1"),
        ):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(line)
    except (OSError, AttributeError) as error:
        print(f"no user namespace: {error}", file=sys.stderr, flush=True)
        os._exit(REFUSED)


def _die_with(guard: int) -> None:
    # After the namespace: a change of credentials takes the wish back.
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != guard:
            os._exit(127)


if __name__ == "__main__":
    owner, stop, grace, user, *command = sys.argv[1:]
    sys.exit(main(int(owner), int(stop), float(grace), user == "ordinary", command))
