import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Chad attacked Niger.", ("POS", "CERTAIN", False)),
        ("Chad did not attack Niger.", ("NEG", "CERTAIN", False)),
        ("Chad never attacked Niger.", ("NEG", "CERTAIN", False)),
        ("Chad may attack Niger.", ("POS", "POSSIBLE", True)),
        ("Chad reportedly attacked Niger.", ("POS", "PROBABLE", False)),
        ("Chad failed to attack Niger.", ("NEG", "CERTAIN", False)),
        ("Chad tried to attack Niger.", ("POS", "POSSIBLE", False)),
        ("Chad managed to attack Niger.", ("POS", "CERTAIN", False)),
        ("Chad did not fail to attack Niger.", ("POS", "CERTAIN", False)),
        ("Chad denied attacking Niger.", ("NEG", "CERTAIN", False)),
        ("The envoy said Chad attacked Niger.", ("POS", "CERTAIN", False)),
        ("The envoy did not say Chad attacked Niger.", ("NEG", "CERTAIN", False)),
        ("Chad is likely to attack Niger.", ("POS", "PROBABLE", True)),
        ("Mali will react if Chad attacks Niger.", ("POS", "POSSIBLE", True)),
        ("Chad left without attacking Niger.", ("NEG", "CERTAIN", False)),
    ],
)
def test_what_governs_an_event_makes_its_factuality(text: str, values: tuple[object, ...], read: Read) -> None:
    (event,) = [event for event in read(text).events if event.type == "ASSAULT"]
    assert (event.polarity, event.certainty, event.future) == values


def test_what_is_agreed_is_certain_and_what_it_is_about_to_come(read: Read) -> None:
    agree, concede = read("Chad agreed to lift the ban on Niger.").events
    assert not agree.future
    assert concede.future
