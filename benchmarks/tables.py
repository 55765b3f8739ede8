"""A scorer's JSON as the Markdown table of docs/quality.md: `python -m benchmarks.tables scores.json`."""

import json
import sys
from pathlib import Path
from typing import Any


def table(scores: dict[str, dict[str, Any]]) -> str:
    """One row a set: its metrics with their values, and the number of cases of the first."""
    rows = ["| set | cases | metrics |", "| --- | --- | --- |"]
    for name, score in scores.items():
        metrics = {metric: found for metric, found in score["metrics"].items() if found["value"] is not None}
        if metrics:
            cases = next(iter(metrics.values()))["n"]
            told = ", ".join(f"{metric} {found['value']:.3f}" for metric, found in metrics.items())
            rows.append(f"| {name} | {cases} | {told} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(json.loads(Path(sys.argv[1]).read_text())))
