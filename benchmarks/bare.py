"""Bare spaCy: `nlp.pipe` over whole articles, in as many processes as the worker has, nothing else running."""

import multiprocessing as mp
import time
from collections.abc import Sequence

import spacy


def bare(model: str, texts: Sequence[str], processes: int) -> float:
    """Wall seconds from all pipelines loaded to all texts parsed; nothing is sent back."""
    context = mp.get_context("spawn")
    barrier = context.Barrier(processes + 1)
    shares = [list(texts[number::processes]) for number in range(processes)]
    workers = [context.Process(target=_parse, args=(model, share, barrier)) for share in shares]
    for worker in workers:
        worker.start()
    barrier.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    return time.perf_counter() - started


def _parse(model: str, texts: Sequence[str], barrier: "mp.synchronize.Barrier") -> None:  # type: ignore[name-defined]
    nlp = spacy.load(model)
    list(nlp.pipe(texts[:4]))
    barrier.wait()
    for _ in nlp.pipe(texts):
        pass
