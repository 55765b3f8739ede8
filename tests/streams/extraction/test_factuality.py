"""What becomes of an event by all that governs it."""

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from streams.extraction.factuality import Factuality, judge, links
from streams.extraction.lexicon import EMBEDDING, HEDGES, MODALS, Judged
from streams.extraction.paragraphs import Paragraphs
from streams.extraction.pipeline import build
from streams.extraction.reader import MODEL
from streams.records import Article

from .conftest import Read

ROWS = [
    (row.example, row.expect)
    for row in (*MODALS.values(), *HEDGES.values(), *sorted(EMBEDDING.values(), key=lambda row: (row.pos, row.lemma)))
]


@pytest.fixture(scope="module")
def parse() -> Callable[[str], Doc]:
    parser = spacy.load(MODEL)
    paragraphs, pipeline = Paragraphs(parser), build(parser)
    return lambda text: pipeline(next(iter(paragraphs([Article(id="a", body=text, language="en")]))))


def values(doc: Doc, word: str) -> list[Factuality]:
    view, predications = doc._.view, doc._.predications
    return [judge(view, predications, token) for token in predications if view.word[token] == word]


@pytest.mark.parametrize(("example", "expect"), ROWS, ids=lambda value: value if isinstance(value, str) else value.word)
def test_a_word_does_to_its_example_what_it_says(example: str, expect: Judged, parse: Callable[[str], Doc]) -> None:
    assert Factuality(expect.polarity, expect.certainty, expect.future) in values(parse(example), expect.word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad attacked Niger.", ("POS", "CERTAIN", False)),
        ("Chad did not attack Niger.", ("NEG", "CERTAIN", False)),
        ("Chad never attacked Niger.", ("NEG", "CERTAIN", False)),
        ("Chad launched no attack on Niger.", ("NEG", "CERTAIN", False)),
        ("Chad did not launch an attack on Niger.", ("NEG", "CERTAIN", False)),
        ("Neither country attacked Niger.", ("NEG", "CERTAIN", False)),
        ("Chad was warned against attacking Niger.", ("POS", "POSSIBLE", True)),
        ("Chad attacked Niger; Mali denied the report.", ("POS", "CERTAIN", False)),
        ("Chad may attack Niger.", ("POS", "POSSIBLE", True)),
        ("Chad reportedly attacked Niger.", ("POS", "PROBABLE", False)),
        ("Chad nearly attacked Niger.", ("NEG", "CERTAIN", False)),
        ("Chad failed to attack Niger.", ("NEG", "CERTAIN", False)),
        ("Chad tried to attack Niger.", ("POS", "POSSIBLE", False)),
        ("Chad managed to attack Niger.", ("POS", "CERTAIN", False)),
        ("Chad did not fail to attack Niger.", ("POS", "CERTAIN", False)),
        ("Chad denied attacking Niger.", ("NEG", "CERTAIN", False)),
        ("The envoy said Chad attacked Niger.", ("POS", "CERTAIN", False)),
        ("The envoy did not say Chad attacked Niger.", ("NEG", "CERTAIN", False)),
        ("The envoy accused Chad of attacking Niger.", ("POS", "POSSIBLE", False)),
        ("Chad is likely to attack Niger.", ("POS", "PROBABLE", True)),
        ("Mali will react if Chad attacks Niger.", ("POS", "POSSIBLE", True)),
        ("Mali will react when Chad attacks Niger.", ("POS", "CERTAIN", True)),
        ("The envoy spoke of attacking Niger if Chad stalls.", ("POS", "POSSIBLE", True)),
        ("Mali urged them to stop before Niger is attacked.", ("POS", "CERTAIN", True)),
        ("Mali left before Niger was attacked.", ("POS", "CERTAIN", False)),
        ("Chad left without attacking Niger.", ("NEG", "CERTAIN", False)),
        ("Chad neither attacked Niger nor left.", ("NEG", "CERTAIN", False)),
        ("Chad neither left nor attacked Niger.", ("NEG", "CERTAIN", False)),
        ("There was no sign of an attack on Niger.", ("NEG", "POSSIBLE", False)),
        ("There was no evidence of an attack on Niger.", ("NEG", "PROBABLE", False)),
        ("Chad would have attacked Niger.", ("NEG", "PROBABLE", False)),
        ("The envoy said Chad would have attacked Niger.", ("NEG", "PROBABLE", False)),
        ("Had Chad attacked Niger, Mali would have left.", ("POS", "POSSIBLE", True)),
        ("Chad dismissed reports that it had attacked Niger.", ("NEG", "CERTAIN", False)),
        ("The judge dismissed the attack on Niger as a rumour.", ("POS", "CERTAIN", False)),
        ("The envoy blamed Chad for the attack on Niger.", ("POS", "CERTAIN", False)),
        ("Chad might have attacked Niger.", ("POS", "POSSIBLE", False)),
        ("The envoy sent troops to attack Niger.", ("POS", "CERTAIN", True)),
        ("Mali thwarted an attack on Niger.", ("NEG", "CERTAIN", False)),
        ("Those with word of the attack on Niger are asked to call.", ("POS", "CERTAIN", False)),
        ("Police were called to a shooting in Niamey.", ("POS", "CERTAIN", False)),
        ("The reason for the attack on Niger was not known.", ("POS", "CERTAIN", False)),
        ("The alleged attack on Niger angered Mali.", ("POS", "POSSIBLE", False)),
        ("The court denied permission for Chad to attack Niger.", ("NEG", "POSSIBLE", True)),
        ("The council refused permission for Chad to attack Niger.", ("NEG", "POSSIBLE", True)),
        ("The king withheld approval for Chad to attack Niger.", ("NEG", "POSSIBLE", True)),
        ("The king gave permission for Chad to attack Niger.", ("POS", "POSSIBLE", True)),
        ("The court ruled that Chad attacked Niger.", ("POS", "CERTAIN", False)),
        ("The king ruled out attacking Niger.", ("NEG", "CERTAIN", False)),
        ("The union called off its march against the attack on Niger.", ("POS", "CERTAIN", False)),
        ("Chad rejected accusations that it had attacked Niger.", ("NEG", "POSSIBLE", False)),
        ("Claims that Chad has attacked Niger angered Mali.", ("POS", "POSSIBLE", False)),
        ("Mali will react if the talks break down, attacking Niger.", ("POS", "POSSIBLE", True)),
        ("The envoy named two tasks: saving lives and, should he lose, attacking Niger.", ("POS", "POSSIBLE", True)),
        ("Mali reacted, attacking Niger.", ("POS", "CERTAIN", False)),
        ("The envoy argued that Chad attacked Niger.", ("POS", "POSSIBLE", False)),
        ("The envoy threatened to leave and attacked Niger.", ("POS", "CERTAIN", False)),
        ("The envoy wants to leave, and has attacked Niger.", ("POS", "CERTAIN", False)),
        ("The envoy refused to leave but attacked Niger.", ("POS", "CERTAIN", False)),
        ("The envoy refused to leave or attack Niger.", ("NEG", "CERTAIN", False)),
        ("The envoy said aid might come, and attacked Niger.", ("POS", "CERTAIN", False)),
    ],
)
def test_what_governs_an_event_makes_its_factuality(text: str, expected: tuple[object, ...], read: Read) -> None:
    (event,) = [event for event in read(text).events if event.type == "ASSAULT"]
    assert (event.polarity, event.certainty, event.future) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("The takeover of the brewery collapsed on Friday.", "TRANSFER-OWNERSHIP", ("NEG", "CERTAIN")),
        ("The takeover of the brewery closed on Friday.", "TRANSFER-OWNERSHIP", ("POS", "CERTAIN")),
        ("The attack would have caused a war.", "ASSAULT", ("POS", "POSSIBLE")),
        ("The attack has caused a war.", "ASSAULT", ("POS", "CERTAIN")),
        ("The envoy refused to sign a statement condemning the raid.", "ACCUSE", ("NEG", "CERTAIN")),
        ("The envoy signed a statement condemning the raid.", "ACCUSE", ("POS", "CERTAIN")),
        ("The ministers discussed the sanctions against Chad.", "COERCE", ("POS", "CERTAIN")),
    ],
)
def test_what_came_to_nothing_did_not_happen(text: str, type_: str, expected: tuple[object, ...], read: Read) -> None:
    event = next(event for event in read(text).events if event.type == type_)
    assert (event.polarity, event.certainty) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The regulator has yet to approve the sale.", "approve", Factuality("NEG", "CERTAIN", False)),
        ("Talks with Chad are expected to resume.", "Talks", Factuality("POS", "PROBABLE", True)),
        ("The fall in prices was due to a frost.", "fall", Factuality("POS", "CERTAIN", False)),
        ("The firm said it would close the plant.", "close", Factuality("POS", "CERTAIN", True)),
        ("The firm will close the plant and sell the land.", "sell", Factuality("POS", "CERTAIN", True)),
        ("The firm did not close the plant or sell the land.", "sell", Factuality("NEG", "CERTAIN", False)),
        ("The firm will be able to close the plant.", "close", Factuality("POS", "CERTAIN", True)),
        ("Once the firm closes the plant, the town will suffer.", "closes", Factuality("POS", "POSSIBLE", True)),
        ("The firm should have closed the plant.", "closed", Factuality("NEG", "PROBABLE", False)),
        ("The index fell two points, to close at 900.", "close", Factuality("POS", "CERTAIN", False)),
        ("The plan called Forward pleased the union.", "called", Factuality("POS", "CERTAIN", False)),
        ("The firm set up a fund to close the plant.", "close", Factuality("POS", "CERTAIN", True)),
        ("The firm announced plans Monday to close the plant.", "close", Factuality("POS", "CERTAIN", True)),
        ("The mayor would like to thank the miners.", "thank", Factuality("POS", "CERTAIN", False)),
        ("The mayor would like to close the plant.", "close", Factuality("POS", "POSSIBLE", True)),
        ("She will be the first woman to lead the bank.", "lead", Factuality("POS", "CERTAIN", True)),
        ("She was the first woman to lead the bank.", "lead", Factuality("POS", "CERTAIN", False)),
        ("The agreement was that the firm would close the plant.", "close", Factuality("POS", "CERTAIN", True)),
        ("Mr Ode will resign when the results are published.", "published", Factuality("POS", "CERTAIN", True)),
        ("Mr Ode will resign since the results were published.", "published", Factuality("POS", "CERTAIN", False)),
        ("A strike is likely.", "strike", Factuality("POS", "PROBABLE", True)),
        ("The strike is welcome.", "strike", Factuality("POS", "CERTAIN", False)),
    ],
)
def test_values_reach_along_the_chain(text: str, word: str, expected: Factuality, parse: Callable[[str], Doc]) -> None:
    assert values(parse(text), word) == [expected]


