"""Archives as crawlers write them, by a library that is not ours."""

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2025-09-04T06:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"""
SENTENCE = "The governor of province {n} told reporters on Thursday that {n} people had been hurt in the floods there."


def page(title: str, n: int = 3) -> bytes:
    """A page with an article of n paragraphs."""
    paragraphs = "\n".join(f"<p>{SENTENCE.format(n=number)}</p>" for number in range(2, n + 2))
    return PAGE.format(title=title, paragraphs=paragraphs).encode()


class Crawl:
    """An archive that grows."""

    def __init__(self, *, packed: bool = False, version: str = "1.1") -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed, warc_version=version)
        self.info()

    @property
    def raw(self) -> bytes:
        """What has been written."""
        return self._out.getvalue()

    def info(self) -> None:
        """What a crawl says of itself."""
        self._writer.write_record(self._writer.create_warcinfo_record("crawl.warc", {"software": "tests"}))

    def request(self, address: str) -> None:
        """What was asked."""
        head = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
        self._writer.write_record(self._writer.create_warc_record(address, "request", http_headers=head))

    def response(
        self,
        address: str,
        body: bytes,
        *headers: tuple[str, str],
        status: str = "200 OK",
        kind: str = "text/html; charset=utf-8",
    ) -> None:
        """What was answered."""
        head = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=head)
        self._writer.write_record(record)

    def revisit(self, address: str) -> None:
        """A page that was seen before."""
        record = self._writer.create_revisit_record(address, "sha1:X", address, "2025-09-01T00:00:00Z")
        self._writer.write_record(record)
