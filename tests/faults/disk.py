"""A database on a small disk: a tmpfs that only it sees, and that a test can fill and free."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from streams.embedded.database import AS_ROOT, Database
from streams.embedded.home import Home
from streams.embedded.memory import Memory

MEGABYTES: Final = 1500
LEAN: Final = ("max_wal_size=64MB", "min_wal_size=32MB", "wal_recycle=off")
"""A log that is small, and made anew: a full disk is then felt at the next segment at the latest."""
MOUNT: Final = """
mount -t tmpfs -o size="$2"m,mode=700 tmpfs "$1.disk" && cp -a "$1/." "$1.disk/" && mount --move "$1.disk" "$1" \
  && echo mounted && exec cat
"""


class DatabaseOnSmallDisk(Database):
    """Its data folder is the disk's. The disk outlives the server; it goes with `unmount`, or with this process."""

    def __init__(self, home: Home, memory: Memory, megabytes: int = MEGABYTES) -> None:
        super().__init__(home, memory)
        self._data = home.postgres / "data"
        self._megabytes = megabytes
        self._holder: subprocess.Popen[bytes] | None = None

    @property
    def disk(self) -> Path:
        """The disk, as seen from outside of its namespace."""
        assert self._holder is not None
        return Path(f"/proc/{self._holder.pid}/root{self._data}")

    @property
    def running(self) -> bool:
        """Whether it has not ended by itself."""
        return self._guard is not None and self._guard.poll() is None

    def fill(self) -> None:
        """Leave nothing free."""
        with (self.disk / "ballast").open("wb") as ballast:
            size = 0
            while room := os.statvfs(self.disk).f_bavail:
                room *= os.statvfs(self.disk).f_frsize
                try:
                    os.posix_fallocate(ballast.fileno(), size, room)
                except OSError:
                    continue
                size += room

    def free(self) -> None:
        """Take away what filled it."""
        (self.disk / "ballast").unlink(missing_ok=True)

    def prepare(self) -> None:
        if self._holder is None:
            self.ordinary = AS_ROOT
            super().prepare()
            # In the namespace of the disk it becomes an ordinary user by itself.
            self.ordinary = False
            self._holder = self._mount()
        (self.disk / "postmaster.pid").unlink(missing_ok=True)

    def command(self) -> Sequence[str]:
        assert self._holder is not None
        enter = ("/usr/bin/nsenter", f"--target={self._holder.pid}", "--user", "--mount", f"--wd={self._data}")
        become = ("/usr/bin/unshare", "--user", "--map-user=1000", "--map-group=1000")
        return (*enter, *become, *super().command(), *(part for setting in LEAN for part in ("-c", setting)))

    def unmount(self) -> None:
        """Let the disk go, with all that is on it."""
        if self._holder is not None:
            self._holder.communicate()
            self._holder = None

    def _mount(self) -> subprocess.Popen[bytes]:
        self._data.with_name("data.disk").mkdir(exist_ok=True)
        holder = subprocess.Popen(
            ["/usr/bin/unshare", "--user", "--map-root-user", "--mount"]
            + ["/bin/sh", "-c", MOUNT, "sh", str(self._data), str(self._megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert holder.stdout is not None
        if holder.stdout.readline() != b"mounted\n":
            raise RuntimeError("no small disk is to be had here: user namespaces are refused")
        return holder
