"""What each step of extraction costs, in percent of the bare parse: `python -m benchmarks.components`.

Both sides read the same articles in one process in the same run, in turn; CPU time, and of each figure the median of
the rounds' ratios, since what else the machine does comes and goes. `parse` is our own parse, paragraph by paragraph,
which takes less than `nlp.pipe` of the same model over whole articles.
"""

import argparse
import gc
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

import spacy
from spacy.tokens import Doc

from benchmarks.copies import copies
from streams.extraction.assemble import assemble
from streams.extraction.language import language_of
from streams.extraction.paragraphs import Paragraphs
from streams.extraction.parser import load
from streams.extraction.pipeline import STEPS, build
from streams.records import Article, dump
from streams.settings import Settings

T = TypeVar("T")
Round = tuple[float, Counter[str]]
"""CPU seconds of the bare parse, and of each step."""

AT_ONCE: Final = 4
"""Articles whose paragraphs are parsed together, as in the worker's processes."""
AROUND: Final = ("language", "parse", "paragraphs")
AFTER: Final = ("assemble", "JSON")


class Clock:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def run(self, name: str, work: Callable[[], T]) -> T:
        started = time.process_time()
        try:
            return work()
        finally:
            self.seconds[name] += time.process_time() - started


class Steps:
    """Reads articles as the reader does, each step by the clock."""

    def __init__(self, model: str) -> None:
        self.parser = load(model)
        self.paragraphs = Paragraphs(self.parser)
        self.pipeline = build(self.parser)
        self._parse = self.parser.pipe
        self.clock = Clock()
        # The paragraphs ask the parser for their parses one after another; only here can the two be told apart.
        self.parser.pipe = self._timed_parse  # type: ignore[method-assign]

    def read(self, articles: list[Article]) -> Counter[str]:
        """CPU seconds of each step over all articles."""
        clock = self.clock = Clock()
        for start in range(0, len(articles), AT_ONCE):
            some = articles[start : start + AT_ONCE]
            languages = [clock.run("language", lambda article=article: language_of(article)) for article in some]
            docs = clock.run("paragraphs", lambda some=some: list(self.paragraphs(some)))
            for doc, language in zip(docs, languages, strict=True):
                for name, step in self.pipeline.pipeline:
                    clock.run(name, lambda step=step, doc=doc: step(doc))
                extraction = clock.run("assemble", lambda doc=doc, language=language: assemble(doc, language, ""))
                clock.run("JSON", lambda extraction=extraction: dump(extraction))
        clock.seconds["paragraphs"] -= clock.seconds["parse"]
        return clock.seconds

    def _timed_parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        ours = self._parse(list(texts))
        while (doc := self.clock.run("parse", lambda: next(ours, None))) is not None:
            yield doc


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.components", description=__doc__)
    parser.add_argument("--articles", type=int, default=60, help="articles in each round")
    parser.add_argument("--rounds", type=int, default=5, help="times that each side is measured")
    chosen = parser.parse_args()
    print(table(measure(Settings().model, chosen.articles, chosen.rounds), chosen.articles))


def measure(model: str, count: int, turns: int) -> list[Round]:
    """CPU seconds of so many articles' bare parse, and of each step, turn by turn."""
    bare, steps = spacy.load(model), Steps(model)
    articles = list(copies(count * (turns + 1)))
    steps.read(articles[:count])
    # As in the worker's processes, for both sides.
    gc.freeze()
    rounds: list[Round] = []
    for turn in range(1, turns + 1):
        # Each turn has its own, since paragraphs that were parsed before are remembered.
        new = articles[turn * count : (turn + 1) * count]
        texts = [article.text for article in new]
        clock = Clock()
        clock.run("bare", lambda texts=texts: list(bare.pipe(texts)))
        rounds.append((clock.seconds["bare"], steps.read(new)))
    return rounds


def table(rounds: list[Round], count: int) -> str:
    """One row a step, then the sums: all rules, and all that extraction does."""

    def row(title: str, names: Iterable[str]) -> str:
        names = list(names)
        share = statistics.median(sum(seconds[name] for name in names) / bare for bare, seconds in rounds)
        return f"| {title} | {each * share:.2f} | {100 * share:.1f} % |"

    each = 1000 * statistics.median(bare for bare, _ in rounds) / count
    steps = [*AROUND, *STEPS, *AFTER]
    return "\n".join(
        (
            f"| step | CPU ms an article | of the bare parse |\n| --- | --- | --- |\n| nlp.pipe | {each:.2f} | 100 % |",
            *(row(name, [name]) for name in steps),
            row("**steps together**", STEPS),
            row("**all but the parse**", (name for name in steps if name != "parse")),
            row("**extraction whole**", steps),
        )
    )


if __name__ == "__main__":
    main()
