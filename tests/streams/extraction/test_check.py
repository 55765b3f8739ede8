"""Every fault of a line is named by file, line and field."""

from pathlib import Path

import pytest

from streams.extraction.lexicon.check import faults
from streams.extraction.lexicon.frames import event_files

GOOD = '{"lemma": "shell", "example": "Rebels shelled the port."}'


def _faults(folder: Path, *lines: str, name: str = "ASSAULT") -> list[str]:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return [str(fault).partition("/")[2] for fault in faults([path])]


def _line(**fields: str) -> str:
    given = {"lemma": '"storm"', "example": '"Rebels stormed the port."'} | fields
    return "{" + ", ".join(f'"{key}": {value}' for key, value in given.items()) + "}"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (_line(objct='["port"]'), "objct: no such field; did you mean object?"),
        (_line(pos='"vreb"'), "pos: Input should be 'verb', 'noun' or 'adjective'"),
        (_line(object='["@weapn"]'), "object: no class of words is called @weapn; did you mean @weapon?"),
        (_line(unless='["@xyzzy"]'), "unless: no class of words is called @xyzzy"),
        (_line(source='["subjekt"]'), "source: no slot is called subjekt; did you mean subject?"),
        (_line(target='["prep:on|aginst"]'), "target: “aginst” is no preposition; did you mean against?"),
        (_line(mode='"hunger"'), "mode: ASSAULT has no mode hunger"),
        (_line(needs='["sorce"]'), "needs.0: Input should be "),
        (_line(lemma='"Storm"'), "lemma: should be in lower case, its words one blank apart"),
        (_line(expect='{"source": "Troops"}'), "expect.source: “Troops” does not stand in the example"),
        (_line(lemma='"shell"'), "lemma: “shell” in the same company is in ASSAULT.jsonl:1 already"),
        (_line(example='"Rebels shelled the port."'), "example: the same sentence is in ASSAULT.jsonl:1 already"),
        ("{", "Invalid JSON: "),
    ],
)
def test_a_fault_says_where_it_is_and_what_was_meant(line: str, fault: str, tmp_path: Path) -> None:
    (found,) = _faults(tmp_path, GOOD, line)
    assert found.startswith(f"ASSAULT.jsonl:2: {fault}")


def test_all_faults_of_a_line_are_named(tmp_path: Path) -> None:
    found = _faults(tmp_path, _line(source='["prep:unto"]', target='["subjct"]', subject='["@person", "@porson"]'))
    assert [fault.split(": ")[1] for fault in found] == ["subject", "source", "target"]


def test_a_file_is_named_for_a_type(tmp_path: Path) -> None:
    (found,) = _faults(tmp_path, GOOD, name="ASSULT")
    assert found == "ASSULT.jsonl:1: no event type is called ASSULT; did you mean ASSAULT?"


def test_other_company_makes_another_entry(tmp_path: Path) -> None:
    assert _faults(tmp_path, _line(), _line(object='["@home"]', example='"Rebels stormed a school."')) == []


def test_the_lexicon_itself_is_without_fault() -> None:
    assert list(map(str, faults(event_files()))) == []
