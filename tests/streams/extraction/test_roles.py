"""Who did what to whom, where the words for it stand apart from the verb."""

import pytest

from .conftest import Read
from .told import Told, parties_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("According to the ministry, the Taliban on Tuesday released ten prisoners.",
         ("RETREAT", ("Taliban",), ("prisoners",))),
        ("The United Kingdom and France however have opposed the Chadian resolution.",
         ("REJECT", ("United Kingdom", "France"), ("Chadian",))),
        ("Kenya, Chad and Niger met on Monday.", ("CONSULT", ("Kenya",), ("Chad", "Niger"))),
        ("Two soldiers were killed in an attack on a patrol by Albanian rebels.",
         ("ASSAULT", ("Albanian rebels",), ("soldiers",))),
        ("The Kenyan minister and the Chadian premier signed an agreement.",
         ("SUPPORT", ("Kenyan minister",), ("Chadian premier",))),
        ("The premier said that Chad must free the prisoners.", ("REQUEST", ("premier",), ("Chad",))),
        ("The militia was responsible for the killing of ten villagers.", ("ASSAULT", ("militia",), ("villagers",))),
        ("The militia claimed responsibility for the bombing of the port.", ("ASSAULT", ("militia",), ("port",))),
        ("The envoy appealed to Chad to release the prisoners.", ("RETREAT", ("Chad",), ("prisoners",))),
        ("The envoy called on Chad to stand behind Niger.", ("SUPPORT", ("Chad",), ("Niger",))),
        ("The rebels told him to stop and shot a guard.", ("ASSAULT", ("rebels",), ("guard",))),
        ("Kenya, which had left the talks, protested against the minister.", ("PROTEST", ("Kenya",), ("minister",))),
        ("Chancellor Clara Brandt spoke after a meeting with the Chadian premier.",
         ("CONSULT", ("Clara Brandt",), ("Chadian premier",))),
        ("President Clara Brandt demanded talks with Chad.", ("CONSULT", ("Clara Brandt",), ("Chad",))),
        ("Nurses had demanded a ban, and on Monday riot police fired tear gas.", ("REQUEST", ("Nurses",), ())),
        ("A spokesman for the rebels said that they had bombed the bridge.", ("ASSAULT", ("rebels",), ("bridge",))),
        ("The ministry sued three firms, alleging that they cheated.", ("ACCUSE", ("ministry",), ("they",))),
        ("Consumer prices rose on Monday.", ("PRICE-MOVE", ("Consumer prices",), ())),
        ("The union condemned and rejected the Chadian decision.", ("ACCUSE", ("union",), ("Chadian",))),
        ("Kenya agreed to withdraw its troops from Somalia.", ("AGREE", ("Kenya",), ("Somalia",))),
        ("Chad agreed to a ceasefire in Niger.", ("AGREE", ("Chad",), ("Niger",))),
        ("The premier praised the nurses during a visit to Chad.", ("CONSULT", ("premier",), ("Chad",))),
        ("Quito: Rebels attacked a convoy.", ("ASSAULT", ("Rebels",), ("convoy",))),
        ("The mayor will hold talks with the union.", ("AGREE", ("mayor",), ("union",))),
        ("The miners faced criticism from Chad.", ("ACCUSE", ("Chad",), ("miners",))),
        ("The convoy suffered an attack by rebels.", ("ASSAULT", ("rebels",), ("convoy",))),
        ("Kenya provided six million euros to support projects for Chadian refugees.",
         ("AID", ("Kenya",), ("Chadian refugees",))),
        ("Kenya provided six million euros to support projects which benefit refugees.",
         ("AID", ("Kenya",), ("refugees",))),
        ("Kenya announced nearly $33 million in additional assistance to Chad.", ("AID", ("Kenya",), ("Chad",))),
        ("Kenya and Chad deepened their ties in May.", ("SUPPORT", ("Kenya",), ("Chad",))),
        ("Kenyan sanctions against Chad were lifted.", ("CONCEDE", ("Kenyan",), ("Chad",))),
        ("Ten men died in rebel shelling of the port.", ("ASSAULT", ("rebel",), ("port",))),
        ("Rebels belonging to the Kenyan army placed a bomb in the port.", ("ASSAULT", ("Rebels",), ("port",))),
        ("Six rebels died in a skirmish with Chadian troops.", ("DIE", ("Chadian troops",), ("rebels",))),
        ("Chad was struck by an earthquake.", ("DISASTER", (), ("Chad",))),
        ("Strikes on towns in Chad killed ten miners.", ("DIE", (), ("miners",))),
        ("Kenyan strikes on Chad killed ten miners.", ("DIE", ("Kenyan",), ("miners",))),
        ("Police shot dead three miners.", ("DIE", (), ("miners",))),
        ("Kenya's attack, which Chad did not condemn, killed ten miners.", ("ASSAULT", ("Kenya",), ())),
        ("A judge jailed two guards for beating a miner.", ("ASSAULT", ("guards",), ("miner",))),
        ("The union sued the airline for firing nurses.", ("END-POSITION", ("airline",), ("nurses",))),
        ("The men jailed for plotting against Kenya were released.", ("SANCTION", (), ("men",))),
        ("The lawyer detained for protesting against Chad was freed.", ("COERCE", (), ("lawyer",))),
        ("Four nurses held hostage by the rebels were freed.", ("ASSAULT", ("rebels",), ("nurses",))),
        ("The rebels freed six miners held captive in Chad.", ("ASSAULT", (), ("miners",))),
        ("The rebels took hostage four nurses.", ("ASSAULT", ("rebels",), ("nurses",))),
        ("He mourned four boys who they say were killed by soldiers.", ("ASSAULT", ("soldiers",), ("boys",))),
        ("The missiles were like the ones they launched at Haifa.", ("ASSAULT", ("they",), ("Haifa",))),
        ("Chad will replace those it fires at Niger.", ("ASSAULT", ("Chad",), ("Niger",))),
        ("A mosque bombing killed ten miners.", ("ASSAULT", (), ("mosque",))),
        ("Kenya eased the curfew it had imposed on Gaza.", ("CONCEDE", ("Kenya",), ("Gaza",))),
        ("The premier set a deadline for the rebels to leave.", ("THREATEN", ("premier",), ("rebels",))),
        ("The premier blamed the crash on Kenya.", ("ACCUSE", ("premier",), ("Kenya",))),
        ("The minister resigned as president of Chile.", ("RETREAT", ("minister",), ("Chile",))),
        ("Kenya claimed that Chad had attacked its ships.", ("ACCUSE", ("Kenya",), ("Chad",))),
        ("The workers took the case to court.", ("ACCUSE", ("workers",), ())),
        ("The miners ended a hunger strike on Tuesday.", ("PROTEST", ("miners",), ())),
        ("Police arrested a 34-year-old man.", ("COERCE", ("Police",), ("34-year-old man",))),
        ("A truce between Chad's army and the rebels held.", ("RETREAT", ("Chad's army", "rebels"), ())),
        ("The jet made an emergency landing in Lima.", ("ACCIDENT", (), ())),
        ("Chad was accused by Kenya of attacking Niger.", ("ASSAULT", ("Chad",), ("Niger",))),
        ("The navy fled after Kenya and Chad made their decision to bomb the port.",
         ("ASSAULT", ("their",), ("port",))),
        ("Kenya wants Chad to withdraw its troops.", ("RETREAT", ("Chad",), ("troops",))),
        ("Kenya offered to send 300 troops to hand out food in Chad.", ("AGREE", ("Kenya",), ("Chad",))),
        ("Kenya offered to send troops to Chad.", ("AGREE", ("Kenya",), ("Chad",))),
        ("The minister opened a meeting of the council.", ("CONSULT", ("minister",), ("council",))),
        ("Kenya has made available tents and blankets to Chad.", ("AID", ("Kenya",), ("Chad",))),
        ("Kenya deployed four rescue teams to Chad.", ("AID", ("Kenya",), ("Chad",))),
        ("The army continued its military operations against the rebels.", ("ASSAULT", ("army",), ("rebels",))),
        ("The rebels gave the junta a deadline to leave.", ("THREATEN", ("rebels",), ("junta",))),
        ("The rebels gave the junta an ultimatum.", ("THREATEN", ("rebels",), ("junta",))),
        ("The rebels let free the six Danish nurses on Monday.", ("RETREAT", ("rebels",), ("Danish nurses",))),
        ("The rebels called for the army to leave the town.", ("REQUEST", ("rebels",), ("army",))),
        ("Kenya set a deadline of ten days for the firm to pay or lose its permit.",
         ("THREATEN", ("Kenya",), ("firm",))),
        ("Deputies demanded on Monday the removal of Paul Ward from office.",
         ("REQUEST", ("Deputies",), ("Paul Ward",))),
        ("Kenya hosted talks between Chad and Niger.", ("CONSULT", ("Kenya",), ("Chad", "Niger"))),
        ("The leader was handed over to Chad by Sudan.", ("CONCEDE", ("Sudan",), ("Chad",))),
        ("Chad was promised help by France.", ("AGREE", ("France",), ("Chad",))),
        ("Chad rejected accusations that it had beaten nurses.", ("REJECT", ("Chad",), ())),
        ("The senate voted to expel the envoy.", ("LEGISLATE", ("senate",), ())),
        ("A pupil was stabbed by a classmate.", ("ASSAULT", ("classmate",), ("pupil",))),
        ("A nurse was murdered by a caddie.", ("ASSAULT", (), ("nurse",))),
        ("A nurse was killed by a bomb.", ("DIE", (), ("nurse",))),
        ("The premier praised the nurses on a trip to Chad.", ("SUPPORT", ("premier",), ("nurses",))),
        ("The premier praised the accord on a trip to Chad.", ("SUPPORT", ("premier",), ())),
        ("The bakers, backed by nine banks from Chad, sued the mayor.", ("SUPPORT", ("banks",), ("bakers",))),
        ("The pupil was overpowered and arrested.", ("COERCE", (), ("pupil",))),
        ("The pupil was overpowered and handed to police.", ("CONCEDE", (), ("police",))),
        ("A bomb in Chad killed two nurses.", ("DIE", (), ("nurses",))),
        ("The carmaker recalled ten vans in Peru.", ("DISRUPTION", ("carmaker",), ("vans",))),
        ("The editor died on hunger strike.", ("PROTEST", ("editor",), ())),
        ("The Turkish lira fell 4%.", ("PRICE-MOVE", ("Turkish lira",), ())),
        ("Lima protested to the Chilean envoy.", ("ACCUSE", ("Lima",), ("Chilean envoy",))),
        ("The navy seized two tonnes of heroin.", ("COERCE", ("navy",), ("tonnes",))),
    ],
)  # fmt: skip
def test_roles_are_found_where_they_stand(text: str, told: Told, read: Read) -> None:
    assert told in [parties_of(event) for event in read(text).events]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four children were killed in the city, shelling in the east went on.", "ASSAULT"),
        ("The governor declined to resign after criticism by several women.", "REJECT"),
        ("Two rebels were killed in a clash between the rebels and the army.", "DIE"),
    ],
)
def test_nobody_is_made_to_do_what_was_done_to_them(text: str, kind: str, read: Read) -> None:
    for event in read(text).events:
        if event.type == kind:
            names = [(one.role, one.text) for one in event.participants]
            assert ("source", "children") not in names
            assert ("target", "several women") not in names
            assert ("source", "rebels") not in names


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Drug dealer extradited to Chile", ("COOPERATE", (), ("Chile",))),
        ("Kidnapped nurse freed in Chad", ("RETREAT", (), ("Kidnapped nurse",))),
        ("Bakers robbed in Lima", ("ASSAULT", (), ("Bakers",))),
        ("Rebels attacked near Lima", ("ASSAULT", (), ("Rebels",))),
        ("Rebels attack near Lima", ("ASSAULT", ("Rebels",), ("Lima",))),
        ("Rebels freed two nurses", ("RETREAT", ("Rebels",), ("nurses",))),
        ("Baker shot in Lima", ("ASSAULT", (), ("Baker",))),
    ],
)
def test_a_headline_tells_in_the_past_what_was_done(title: str, told: Told, read: Read) -> None:
    assert told in [parties_of(event) for event in read("Nothing else is known.", title=title).events]


