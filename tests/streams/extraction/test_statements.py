import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said the bridge was closed.", "mayor", "said", "the bridge was closed"),
        ("“The bridge is closed for now,” the mayor said.", "mayor", "said", "The bridge is closed for now"),
        ("“The bridge is closed for now,” said the mayor.", "mayor", "said", "The bridge is closed for now"),
        ("According to the mayor, the bridge was closed.", "mayor", "According to", "the bridge was closed"),
        ("The bridge was closed, according to the mayor.", "mayor", "according to", "The bridge was closed"),
        ("He denied that the bridge was closed.", "He", "denied", "that the bridge was closed"),
    ],
)
def test_a_statement_has_source_cue_and_content(text: str, source: str, cue: str, content: str, read: Read) -> None:
    (statement,) = read(text).statements
    assert statement.source is not None
    assert statement.cue is not None
    assert (statement.source.text, statement.cue.text) == (source, cue)
    assert content in statement.content.text


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed.",
        "He opened the letter.",
        "The mayor has three goals: peace, work and bread.",
        "Gunmen attacked a village.",
        "The army attacked the rebels near the border.",
    ],
)
def test_no_words_no_statement(text: str, read: Read) -> None:
    assert read(text).statements == ()


def test_an_event_inside_a_statement_has_its_attribution(read: Read) -> None:
    (event,) = [event for event in read("The envoy said Chad attacked Niger.").events if event.type == "ASSAULT"]
    assert event.attribution is not None
    assert event.attribution.source is not None
    assert event.attribution.source.text == "envoy"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“The bridge is closed,” the mayor said. “It has to be rebuilt.”", 2),
        ("The plan, the mayor said, will cost too much.", 2),
        ("As the mayor predicted, the bridge was closed.", 1),
        ("MAYOR: The bridge is closed for good.", 1),
        ("The firm allegedly sold the bridge.", 1),
        ("‘The bridge is closed,’ the mayor said.", 1),
        ('The bridge is closed for good," the mayor said.', 1),
        ("''The bridge is closed,'' the mayor said.", 1),
    ],
)
def test_a_statement_comes_in_as_many_pieces_as_it_is_told_in(text: str, spoken: int, read: Read) -> None:
    found = read(text).statements
    assert len(found) == spoken
    assert len({statement.cue for statement in found}) == 1
    assert all(statement.kind == "speech" for statement in found)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The mayor praised the new bridge.", "praised", "the new bridge"),
        ("The mayor wants to close the bridge.", "wants", "to close the bridge"),
        ("The mayor urged drivers to leave the bridge.", "urged", "drivers to leave the bridge"),
        ("The mayor voiced support for the bridge.", "voiced", "support for the bridge"),
        ("The mayor suggested selling the bridge.", "suggested", "selling the bridge"),
    ],
)
def test_what_is_judged_or_wanted_is_an_attitude(text: str, cue: str, content: str, read: Read) -> None:
    (statement,) = read(text).statements
    assert statement.kind == "attitude"
    assert statement.cue is not None
    assert (statement.cue.text, statement.content.text) == (cue, content)


def test_a_third_partys_word_is_told_inside_anothers_and_ones_own_is_not(read: Read) -> None:
    nested = read("Ukraine said that Russia claimed that the bridge was closed.").statements
    assert [one.source.text for one in nested if one.source] == ["Ukraine", "Russia"]
    assert len(read("The mayor said she thinks that the bridge was closed.").statements) == 1


def test_a_speaker_is_who_the_article_says_he_is(read: Read) -> None:
    text = "German Chancellor Friedrich Merz met the mayor. He said that the bridge was closed."
    (statement,) = read(text).statements
    assert statement.source is not None
    assert statement.speaker is not None
    assert (statement.source.text, statement.speaker.name, statement.speaker.country) == ("He", "Friedrich Merz", "DEU")


def test_a_number_has_its_source(read: Read) -> None:
    (number,) = read("The mayor said that 40 houses were flooded.").numbers
    assert number.attribution is not None
    assert number.attribution.source is not None
    assert number.attribution.source.text == "mayor"


