from itertools import chain
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from streams.extraction import Reader
from streams.extraction.lexicon import CUES, EMBEDDING, FRAMES, LIGHT_VERBS, Frame, LexiconError, Row, rows
from streams.extraction.lexicon.lemmas import LEMMAS
from streams.extraction.reader import MODEL
from streams.records import Article, Extraction

ENTRIES = [frame for frames in FRAMES.values() for frame in frames]


def _touches(wanted: str | None, found: list[str]) -> bool:
    return wanted is None or any(wanted in one or one in wanted for one in found)


def _tells(extraction: Extraction, frame: Frame) -> bool:
    return any(
        event.type == frame.type
        and _touches(frame.entry.expect.source, [one.text for one in event.participants if one.role == "source"])
        and _touches(frame.entry.expect.target, [one.text for one in event.participants if one.role == "target"])
        for event in extraction.events
    )


@pytest.mark.parametrize("frame", ENTRIES, ids=lambda frame: f"{frame.type}-{frame.entry.pos}-{frame.entry.lemma}")
def test_an_entry_finds_its_own_example(frame: Frame, reader: Reader) -> None:
    extraction = reader.read(Article(id="example", body=frame.entry.example, language="en"))
    assert _tells(extraction, frame), [(one.type, one.trigger.text) for one in extraction.events]


def test_there_are_frames_for_every_type_of_plover() -> None:
    plover = {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    assert plover <= {frame.type for frame in ENTRIES}


def test_no_example_is_given_twice() -> None:
    examples = [frame.entry.example for frame in ENTRIES]
    assert sorted(set(examples)) == sorted(examples)


@pytest.fixture(scope="module")
def parser() -> Language:
    return spacy.load(MODEL, exclude=["ner"])


@pytest.mark.parametrize(("kind", "lemma"), sorted(EMBEDDING))
def test_an_embedding_predicate_stands_in_its_example(kind: str, lemma: str, parser: Language) -> None:
    doc = parser(EMBEDDING[kind, lemma].example)
    words = {form for token in doc for form in (token.lower_, LEMMAS.get(token.lemma_.lower(), token.lemma_.lower()))}
    assert lemma in words


def test_narrower_frames_come_first() -> None:
    for frames in FRAMES.values():
        asks = [bool(frame.objects) + 2 * (len(frame.words) > 1) for frame in frames]
        assert asks == sorted(asks, reverse=True) or len(set(asks)) == 1, frames[0].entry.lemma


def test_light_verbs_and_cues_are_single_lemmas() -> None:
    assert all(lemma == lemma.lower() and " " not in lemma for lemma in chain(LIGHT_VERBS, CUES))


class Word(Row):
    word: str


@pytest.mark.parametrize(
    ("line", "reason"),
    [('{"wrod": "x"}', "word: Field required"), ("{", "Invalid JSON"), ('{"word": "x", "more": 1}', "more: Extra")],
)
def test_a_malformed_line_is_named_by_file_and_line(line: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "words.jsonl"
    path.write_text(f'{{"word": "a"}}\n{line}\n')
    with pytest.raises(LexiconError, match=rf"words\.jsonl:2: .*{reason}"):
        rows(path, Word)
