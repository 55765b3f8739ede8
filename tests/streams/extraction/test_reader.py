from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.extraction import Reader, revision
from streams.extraction import reader as reader_module
from streams.records import Article, Extraction, dump, load

TEXT = "Chad attacked Niger on Monday, killing 12 soldiers. The king said Chad attacked Niger. Chad attacked Niger."


def _ids(extraction: Extraction) -> list[UUID]:
    return [
        one.id
        for group in (extraction.events, extraction.numbers, extraction.times, extraction.places, extraction.statements)
        for one in group
    ] + [one.id for event in extraction.events for one in event.participants]


def _read(reader: Reader, body: str) -> Extraction:
    return reader.read(Article(id="a", body=body, language="en"))


def test_every_id_is_its_own(reader: Reader) -> None:
    ids = _ids(_read(reader, f"{TEXT}\n{TEXT}"))
    assert len(ids) == len(set(ids)) > 20


def test_an_edit_elsewhere_leaves_ids_alone(reader: Reader) -> None:
    before, after = _read(reader, TEXT), _read(reader, f"Rain fell in Lima.\n{TEXT}")
    assert set(_ids(before)) <= set(_ids(after))


def test_reading_again_says_the_same(reader: Reader) -> None:
    assert _read(reader, TEXT) == _read(reader, TEXT)


def test_an_extraction_survives_the_wire(reader: Reader) -> None:
    extraction = _read(reader, TEXT)
    assert load(Extraction, dump(extraction)) == extraction


def test_the_revision_names_code_and_model(reader: Reader) -> None:
    assert _read(reader, TEXT).revision.startswith(f"{revision()}+en_")


@pytest.mark.parametrize(
    "body",
    [
        " \n\t ",
        '.,;:!?"“”()[]{}' * 50,
        "😀" * 200,
        "a" * 50_000,
        "1" * 50_000,
        "قال الرئيس " * 200,
        "".join(map(chr, range(1, 400))),
        "<!--" * 5_000,
        "<a " * 2_000,
        "&" * 2_000,
        "one and " * 1_000,
        '"“' * 1_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_no_text_is_too_odd(body: str, reader: Reader) -> None:
    assert _read(reader, body).article_id == "a"


@given(st.text(st.sampled_from(" \n\"“”.,()$%-—<>&;'’\ue000\u200b\u00a0\t\r😀éAaThe12killedMondayin"), max_size=120))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_span_of_any_text_gives_back_its_words(reader: Reader, body: str) -> None:
    extraction = _read(reader, f"Chad attacked 3 {body}")
    text = f"Chad attacked 3 {body}"
    for one in (*extraction.numbers, *extraction.times, *extraction.places):
        assert text[one.start : one.end] == one.text


def test_new_words_do_not_fill_the_memory_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "NEW_WORDS", 500)
    made = Reader()
    words, texts = [], []
    for number in range(4):
        names = (f"Zor{number}x{one}" for one in range(250))
        texts.append(" ".join(f"The envoy of the country met {name} in the city on Monday." for name in names))
        made.read(Article(id="a", body=texts[-1], language="en"))
        words.append(len(made._parser.vocab.strings))
    assert max(words) < words[0] + 500
    assert made.read(Article(id="a", body=texts[0][:600], language="en")).events