def test_a_chain_names_the_words_that_decide(parse: Callable[[str], Doc]) -> None:
    doc = parse("The firm did not promise to close the plant.")
    view, predications = doc._.view, doc._.predications
    (token,) = [token for token in predications if view.word[token] == "close"]
    chain = [(view.word[link.token], link.why) for link in links(view, predications, token)]
    assert chain == [("promise", "embedding"), ("not", "negation")]


def test_what_is_agreed_is_certain_and_what_it_is_about_to_come(read: Read) -> None:
    agree, concede = read("Chad agreed to lift the ban on Niger.").events
    assert not agree.future
    assert concede.future


def test_a_denial_is_the_speakers_no(read: Read) -> None:
    (event,) = [event for event in read("Chad denied that it attacked Niger.").events if event.type == "ASSAULT"]
    assert event.attribution is not None
    assert event.attribution.polarity == "NEG"


def test_a_claim_is_certain_by_the_speakers_word_alone(read: Read) -> None:
    (event,) = [event for event in read("Mali claimed that Chad attacked Niger.").events if event.type == "ASSAULT"]
    assert event.attribution is not None
    assert (event.certainty, event.attribution.certainty) == ("POSSIBLE", "CERTAIN")


@pytest.mark.parametrize("verb", ["accused Chad of attacking", "blamed Chad for attacking"])
def test_what_one_is_accused_of_is_certain_by_the_accusers_word_alone(verb: str, read: Read) -> None:
    extraction = read(f"Mali {verb} Niger.")
    (event,) = [event for event in extraction.events if event.type == "ASSAULT"]
    assert event.attribution is not None
    assert event.attribution.source is not None
    assert (event.attribution.source.text, event.attribution.certainty) == ("Mali", "CERTAIN")
    assert event.certainty != "CERTAIN"
    assert [statement.kind for statement in extraction.statements] == ["attitude"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad will boycott the fair.", "THREATEN"),
        ("Chad will visit Niger.", "AGREE"),
        ("Chad will help Niger.", "AGREE"),
    ],
)
def test_what_is_announced_has_not_happened_by_being_announced(text: str, kind: str, read: Read) -> None:
    (event,) = read(text).events
    assert (event.type, event.polarity, event.future) == (kind, "POS", True)


