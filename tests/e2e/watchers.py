"""A watcher as a process of its own, and a site whose feeds it watches."""

import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from streams.cli.demo import free_port
from tests.e2e.house import House, Running

WATCH = (sys.executable, "-m", "streams", "watch")


class Feeds:
    """Feeds by path, each its articles by id, or a status; and who asked for what."""

    def __init__(self) -> None:
        self.pages: dict[str, list[dict[str, object]] | int] = {}
        self.asked: list[tuple[str, int]] = []
        self.port = 0

    def answer(self, path: str, known: str | None) -> tuple[int, bytes, str]:
        """Status, body and ETag."""
        page = self.pages[path]
        if isinstance(page, int):
            return page, b"", ""
        body = b"".join(json.dumps(article).encode() + b"\n" for article in page)
        etag = f'"{hash(body)}"'
        return (304, b"", etag) if known == etag else (200, body, etag)


@contextmanager
def serving() -> Iterator[Feeds]:
    """The site, on loopback."""
    feeds = Feeds()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body, etag = feeds.answer(self.path, self.headers["If-None-Match"])
            feeds.asked.append((self.path, status))
            self.send_response(status)
            self.send_header("Content-Type", "application/x-ndjson")
            self.send_header("Content-Length", str(len(body)))
            if etag:
                self.send_header("ETag", etag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    feeds.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield feeds
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Watch(Running):
    """A running `wireroom watch`."""

    patience = 60.0

    def metric(self, line: str) -> float:
        """A sample, by its name and labels as they are written; 0 where it is not there."""
        found = [one for one in httpx.get(f"{self.pages}/metrics").text.splitlines() if one.startswith(f"{line} ")]
        return float(found[0].rpartition(" ")[2]) if found else 0.0


def listed(house: House, feeds: Feeds, intervals: Mapping[str, float], login: str = "") -> Path:
    """A list of feeds of a site."""
    path = house.settings.home / f"feeds-{time.monotonic_ns()}.toml"
    path.write_text(
        "".join(
            f'[[feed]]\nurl = "http://{login}127.0.0.1:{feeds.port}{feed}"\nname = "{feed}"\ninterval = {interval}\n'
            for feed, interval in intervals.items()
        )
    )
    return path


@contextmanager
def watch(house: House, feeds: Path, **environment: str) -> Iterator[Watch]:
    """A watcher of a list, ready; gone at the end."""
    web_port = free_port()
    log = house.settings.home / f"watch-{web_port}.log"
    networks = {"WIREROOM_WATCH_NETWORKS": '["127.0.0.1/32"]'}
    with log.open("wb") as opened:
        process = house.begin(
            "watch", str(feeds), "--web-port", str(web_port), output=opened, **{**networks, **environment}
        )
    here = Watch(process, web_port, log)
    try:
        house.until(lambda: here.ready or process.poll() is not None, 150, "the watcher is ready")
        assert process.poll() is None, log.read_text()[-3000:]
        yield here
    finally:
        here.kill()
