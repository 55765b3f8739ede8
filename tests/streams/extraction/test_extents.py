import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The two kings held talks in Oslo.", "held talks"),
        ("Talks were held in Oslo.", "Talks were held"),
        ("The talks will take place in Oslo.", "talks will take place"),
        ("The merger of the two banks went ahead.", "merger of the two banks went ahead"),
        ("The bank will cut 300 jobs.", "cut 300 jobs"),
        ("Some 300 jobs will be cut.", "jobs will be cut"),
        ("The singer lost his court case against Chad.", "lost his court case"),
        ("The maker began to sell cars.", "began to sell"),
        ("The inquiry into the ministry has begun.", "inquiry into the ministry has begun"),
        ("Chad fired missiles at the port.", "fired"),
    ],
)
def test_a_verb_and_the_noun_that_tells_the_same_are_one_trigger(text: str, trigger: str, read: Read) -> None:
    (event,) = read(text).events
    assert event.trigger.text == trigger


def test_a_trigger_does_not_reach_over_another_event(read: Read) -> None:
    events = read("An inquiry into the crash has begun.").events
    assert [event.trigger.text for event in events] == ["inquiry", "crash"]
