import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The two kings held talks in Oslo.", "held talks"),
        ("Talks were held in Oslo.", "Talks were held"),
        ("The talks will take place in Oslo.", "talks will take place"),
        ("The merger went ahead.", "merger went ahead"),
        ("The merger of the two banks went ahead.", "merger"),
        ("The bank will cut 300 jobs.", "cut"),
        ("The bank will cut jobs.", "cut jobs"),
        ("Some 300 jobs were cut.", "jobs were cut"),
        ("The singer lost his case against Chad.", "lost his case"),
        ("The singer lost his long case against Chad.", "lost"),
        ("The bank posted a loss.", "posted a loss"),
        ("The bank posted for the last year the first loss.", "posted"),
        ("The maker began to sell cars.", "began to sell"),
        ("The inquiry into the ministry has begun.", "inquiry"),
        ("Chad fired missiles at the port.", "fired"),
    ],
)
def test_a_verb_and_the_noun_that_tells_the_same_are_one_trigger_where_they_stand_close(
    text: str, trigger: str, read: Read
) -> None:
    (event,) = read(text).events
    assert event.trigger.text == trigger


def test_what_was_told_before_another_is_told_beside_it(read: Read) -> None:
    assert [event.trigger.text for event in read("The shares fell after a rise of 4%.").events] == ["fell", "rise"]


def test_a_trigger_does_not_reach_over_another_event(read: Read) -> None:
    events = read("An inquiry into the crash has begun.").events
    assert [event.trigger.text for event in events] == ["inquiry", "crash"]