def test_what_is_told_in_passing_is_less_sure(read: Read) -> None:
    events = {event.type: event for event in read("The king met the envoy after an attack by Chad on Niger.").events}
    assert events["CONSULT"].confidence > 2 * events["ASSAULT"].confidence


def test_a_killing_by_an_attack_that_is_told_is_a_death_and_no_second_attack(read: Read) -> None:
    events = read("The gunman opened fire on a crowd, killing two women.").events
    assert [(event.type, event.trigger.text.split()[0]) for event in events] == [
        ("ASSAULT", "opened"),
        ("DIE", "killing"),
    ]


@pytest.mark.parametrize(
    ("text", "type_", "source", "target"),
    [
        ("The premier held talks in Rome.", "CONSULT", {"premier"}, set()),
        ("Chad's envoy held talks in Rome.", "CONSULT", {"Chad's envoy"}, {"Rome"}),
        ("Rebels and the army resumed talks in Rome.", "CONSULT", {"Rebels"}, {"army"}),
        ("The airline cancelled 90 flights from Lima.", "DISRUPTION", {"airline"}, {"flights"}),
        ("The brewer opened its first Peruvian shop.", "START-ORG", {"brewer"}, {"first Peruvian shop"}),
        ("Asian shares fell on Monday.", "PRICE-MOVE", {"Asian shares"}, set()),
        ("In Kabul, the group took responsibility for the raid.", "ASSAULT", {"group"}, set()),
        ("Shops were looted and nine trucks torched.", "ASSAULT", set(), {"trucks"}),
        ("Chad and Niger promised to help Togo.", "AGREE", {"Chad", "Niger"}, {"Togo"}),
        ("A court cleared a nurse of killing a guard.", "ASSAULT", {"nurse"}, {"guard"}),
    ],
)
def test_a_place_a_nation_and_a_promise_are_no_party(
    text: str, type_: str, source: set[str], target: set[str], read: Read
) -> None:
    event = next(event for event in read(text).events if event.type == type_)
    assert {one.text for one in event.participants if one.role == "source"} == source
    assert {one.text for one in event.participants if one.role == "target"} == target


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The army claimed that its troops had killed nine rebels.", {"ASSAULT", "DIE"}),
        ("Chad vowed to retaliate.", {"THREATEN"}),
        ("The bank held merger talks.", {"MERGE-ORG"}),
        ("Police named the suspect as Hill.", set()),
    ],
)
def test_own_deeds_and_vows_of_revenge_are_told_once(text: str, types: set[str], read: Read) -> None:
    assert {event.type for event in read(text).events} == types


def test_they_are_not_the_one_who_does_something_to_several(read: Read) -> None:
    sold = read("The council named two firms, saying that they had sold arms to Chad.").events[-1]
    assert not any(one.actor is not None and one.actor.name == "council" for one in sold.participants)


def test_who_asks_somebody_to_leave_does_not_leave(read: Read) -> None:
    left = read("The premier met his rival and asked him to resign.").events[-1]
    assert not any(one.actor is not None and one.actor.name == "premier" for one in left.participants)