def test_a_refusal_is_made_when_it_is_said(read: Read) -> None:
    (event,) = read("Chad will not lift the ban on Niger.").events
    assert (event.type, event.polarity, event.certainty, event.future) == ("REJECT", "POS", "CERTAIN", False)


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("Chad's president visits Niger on 12 September.", True),
        ("Chad's president visited Niger on 12 September.", False),
        ("Chad's president visits Niger.", False),
        ("Chad prepares for talks with Niger on 12 September.", True),
        ("Niger condemned the attack on Chad.", False),
    ],
)
def test_what_is_planned_for_a_day_to_come_is_to_come(text: str, future: bool, read: Read) -> None:
    assert [event.future for event in read(text).events][-1:] == [future]


@pytest.mark.parametrize(
    ("text", "title", "type_", "expected"),
    [
        ("Six miners are feared dead.", None, "DIE", ("POS", "POSSIBLE")),
        ("Six miners are dead.", None, "DIE", ("POS", "CERTAIN")),
        ("Nothing else is known.", "Protest cancelled after ban", "PROTEST", ("NEG", "CERTAIN")),
        ("Nothing else is known.", "Protest staged after ban", "PROTEST", ("POS", "CERTAIN")),
        ("Chad denied a report that it was planning to send troops to Mali.", None, "MOBILIZE", ("NEG", "CERTAIN")),
    ],
)
def test_what_is_feared_or_cancelled_has_not_surely_happened(
    text: str, title: str | None, type_: str, expected: tuple[str, str], read: Read
) -> None:
    (event,) = [event for event in read(text, title=title).events if event.type == type_]
    assert (event.polarity, event.certainty) == expected