def test_a_claim_within_a_report_is_two_statements_and_its_events_are_the_inner_ones(read: Read) -> None:
    extraction = read("Kyiv says Moscow claims that its troops captured the town.")
    said = [(one.source and one.source.text, one.cue.text, one.content.text) for one in extraction.statements]
    assert said == [
        ("Kyiv", "says", "Moscow claims that its troops captured the town"),
        ("Moscow", "claims", "that its troops captured the town"),
    ]
    (captured,) = [event for event in extraction.events if event.trigger.text == "captured"]
    assert captured.attribution is not None
    assert captured.attribution.source is not None
    assert (captured.attribution.source.text, captured.certainty) == ("Moscow", "POSSIBLE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Merz, through spokesman Kornelius, outlined the plan.", ("Merz", "outlined", "the plan")),
        ("Merz said through a spokesman that the plan was ready.", ("Merz", "said", "that the plan was ready")),
        ("Speaking through his lawyer, Merz denied that he lied.", ("Merz", "denied", "that he lied")),
    ],
)
def test_who_lends_the_voice_is_not_the_one_who_speaks(text: str, said: tuple[str, ...], read: Read) -> None:
    (statement,) = read(text).statements
    assert statement.source is not None
    assert (statement.source.text, statement.cue.text, statement.content.text) == said


@pytest.mark.parametrize("text", ["The mayor denied selling the bridge.", "The mayor admitted selling the bridge."])
def test_what_one_says_one_did_or_did_not_do_is_speech(text: str, read: Read) -> None:
    (statement,) = read(text).statements
    assert (statement.kind, statement.content.text) == ("speech", "selling the bridge")


def said(read: Read, text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue and content of what is told as speech."""
    return [
        (one.source and one.source.text, one.cue.text, one.content.text)
        for one in read(text).statements
        if one.kind == "speech" and one.cue is not None
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ministry said its troops hit a depot, and denied that it shelled the town.", "ministry"),
        ("The ministry said a missile hit the depot and denied that it shelled the town.", "ministry"),
        ("The ministry says rebels hit the depot and denies that it shelled the town.", "ministry"),
        ("The ministry said it hit the depot and denied that it shelled the town.", "ministry"),
        ("The ministry said that the envoy lied and denied that he shelled the town.", "envoy"),
        ("Troops will stay, the ministry said, and denied that it shelled the town.", "ministry"),
    ],
)
def test_who_speaks_first_speaks_on(text: str, source: str, read: Read) -> None:
    assert [who for who, cue, _ in said(read, text) if cue in ("denied", "denies")] == [source]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said the plan had failed, blaming the council.", "the plan had failed"),
        ("The mayor said the bus hit a wall, killing two people.", "the bus hit a wall, killing two people"),
        ("The bus hit a wall, killing two people, the mayor said.", "The bus hit a wall, killing two people"),
        ("The price rose to a new high in May, the mayor said.", "The price rose to a new high in May"),
        ("The plan will cost jobs, the mayor said, and called for a strike.", "The plan will cost jobs"),
    ],
)
def test_what_is_said_ends_where_the_speaker_goes_on(text: str, content: str, read: Read) -> None:
    assert said(read, text) == [("mayor", "said", content)]


def test_what_the_speaker_remarks_in_saying_so_is_his(read: Read) -> None:
    statements = read("The mayor said the plan had failed, blaming the council.").statements
    assert [one.source and one.source.text for one in statements] == ["mayor", "mayor"]


@pytest.mark.parametrize(
    "text",
    ["The mayor is expected to sign the law.", "The mayor saw the guards beat a man.", "He called the plan useless."],
)
def test_what_nobody_says_is_no_speech(text: str, read: Read) -> None:
    assert said(read, text) == []


def test_what_one_calls_it_in_his_own_words_is_speech(read: Read) -> None:
    assert said(read, "The mayor described the plan as “useless”.") != []


def test_who_adds_a_remark_says_nothing_else(read: Read) -> None:
    text = "The envoy promised aid to the town, the ministry said."
    assert [one.content.text for one in read(text).statements] == [
        "aid to the town",
        "The envoy promised aid to the town",
    ]
