from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from streams.errors import LexiconError
from streams.extraction import Reader
from streams.extraction.examples import unfound
from streams.extraction.lexicon import CUES, EMBEDDING, FRAMES, LIGHT_VERBS, Row, rows
from streams.extraction.lexicon.frames import Expected
from streams.extraction.lexicon.lemmas import LEMMAS
from streams.extraction.reader import MODEL

ENTRIES = [frame for frames in FRAMES.values() for frame in frames]


def test_every_entry_finds_its_own_example(reader: Reader) -> None:
    assert {frame.entry.example: found for frame, found in unfound(reader, ENTRIES)} == {}


@pytest.mark.parametrize("change", [{"example": "Rain fell."}, {"expect": Expected(target="Niger")}])
def test_an_example_that_does_not_hold_is_told(change: dict[str, object], reader: Reader) -> None:
    (frame,) = (one for one in FRAMES["verb", "attack"] if not one.objects)
    assert list(unfound(reader, [frame])) == []
    wrong = replace(frame, entry=frame.entry.model_copy(update=change))
    assert [found for _, found in unfound(reader, [wrong])] != []


def test_there_are_frames_for_every_type_of_plover() -> None:
    plover = {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    assert plover <= {frame.type for frame in ENTRIES}


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