def test_what_is_called_off_is_given_up_and_not_held(read: Read) -> None:
    events = read("The union called off a rally in Lima.").events
    assert [event.type for event in events] == ["CONCEDE"]


def test_a_hearing_that_is_scheduled_is_to_come(read: Read) -> None:
    (event,) = read("A hearing has been scheduled in Lima.").events
    assert (event.type, event.certainty, event.future) == ("TRIAL-HEARING", "CERTAIN", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm will shut its plant with the loss of 240 jobs.", ("POS", "CERTAIN", True)),
        ("The firm plans to close its mill with the loss of 90 jobs.", ("POS", "CERTAIN", True)),
        ("The plant could close with the loss of 500 jobs.", ("POS", "POSSIBLE", True)),
        ("The factory will not close with the loss of 80 jobs.", ("NEG", "CERTAIN", True)),
        ("The firm shut its plant with the loss of 240 jobs.", ("POS", "CERTAIN", False)),
        ("The mayor will meet workers over the loss of 240 jobs.", ("POS", "CERTAIN", False)),
    ],
)
def test_a_loss_that_comes_with_an_act_is_as_sure_as_the_act(
    text: str, expected: tuple[str, str, bool], read: Read
) -> None:
    (loss,) = [event for event in read(text).events if event.trigger.text == "loss"]
    assert (loss.polarity, loss.certainty, loss.future) == expected
