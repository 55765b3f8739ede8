from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from streams.errors import LexiconError
from streams.extraction import Reader
from streams.extraction.examples import unfound
from streams.extraction.lexicon import (
    CUES,
    EMBEDDING,
    FRAMES,
    LIGHT_VERBS,
    MANIFEST,
    NAMELESS,
    Cue,
    Manifest,
    Nameless,
    Row,
    rows,
)
from streams.extraction.lexicon.frames import Expected
from streams.extraction.lexicon.lemmas import LEMMAS
from streams.extraction.lexicon.rows import FOLDER
from streams.extraction.reader import MODEL
from streams.records import Article, Extraction

ENTRIES = [frame for frames in FRAMES.values() for frame in frames]


def test_every_entry_finds_its_own_example(reader: Reader) -> None:
    assert {frame.entry.example: found for frame, found in unfound(reader, ENTRIES)} == {}


@pytest.mark.parametrize("change", [{"example": "Rain fell."}, {"expect": Expected(target="Niger")}])
def test_an_example_that_does_not_hold_is_told(change: dict[str, object], reader: Reader) -> None:
    (frame,) = (one for one in FRAMES["verb", "attack"] if not (one.objects or one.subjects or one.entry.needs))
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
    assert words.issuperset(lemma.split())


def test_narrower_frames_come_first() -> None:
    for frames in FRAMES.values():
        asks = [bool(frame.objects) + 2 * (len(frame.words) > 1) for frame in frames]
        assert asks == sorted(asks, reverse=True) or len(set(asks)) == 1, frames[0].entry.lemma


def test_light_verbs_and_cues_are_single_lemmas() -> None:
    assert all(lemma == lemma.lower() and " " not in lemma for lemma in chain(LIGHT_VERBS, (word for _, word in CUES)))


@pytest.fixture(scope="module")
def attributed(reader: Reader) -> dict[str, Extraction]:
    """What is read in each cue's example, by example."""
    examples = sorted({cue.example for cue in CUES.values()})
    articles = [Article(id="example", body=example, language="en") for example in examples]
    return dict(zip(examples, reader.read_all(articles), strict=True))


@pytest.mark.parametrize("cue", CUES.values(), ids=lambda cue: f"{cue.pos}-{cue.lemma}")
def test_a_cue_reports_what_its_example_says(cue: Cue, attributed: dict[str, Extraction]) -> None:
    found = attributed[cue.example].statements
    assert any(
        cue.lemma[0] == one.cue.text[0].lower() and cue.content in one.content.text for one in found if one.cue
    ), [(one.cue and one.cue.text, one.content.text) for one in found]


@pytest.mark.parametrize("row", MANIFEST.values(), ids=lambda row: f"{row.verb}-{row.word}")
def test_a_verb_and_its_word_make_known_what_their_example_says(row: Manifest, reader: Reader) -> None:
    (statement,) = reader.read(Article(id="example", body=row.example, language="en")).statements
    assert statement.cue is not None
    assert statement.cue.text.endswith(row.word)
    assert row.content in statement.content.text


def test_a_cue_is_given_once() -> None:
    lemmas = [(cue.pos, cue.lemma) for cue in rows(FOLDER / "reporting.jsonl", Cue)]
    assert sorted(set(lemmas)) == sorted(lemmas)


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


@pytest.mark.parametrize("row", NAMELESS.values(), ids=lambda row: row.lemma)
def test_who_is_not_named_is_told_apart(row: Nameless, reader: Reader) -> None:
    (statement,) = reader.read(Article(id="example", body=row.example, language="en")).statements
    assert statement.anonymous
