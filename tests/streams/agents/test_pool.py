"""The pool outlives its processes: real processes, really killed."""

import asyncio
import os
import signal
import time
from collections.abc import Callable

import psutil
import pytest

from streams.agents.pool import Limits, Lost, Pool, PoolClosed

LIMITS = Limits(seconds=2.0, memory=512 * 1024**2)


def make() -> Callable[[list[bytes]], list[bytes]]:
    hogs = []

    def work(job: bytes) -> bytes:
        order, _, argument = job.partition(b" ")
        if order == b"die":
            os._exit(7)
        if order == b"hang":
            time.sleep(60)
        if order == b"eat":
            hogs.append(bytearray(int(argument)))
        if order == b"sleep":
            time.sleep(float(argument))
        if order == b"once":
            # Dies at the first try, answers at the second.
            path = argument.decode()
            if not os.path.exists(path):
                open(path, "w").close()
                os._exit(7)
        return b"%d %s" % (os.getpid(), job)

    return lambda jobs: [work(job) for job in jobs]


@pytest.fixture
async def pool():
    pool = Pool(make, 2, LIMITS)
    await pool.start()
    yield pool
    await pool.close()


async def answer(pool: Pool, job: bytes) -> bytes:
    return (await pool.run(job)).partition(b" ")[2]


async def test_every_job_gets_its_own_answer(pool: Pool) -> None:
    jobs = [b"job %d" % number for number in range(50)]
    assert await asyncio.gather(*(answer(pool, job) for job in jobs)) == jobs


async def test_jobs_run_in_as_many_processes_as_there_are_slots(pool: Pool) -> None:
    replies = await asyncio.gather(*(pool.run(b"sleep 0.2") for _ in range(4)))
    assert {int(reply.split()[0]) for reply in replies} == set(pool.pids)


@pytest.mark.parametrize(
    ("job", "why"),
    [(b"die", "exit code 7"), (b"hang", "longer than 2 seconds"), (b"eat 1000000000", "exit code 1")],
)
async def test_a_job_that_loses_its_process_twice_is_lost_and_the_pool_goes_on(
    pool: Pool, job: bytes, why: str
) -> None:
    with pytest.raises(Lost, match=why):
        await pool.run(job)
    assert await asyncio.gather(*(answer(pool, b"next %d" % n) for n in range(4))) == [b"next %d" % n for n in range(4)]


async def test_a_job_that_lost_its_process_by_accident_is_answered_at_the_second_try(pool: Pool, tmp_path) -> None:
    job = b"once " + os.fsencode(tmp_path / "tried")
    assert await answer(pool, job) == job


async def test_a_killed_process_costs_no_other_job(pool: Pool) -> None:
    running = [asyncio.ensure_future(answer(pool, b"sleep 0.3")) for _ in range(6)]
    await asyncio.sleep(0.1)
    os.kill(pool.pids[0], signal.SIGKILL)
    assert await asyncio.gather(*running) == [b"sleep 0.3"] * 6


async def test_large_jobs_and_answers_pass(pool: Pool) -> None:
    job = b"job " + b"x" * 20_000_000
    assert await answer(pool, job) == job


async def test_close_ends_the_processes_and_the_jobs_at_once() -> None:
    pool = Pool(make, 2, Limits(seconds=60.0, memory=LIMITS.memory))
    await pool.start()
    pids = pool.pids
    running = [asyncio.ensure_future(pool.run(b"hang")) for _ in range(3)]
    await asyncio.sleep(0.1)
    started = time.monotonic()
    await pool.close()
    results = await asyncio.gather(*running, return_exceptions=True)
    assert all(isinstance(result, PoolClosed) for result in results)
    assert time.monotonic() - started < 2
    assert not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie" for pid in pids)
