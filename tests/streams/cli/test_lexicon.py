"""What `wireroom lexicon` says, and that it says so by its exit code."""

from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from streams.cli import app
from streams.extraction.explaining import WHY
from streams.extraction.lexicon import frames

runner = CliRunner()


def test_a_sentence_is_explained_entry_by_entry() -> None:
    done = runner.invoke(app, ["lexicon", "explain", "Chad agreed to lift the ban on Niger."])
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert lines[0].startswith("AGREE “agreed”, agree (verb, AGREE.jsonl:")
    assert lines[1:3] == ["  source: Chad", "  target: Niger"]
    assert "  hangs on: agreed" in lines
    assert any(line.startswith("  not PRICE-MOVE “lift”") and "its object (ban) is none of" in line for line in lines)


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("Chad attacked Niger.", "  is: POS CERTAIN"),
        ("Chad did not attack Niger.", "  is: NEG CERTAIN ← not (negation: turns round)"),
        ("Chad failed to attack Niger.", "  is: NEG CERTAIN ← failed (embedding: turns round)"),
        (
            "Chad may have planned to attack Niger.",
            "  is: POS POSSIBLE to come ← planned (embedding: to come) ← may (modal of the past: POSSIBLE)",
        ),
        ("Chad claimed that Niger attacked Mali.", "  is: POS POSSIBLE ← claimed (embedding: POSSIBLE)"),
        ("Chad said that Niger attacked Mali.", "  is: POS CERTAIN ← said (embedding: no change)"),
        ("Chad will attack Niger.", "  is: POS CERTAIN to come ← will (modal: to come)"),
    ],
)
def test_the_words_that_decide_on_an_event_are_shown(sentence: str, line: str) -> None:
    assert line in runner.invoke(app, ["lexicon", "explain", sentence]).output.splitlines()


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Higher taxes would hurt families.", "a modal stands before it"),
        ("The general's lawyer appealed for calm.", 'an object, a clause, or a "to", "for" or "on" hangs on it'),
        ("The envoy demonstrated that it was right.", "an object or a clause hangs on it"),
    ],
)
def test_why_an_entry_made_no_event_is_told(sentence: str, why: str) -> None:
    told = runner.invoke(app, ["lexicon", "explain", sentence]).output.splitlines()
    assert [line for line in told if line.startswith("  not ") and line.endswith(f": {why}")]


def test_every_need_of_an_entry_has_a_reason() -> None:
    assert set(get_args(frames.Need)) <= set(WHY)


def test_a_sentence_without_a_word_of_the_lexicon_is_no_error() -> None:
    done = runner.invoke(app, ["lexicon", "explain", "Green ideas sleep furiously."])
    assert (done.exit_code, done.output.strip()) == (0, "No word of it is in the lexicon of events.")


@pytest.mark.parametrize("arguments", [["explain"], ["check", "Rain fell."], ["mend"]])
def test_what_makes_no_sense_is_refused(arguments: list[str]) -> None:
    assert runner.invoke(app, ["lexicon", *arguments]).exit_code == 2


def test_faults_are_named_and_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "DIE.jsonl"
    path.write_text('{"lemma": "die", "exmple": "Two men died."}\n')
    monkeypatch.setattr(frames, "FRAMES", {})
    monkeypatch.setattr(frames, "event_files", lambda: [path])
    done = runner.invoke(app, ["lexicon", "check"])
    assert done.exit_code == 1
    assert "DIE.jsonl:1: exmple: no such field; did you mean example?" in done.output
