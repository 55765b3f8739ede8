"""The sliding window acknowledges in order, and only what is durable."""

import asyncio

import pytest

from streams.agents.window import Window


class Event:
    def __init__(self, name: str, acked: list[str]) -> None:
        self.name = name
        self._acked = acked

    def ack(self) -> bool:
        self._acked.append(self.name)
        return True


class Bench:
    """A window over work and sends that the test finishes by hand."""

    def __init__(self, size: int = 3) -> None:
        self.acked: list[str] = []
        self.sent: list[str] = []
        self.work: dict[str, asyncio.Future[str]] = {}
        self.durable: dict[str, asyncio.Future[None]] = {}
        self.window: Window[Event, str] = Window(size, self._work, self._send)

    async def _work(self, event: Event) -> str:
        return await self.work.setdefault(event.name, asyncio.get_running_loop().create_future())

    async def _send(self, event: Event, result: str) -> asyncio.Future[None]:
        self.sent.append(result)
        return self.durable.setdefault(event.name, asyncio.get_running_loop().create_future())

    async def put(self, name: str) -> None:
        await self.window.put(Event(name, self.acked))
        await settle()

    async def finish(self, name: str) -> None:
        self.work[name].set_result(f"answer to {name}")
        await settle()

    async def make_durable(self, name: str) -> None:
        self.durable[name].set_result(None)
        await settle()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
async def bench():
    bench = Bench()
    tasks = [asyncio.ensure_future(bench.window.drain()), asyncio.ensure_future(bench.window.acknowledge())]
    yield bench
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, *bench.work.values(), *bench.durable.values(), return_exceptions=True)


async def test_results_are_sent_in_the_order_the_events_came(bench: Bench) -> None:
    await bench.put("a")
    await bench.put("b")
    await bench.finish("b")
    assert bench.sent == []
    await bench.finish("a")
    assert bench.sent == ["answer to a", "answer to b"]
    for future in bench.durable.values():
        future.set_result(None)


async def test_nothing_is_acknowledged_before_it_is_durable(bench: Bench) -> None:
    await bench.put("a")
    await bench.finish("a")
    assert bench.acked == []
    await bench.make_durable("a")
    assert bench.acked == ["a"]


async def test_nothing_is_acknowledged_before_what_came_before_it(bench: Bench) -> None:
    for name in "ab":
        await bench.put(name)
        await bench.finish(name)
    await bench.make_durable("b")
    assert bench.acked == []
    await bench.make_durable("a")
    assert bench.acked == ["a", "b"]


async def test_a_full_window_makes_the_next_event_wait() -> None:
    bench = Bench(size=2)
    await bench.put("a")
    await bench.put("b")
    third = asyncio.ensure_future(bench.put("c"))
    await settle()
    assert set(bench.work) == {"a", "b"}
    tasks = [asyncio.ensure_future(bench.window.drain()), asyncio.ensure_future(bench.window.acknowledge())]
    await bench.finish("a")
    assert set(bench.work) == {"a", "b"}
    await bench.make_durable("a")
    await third
    assert set(bench.work) == {"a", "b", "c"}
    for task in tasks:
        task.cancel()
    for future in bench.work.values():
        future.cancel()


@pytest.mark.parametrize("stage", ["work", "durable"])
async def test_a_failure_is_raised_and_what_came_after_stays_unacknowledged(stage: str) -> None:
    bench = Bench()
    tasks = [asyncio.ensure_future(bench.window.drain()), asyncio.ensure_future(bench.window.acknowledge())]
    await bench.put("a")
    await bench.put("b")
    await bench.finish("b")
    if stage == "work":
        bench.work["a"].set_exception(RuntimeError("broken"))
    else:
        await bench.finish("a")
        await bench.make_durable("b")
        bench.durable["a"].set_exception(RuntimeError("broken"))
    done, waiting = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
    assert [str(task.exception()) for task in done] == ["broken"]
    assert bench.acked == []
    for task in waiting:
        task.cancel()
