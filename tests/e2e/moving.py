"""A home like one that was made before: what servers do at their first start, they do once for all houses."""

import shutil
from pathlib import Path

from streams.embedded.home import Home
from streams.embedded.memory import recall, remember


def move_in(path: Path, like: Path) -> None:
    """Give an empty home what the servers of another, that do not run, have stored; it has ports of its own."""
    home, other = Home.at(path), Home.at(like)
    known = recall(other)
    assert known is not None
    ports = remember(home)
    memory = ports.model_copy(update={"password": known.password, "cluster_id": known.cluster_id})
    home.services.write_text(memory.model_dump_json())
    shutil.copytree(other.kafka, home.kafka)
    shutil.copytree(other.postgres, home.postgres)
