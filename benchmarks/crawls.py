"""Pages of a crawl to articles, as a ratio to the HTML library alone on the same pages in as many processes.

    python -m benchmarks.crawls

The library's side is trafilatura's own text of each page, in a pool of processes that does nothing else; ours reads the
archive, unpacks it, reads title, dates, address and publisher too, and checks each article. Both in turn, A B A B.
"""

import argparse
import io
import statistics
import sys
import time
from multiprocessing import get_context
from typing import Final

import trafilatura
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.copies import copies
from streams.feeds import Given, Item, read

CHUNK: Final = 4
PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Example News</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Example News">
<link rel="canonical" href="{address}"><meta property="article:published_time" content="2025-09-04T06:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "dateModified": "2025-09-04T07:00:00Z"}}</script>
</head><body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{paragraphs}</article>
<aside><h2>Most read</h2><ul>{links}</ul></aside></main><footer><ul>{links}</ul></footer></body></html>"""


def main() -> int:
    """Print pages a second of each round, and the median ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawls", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000, help="pages in each run")
    parser.add_argument("--processes", type=int, default=2, help="processes that read")
    parser.add_argument("--rounds", type=int, default=3, help="times that each side is measured")
    chosen = parser.parse_args()
    pages = list(made(chosen.pages))
    archive = packed(pages)
    size = sum(len(page) for _, page in pages) / len(pages)
    print(f"{len(pages):,} pages of {size:,.0f} bytes, {chosen.processes} processes")
    ratios = []
    for number in range(chosen.rounds):
        alone = library([page for _, page in pages], chosen.processes)
        whole = ours(archive, len(pages), chosen.processes)
        ratios.append(whole / alone)
        print(f"round {number + 1}: library {alone:.0f}/s, ours {whole:.0f}/s, ratio {ratios[-1]:.3f}", flush=True)
    print(f"ratio {statistics.median(ratios):.3f}")
    return 0


def made(count: int) -> list[tuple[str, bytes]]:
    """So many pages with their addresses."""
    links = "".join(f'<li><a href="/section/{n}">Section number {n}</a></li>' for n in range(30))
    found = []
    for article in copies(count):
        address = f"https://news.example/{article.id}"
        paragraphs = "".join(f"<p>{line}</p>" for line in article.body.splitlines() if line)
        page = PAGE.format(title=article.title, address=address, links=links, paragraphs=paragraphs)
        found.append((address, page.encode()))
    return found


def packed(pages: list[tuple[str, bytes]]) -> bytes:
    """The pages as a crawl ships them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, page in pages:
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=head))
    return out.getvalue()


def text_of(page: bytes) -> str | None:
    """What the library makes of a page."""
    return trafilatura.extract(page, fast=True, with_metadata=False, include_comments=False)


def library(pages: list[bytes], processes: int) -> float:
    """Pages a second, from when every process has read one."""
    with get_context("forkserver").Pool(processes) as pool:
        pool.map(text_of, pages[: processes * CHUNK], chunksize=CHUNK)
        started = time.perf_counter()
        found = pool.map(text_of, pages, chunksize=CHUNK)
        seconds = time.perf_counter() - started
    assert all(found)
    return len(pages) / seconds


def ours(archive: bytes, count: int, processes: int) -> float:
    """Pages a second, from the first article on: what starting costs is not per page."""
    items = read(io.BytesIO(archive), "crawl.warc.gz", "warc", Given(processes=processes))
    assert isinstance(next(items), Item)
    started = time.perf_counter()
    assert sum(isinstance(item, Item) for item in items) == count - 1
    return (count - 1) / (time.perf_counter() - started)


if __name__ == "__main__":
    sys.exit(main())
