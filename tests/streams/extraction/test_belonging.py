"""Whose a time or place is: what another clause, value or journey owns is not the event's."""

import pytest

from .conftest import Read
from .told import placed, timed


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The king cut short a visit to Chile. Floods in northern Chad killed nine people.", "Floods", "Chad"),
        ("The king cut short a visit to Chile after floods in northern Chad.", "floods", "Chad"),
        ("A flood swept through a village in northern Chad. The king postponed a visit to Chile.", "flood", "Chad"),
        ("Ten men were killed in Quito. The king broke off a tour of Chile.", "killed", "Quito"),
        ("Ten men were killed. The king broke off a tour of Chile.", "killed", None),
        ("Shipments of grain to Chad stopped after a storm killed ten sailors.", "killed", None),
        ("The king's trip to Chad was called off after gunmen killed ten men.", "killed", None),
        ("The flood hit two towns in the north of Chad, killing ten people.", "flood", "Chad"),
        ("Ten people died when a bus fell into a ravine in central Peru.", "died", "Peru"),
        ("Rebels attacked a market in eastern Lima.", "attacked", "Lima"),
        ("The king began a visit to Chad.", "began a visit", "Chad"),
        ("The minister was shot during a visit to Chad.", "shot", "Chad"),
        ("Rebels killed the envoy on a visit to Chad.", "killed", "Chad"),
        ("Ten men were killed on the road to Gao.", "killed", "Gao"),
        ("Police arrested nine men suspected of smuggling eels worth two million euros to Chad.", "arrested", None),
    ],
)
def test_where_a_journey_goes_is_the_place_of_what_happens_on_it_alone(
    text: str, trigger: str, place: str | None, read: Read
) -> None:
    assert placed(read, text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("The firm closed its mine in May and is selling its ships.", "selling", None),
        ("The firm closed its mine in May and is selling its ships.", "closed", "2025-05"),
        ("The firm issued a profit warning only last week and is cutting 900 jobs.", "cutting", None),
        ("The firm fired its chief on Monday and will cut 300 jobs.", "cut", None),
        ("Rebels attacked the port last month and are besieging the town.", "besieging", None),
        ("The firm won a contract last month and plans to hire 200 people.", "hire", None),
        ("On Monday Chad fined the firm and expelled two diplomats.", "expelled", "2025-09-01"),
        ("The firm fired its chief and cut 300 jobs on Monday.", "cut", "2025-09-01"),
        ("The firm is selling its ships and on Monday fired its chief.", "fired", "2025-09-01"),
        ("The firm will cut 300 jobs in May and hire 200 people.", "cut", "2026-05"),
    ],
)
def test_a_conjunct_of_another_tense_does_not_share_a_time_that_is_past(
    text: str, trigger: str, time: str | None, read: Read
) -> None:
    assert timed(read, text, trigger) == time


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Peru said on Wednesday it would send troops before Christmas.", "send", None),
        ("Peru said on Wednesday it would send troops to Chad.", "send", None),
        ("The king threatened on Monday to bomb the port.", "bomb", None),
        ("The king threatened on Monday to bomb the port.", "threatened", "2025-09-01"),
        ("Peru said on Wednesday that it will send troops to Chad on Monday.", "send", "2025-09-08"),
        ("Peru agreed on Monday to send troops to Chad.", "agreed", "2025-09-01"),
        ("Peru sent troops to Chad on Wednesday.", "sent", "2025-09-03"),
        ("Peru will send troops to Chad next month.", "send", "2025-10"),
        ("Shares rose 50 cents on Tuesday to close at $13.", "close", "2025-09-02"),
    ],
)
def test_the_day_of_saying_so_is_not_that_of_what_is_to_come(
    text: str, trigger: str, time: str | None, read: Read
) -> None:
    assert timed(read, text, trigger) == time


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("The merger would yield savings of 2bn by 2029.", "merger", None),
        ("The merger of the two banks will save 2bn by 2029.", "merger", None),
        ("The merger should add to profits in 2028.", "merger", None),
        ("The raid would cost Peru 2bn by 2029.", "raid", None),
        ("The attack would trigger sanctions by 2029.", "attack", None),
        ("The merger will be completed by 2029.", "merger", "2029"),
        ("The talks between Chad and Peru will take place on 20 September.", "talks", "2025-09-20"),
    ],
)
def test_an_effect_has_a_time_of_its_own(text: str, trigger: str, time: str | None, read: Read) -> None:
    assert timed(read, text, trigger) == time


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("If Chad retaliates, farmers in Peru will pay.", "retaliates", None),
        ("The king threatened tariffs; if Chad retaliates, farmers in Peru will pay.", "threatened tariffs", None),
        ("If rebels kill the envoy, troops in Peru will respond.", "kill", None),
        ("Unless the firm closes its plant in Lima, workers will strike.", "strike", None),
        ("Unless the firm closes its plant in Lima, workers will strike.", "closes", "Lima"),
        ("If rebels attack the port in Lima, the army will respond.", "attack", "Lima"),
        ("Rebels attacked a bus in Lima, and ten men were killed.", "killed", "Lima"),
    ],
)
def test_no_place_is_taken_from_beyond_an_if(text: str, trigger: str, place: str | None, read: Read) -> None:
    assert placed(read, text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("The army plans to hand over power in the summer.", "plans", None),
        ("Peru plans to help Chad in October.", "plans", None),
        ("The firm plans to vote in October.", "vote", "2025-10"),
        ("The union threatened further walkouts in October.", "threatened", None),
        ("The judge set a hearing for March.", "set a hearing", "2026-03"),
        ("The envoy pledged on Monday to meet the rebels.", "pledged", "2025-09-01"),
    ],
)
def test_a_plan_is_not_made_when_it_is_carried_out(text: str, trigger: str, time: str | None, read: Read) -> None:
    assert timed(read, text, trigger) == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The yield rose to 4.71% from 4.58% late Tuesday.", None),
        ("Sales rose to 2.3bn from 2.1bn a year earlier.", None),
        ("Profits fell to $4 million in July from $5 million a year earlier.", "2025-07"),
        ("Unemployment rose to 5.1% from 4.9% in July.", None),
        ("Prices rose 4% from a year earlier.", None),
        ("Prices rose 4% on the previous quarter.", None),
        ("Shares fell 3% compared with a year earlier.", None),
        ("The index dropped from 4,100 on Monday to 3,900 on Tuesday.", "2025-09-02"),
        ("The euro fell to $1.08 from $1.10 on Monday.", "2025-09-01"),
        ("Profit rose to $5m from $4m in the third quarter.", "2025-Q3"),
        ("Oil rose to $80 a barrel on Thursday.", "2025-09-04"),
        ("The bank cut rates from 5% to 4% in June.", "2025-06"),
        ("The bank cut rates to 4% in June.", "2025-06"),
    ],
)
def test_the_time_of_what_an_amount_was_before_is_not_the_change_s(text: str, time: str | None, read: Read) -> None:
    (event,) = [event for event in read(text).events if event.type == "PRICE-MOVE" or event.type == "RESULT"][:1]
    assert (event.time and event.time.value) == time


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Ten men were killed in the Marburg outbreak.", "killed", None),
        ("The virus, a cousin of Ebola, killed ten men.", "killed", None),
        ("An outbreak of Marburg virus disease killed ten men.", "outbreak", None),
        ("Ten men died of Marburg.", "died of", None),
        ("Ten men died from Ebola in Chad.", "died", "Chad"),
        ("Ten men died of West Nile fever.", "died of", None),
        ("A cholera outbreak in Marburg killed ten men.", "outbreak", "Marburg"),
        ("A gunman killed ten men in Marburg.", "killed", "Marburg"),
        ("Rebels killed ten men in the breach of the Minsk agreements.", "killed", None),
        ("Ten men were killed, according to the New York Times.", "killed", None),
        ("Shares in Lima Gold fell 4%.", "fell", None),
        ("Ministers met in Minsk to sign an agreement.", "met", "Minsk"),
        ("Ten men were killed in the Kabul bombing.", "killed", "Kabul"),
    ],
)
def test_what_is_called_by_the_name_of_a_place_is_not_there(
    text: str, trigger: str, place: str | None, read: Read
) -> None:
    assert placed(read, text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("France dropped its objections after a fire at Lyon.", "dropped its objections", None),
        ("Oil rose after a blast in Libya.", "rose", None),
        ("Oil rose after a blast in Libya.", "blast", "Libya"),
        ("The envoy resigned over a scandal in Peru.", "resigned", None),
        ("The bank cut its rate because of a strike in Chile.", "cut", None),
        ("Chad sent aid after a quake in Quito killed ten people.", "sent aid", None),
        ("Chad sent aid after a quake in Quito killed ten people.", "killed", "Quito"),
        ("Police arrested three men after a raid in Lyon.", "arrested", "Lyon"),
        ("Ten men died after a bomb exploded in Quito.", "died", "Quito"),
        ("The envoys signed the accord during a meeting in Lima.", "signed the accord", "Lima"),
    ],
)
def test_where_the_occasion_was_is_not_where_it_led_to_something(
    text: str, trigger: str, place: str | None, read: Read
) -> None:
    assert placed(read, text, trigger) == place


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Rebels attacked on Monday, a week after troops killed their leader.", "attacked", "2025-09-01"),
        ("Rebels attacked on Monday, a week after troops killed their leader.", "killed", None),
        ("Rebels attacked, a week after troops killed their leader on Monday.", "attacked", None),
        ("Rebels attacked, a week after troops killed their leader on Monday.", "killed", "2025-09-01"),
        ("A bus crashed on Monday, a month after a train derailed.", "derailed", None),
        ("A week after gunmen killed a judge, rebels attacked a convoy on Monday.", "killed", None),
        ("Gunmen shot a priest on Monday, hours after soldiers killed a farmer.", "killed", "2025-09-01"),
        ("Rebels attacked on Monday after troops killed their leader.", "killed", "2025-09-01"),
    ],
)
def test_what_was_a_week_before_was_on_another_day(text: str, trigger: str, time: str | None, read: Read) -> None:
    assert timed(read, text, trigger) == time
