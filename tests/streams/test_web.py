"""A server in this process: where it listens, as whom, and until when."""

import asyncio
import os
import signal
import ssl
from pathlib import Path

import httpx
import pytest
import trustme
from prometheus_client import CollectorRegistry, Counter

from streams.web import CertificateUnusable, Place, PortTaken, pages, served, while_not_told

LOOPBACK = "127.0.0.1"


async def test_pages_say_how_a_process_stands() -> None:
    registry = CollectorRegistry()
    Counter("things", "Counted.", registry=registry).inc()
    troubles: dict[str, str] = {}
    async with (
        served(pages(registry, lambda: troubles), Place(LOOPBACK, 0)) as port,
        httpx.AsyncClient(base_url=f"http://{LOOPBACK}:{port}") as client,
    ):
        assert (await client.get("/live")).json() == {"live": True}
        assert (await client.get("/ready")).status_code == 200
        troubles["broker"] = "does not answer"
        refusal = await client.get("/ready")
        assert (refusal.status_code, refusal.json()["troubles"]) == (503, troubles)
        assert "things_total 1.0" in (await client.get("/metrics")).text
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://{LOOPBACK}:{port}/live")


async def test_a_port_that_is_taken_is_told() -> None:
    app = pages(CollectorRegistry(), dict)
    async with served(app, Place(LOOPBACK, 0)) as port:
        with pytest.raises(PortTaken, match=f"cannot listen at {LOOPBACK}:{port}: Address already in use"):
            async with served(app, Place(LOOPBACK, port)):
                pass


async def test_with_a_certificate_it_speaks_tls(tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert(LOOPBACK)
    certificate, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    key.write_bytes(issued.private_key_pem.bytes())
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    place = Place(LOOPBACK, 0, certificate, key)
    async with (
        served(pages(CollectorRegistry(), dict), place) as port,
        httpx.AsyncClient(base_url=f"https://{LOOPBACK}:{port}", verify=trusting) as client,
    ):
        assert (await client.get("/live")).status_code == 200


async def test_a_certificate_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    place = Place(LOOPBACK, 0, tmp_path / "none.pem", tmp_path / "none.key")
    with pytest.raises(CertificateUnusable, match=r"none\.pem: No such file"):
        async with served(pages(CollectorRegistry(), dict), place):
            pass


async def test_work_goes_on_until_it_is_told_to_end() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("work")

    asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)
    await while_not_told(work())
    assert ended == ["work"]


async def test_work_that_fails_is_told() -> None:
    async def fail() -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        await while_not_told(fail())
