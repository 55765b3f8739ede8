"""`make bench`: articles a second through broker and database, as a ratio to bare spaCy in the same run."""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from benchmarks.bare import bare
from benchmarks.copies import copies
from benchmarks.through import Run, through
from streams.extraction import Reader
from streams.records import Article
from streams.settings import Settings


def main() -> int:
    """Measure in turn, A B A B …, and print a table; the last line is `ratio R`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=400, help="articles in each run")
    parser.add_argument("--processes", type=int, default=2, help="processes that parse")
    parser.add_argument("--rounds", type=int, default=3, help="times that each side is measured")
    chosen = parser.parse_args()
    model = Settings().model
    articles = list(copies(chosen.articles))
    texts = [article.text for article in articles]
    say(f"{len(articles)} articles, {sum(map(len, texts)) / len(texts):,.0f} characters on average, {model}")
    pairs: list[tuple[float, Run]] = []
    for number in range(chosen.rounds):
        seconds = bare(model, texts, chosen.processes)
        with tempfile.TemporaryDirectory(prefix="wireroom-bench-") as folder:
            run = through(articles, chosen.processes, Path(folder) / "home")
        pairs.append((seconds, run))
        say(
            f"round {number + 1}: bare {len(texts) / seconds:.1f}/s, through {len(texts) / run.seconds:.1f}/s, "
            f"ratio {seconds / run.seconds:.3f}"
        )
    table(pairs, len(texts))
    breakdown(model, articles[:100])
    print(f"ratio {statistics.median(seconds / run.seconds for seconds, run in pairs):.3f}")
    return 0


def table(pairs: list[tuple[float, Run]], count: int) -> None:
    """CPU by part, memory, start-up."""
    run = pairs[-1][1]
    print("\n| part | CPU ms an article | MB resident, largest process |\n| --- | --- | --- |")
    for name, seconds in run.cpu.items():
        print(f"| {name} | {1000 * seconds / count:.1f} | {run.memory[name]:.0f} |")
    print(f"\nworker ready {run.start_up:.1f} s after its start; {run.events / count:.1f} events an article\n")


def breakdown(model: str, articles: list[Article]) -> None:
    """What the rules cost beside the parse, in one process."""
    nlp, reader = spacy.load(model), Reader(model)
    texts = [article.text for article in articles]
    parse = min(timed(lambda: list(nlp.pipe(texts))) for _ in range(3))
    whole = min(timed(lambda: [reader.read(article) for article in articles]) for _ in range(3))
    each = 1000 / len(articles)
    print(f"one process: bare parse {parse * each:.1f} ms an article, extraction whole {whole * each:.1f} ms")


def timed(work: Callable[[], object]) -> float:
    """Wall seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def say(line: str) -> None:
    """Progress, beside the table."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
