"""Violence that is only said, and texts that tell of none: figures of speech, sport, forecasts, fiction, opinion."""

import pytest

from .conftest import Read

VIOLENT = {"ASSAULT", "DIE", "INJURE"}


@pytest.mark.parametrize(
    "text",
    [
        "The premier declared war on red tape.",
        "The drug kills the parasite in mice.",
        "The vaccine attacks an enzyme of the virus.",
        "The party is killing it in the polls.",
        "The deputies fired a barrage of questions at the minister.",
        "The senator fired insults at the mayor.",
        "The senator attacked high interest rates.",
        "The minister resigned after clashing with the president over spending cuts.",
        "The senator beat the mayor in the runoff.",
        "India launched a rocket into orbit.",
        "The lawyer pleaded not guilty.",
        "The senator shot back that her critics had no plan.",
        "The plan for the bridge is dead, the minister admitted.",
        "The union threatened to launch an indefinite strike.",
        "Ruiz beat ninety rivals in Warsaw.",
        "The lobby killed the bill in committee.",
        "The newspaper said his career had been killed by the affair.",
        "The proposal died in the upper house on Monday.",
        "The carmaker killed its last diesel van.",
        "The ruling coalition crushed the opposition at the polls.",
        "Critics called the ballet an assault on good taste.",
        "A trader called the merger a train wreck.",
        "Firemen battled the flames all night.",
        "We shot ourselves in the foot, the minister said.",
        "He had led a strike by dockers against the firm.",
        "The senator fought a war of words with the mayor.",
        "Police barricaded the road to the court.",
        "The mayor promised to fight climate change.",
        "The envoy condemned the ruling as an assault on reason.",
        "A strike on the dam by lightning damaged a turbine.",
        "The choir murdered a madrigal.",
        "The brewer stepped up its battle with Meta over prices.",
        "He declared war on the working class.",
        "Critics attacked the appointment.",
        "The nurses are on strike.",
        "It is a strain of cholera that kills half of those who catch it.",
    ],
)
def test_what_is_only_said_hurts_nobody(text: str, read: Read) -> None:
    assert VIOLENT.isdisjoint(event.type for event in read(text).events)
    assert not any(event.mode == "convict" for event in read(text).events)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The premier declared war on Niger.", "ASSAULT"),
        ("The gunmen fired a barrage of shots at the minister.", "ASSAULT"),
        ("Protesters clashed with police over the budget.", "ASSAULT"),
        ("Police beat the protesters at the polls.", "ASSAULT"),
        ("Chad launched a rocket at Niger.", "ASSAULT"),
        ("The lawyer pleaded guilty.", "SANCTION"),
        ("The senator attacked high interest rates.", "ACCUSE"),
        ("Parliament withdrew the bill.", "CONCEDE"),
        ("Chad withdrew its troops from Niger.", "RETREAT"),
        ("Chad released seven Nigerians.", "RETREAT"),
        ("The lawmakers voted against the motion.", "REJECT"),
        ("Peruvians voted for the senator.", "ELECT"),
        ("India launched a rocket into orbit.", "LAUNCH"),
        ("The gunmen killed a climber and two skiers.", "ASSAULT"),
        ("The rebels led a strike against the army.", "ASSAULT"),
        ("The skier died on Monday.", "DIE"),
        ("Two workers were crushed by a rock.", "DIE"),
    ],
)
def test_the_same_word_is_meant_where_somebody_is_hit(text: str, type_: str, read: Read) -> None:
    assert type_ in [event.type for event in read(text).events]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Lions destroy Wolves", "The Lions won the derby 4-0 and never let the assault by the home side count."),
        ("Ruiz warns rivals", "The team will attack from the first lap, Ruiz warned from pole position on Friday."),
        (
            "Hawks crush Bears",
            "Ruiz shot 30 points as the Hawks crushed the Bears 118-97. The coach blasted the referees.",
        ),
        (
            None,
            "Hot air will invade Peru in sunny weather, forecasters said. Temperatures of 40 degrees will attack Lima.",
        ),
        ("Weather: storms on the way", "Storms will strike the coast. It gets colder."),
        ("Opinion: The war has failed", "The war on drugs has killed thousands. Politicians retreat from the cause."),
        ("On this day", "Spain blamed the group for the bombing of a train."),
        ("Review: A death in Oslo", "A banker has been strangled in his bath, and the killer strikes again."),
        (
            None,
            "In her new novel the author sends a banker to Oslo, where he is strangled by a thief. It is a thriller.",
        ),
    ],
)
def test_what_is_no_news_tells_of_nothing(title: str | None, body: str, read: Read) -> None:
    assert read(body, title=title).events == ()


@pytest.mark.parametrize(
    ("title", "body", "type_"),
    [
        (
            "Fans riot",
            "Police arrested twelve football fans after the match on Sunday, when the team lost 3-1.",
            "COERCE",
        ),
        ("Cold kills eleven", "Cold weather killed eleven people over the weekend. Temperatures fell.", "DIE"),
        (
            "Director held",
            "The director of the film was arrested on Friday after actors at the cinema called.",
            "COERCE",
        ),
        ("Obituary: Ana Ruiz", "Ana Ruiz has died at the age of 90. She was wounded in 1961 by a mine.", "DIE"),
        ("Opinion poll: premier resigns", "The premier resigned on Friday.", "RETREAT"),
    ],
)
def test_news_of_players_and_actors_is_news(title: str, body: str, type_: str, read: Read) -> None:
    assert type_ in [event.type for event in read(body, title=title).events]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The retailer filed for bankruptcy protection in May.", "DECLARE-BANKRUPTCY"),
        ("Denmark reported an outbreak of bird flu.", "OUTBREAK"),
        ("The senator was elected president in a runoff.", "ELECT"),
        ("The general lodged an appeal against the court.", "APPEAL"),
    ],
)
def test_what_is_said_twice_is_told_once(text: str, type_: str, read: Read) -> None:
    assert [event.type for event in read(text).events].count(type_) == 1
