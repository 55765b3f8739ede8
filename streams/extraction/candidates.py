"""What may tell when or where an event was: each time and place of a text, and what it hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from streams.extraction.clauses import Predication
from streams.extraction.lexicon import COUNTRIES, EMBEDDING, WORD_CLASSES
from streams.extraction.lexicon.placewords import PLACE_WORDS
from streams.extraction.places import PlaceMention
from streams.extraction.times import TimeMention
from streams.extraction.view import View
from streams.extraction.words import words

M = TypeVar("M")

_PATH: Final = 6
DAY: Final = len("2025-09-04")
"""Characters of a TIMEX3 value from which on it tells a day or a part of a week, not a month."""
_YEAR: Final = len("2025")
_COMPARED: Final = frozenset(("since", "than", "until"))
"""What stands before a time at which the event was not."""
_POSSESSIVE: Final = frozenset(("'s", "’s"))
_IN: Final = words("in at near inside outside across around off")
_ASIDE: Final = PLACE_WORDS["direction"] | {"the", "nearby", "neighbouring", "neighboring"}
_PEOPLE: Final = WORD_CLASSES["@person"]
_FROM: Final = frozenset(("of", "from"))
_AMBIGUOUS: Final = words("protocol convention times post herald observer chronicle papers strain")
"""What bears the name of the place before it only with a capital: "the Geneva Convention"."""
_SUFFERING: Final = words("die suffer recover")
_SHARES: Final = words("share stake stock holding interest")
_BEARINGS: Final = words(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west"
    " kilometre kilometer km mile"
)
_SETTLED: Final = words("city town village port capital locality municipality")
_RANK: Final = {"city": 0, "county": 1, "region": 2, "division": 4, "country": 5}
_LOCATIVE: Final = PLACE_WORDS["locating"] - {"to", "from", "into", "toward", "towards"} | {"of"}
_PARLEYS: Final = words("talk meeting negotiation summit dialogue consultation discussion agreement deal accord truce")
_JOURNEYS: Final = words("visit trip tour stopover")
_OPENING: Final = frozenset(("ADV", "SCONJ", "INTJ", "VERB"))
_BUILT: Final = PLACE_WORDS["road"] | PLACE_WORDS["building"]
_PART: Final = 2
_ROAD: Final = 3
VAGUE: Final = 3
"""From this rank on a place is taken only where the sentences around have none that is closer to a town."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[M]):
    """A time or place of a sentence: `above` is the predication that it hangs on, `spoken`: that one is of saying.

    Of several that hang alike the one of the lowest `rank` is meant; `loose`: nothing but nearness speaks for it;
    `alone`: it holds for its own sentence alone.
    """

    mention: M
    at: int
    above: int | None
    spoken: bool
    rank: int
    loose: bool = False
    alone: bool = False


def times_told(
    view: View, predications: dict[int, Predication], times: Sequence[TimeMention]
) -> list[Candidate[TimeMention]]:
    """Those that name a moment; a day before a month or a year."""
    return [
        _candidate(
            view,
            predications,
            time,
            time.at,
            time.at,
            0 if is_day(time) else VAGUE,
            alone=is_year(time),
        )
        for time in times
        if not time.filed
        and time.type in ("DATE", "TIME")
        and time.value is not None
        and time.value[0].isdecimal()
        and view.lower[time.at - 1] not in _COMPARED
    ]


def is_day(time: TimeMention) -> bool:
    """Whether it tells a day, and no week, month or year."""
    return time.value is not None and len(time.value) >= DAY and "W" not in time.value


def is_year(time: TimeMention) -> bool:
    """Whether nothing but a year is told, as of what only comes to mind: "a quake in 2010 killed ten"."""
    return time.value is not None and len(time.value) <= _YEAR


def places_told(
    view: View, predications: dict[int, Predication], places: Sequence[PlaceMention]
) -> list[Candidate[PlaceMention]]:
    """Those that may be where something happens: a town before a street, a country last."""
    found = []
    for place in places:
        kind = None if place.site is None else place.site.entry.kind
        if place.at < 0 or _is_owner(view, place) or _is_called_so(view, place) or _is_object(view, place):
            continue
        if not (place.inner or is_located(view, place)) and (kind not in ("city", "county") or is_seat(place)):
            continue
        rank = VAGUE if is_apart(view, place) else _rank(place)
        found.append(_candidate(view, predications, place, place.at, place.end - 1, rank, loose=not place.inner))
    return found


def _is_owner(view: View, place: PlaceMention) -> bool:
    """Whether a name only says whose something is: "the answer to Tallinn's expulsion", not "in Tallinn's port"."""
    owned = place.end < len(view) and view.lower[place.end] in _POSSESSIVE
    return owned and view.lower[place.start - 1] not in _IN


def _is_called_so(view: View, place: PlaceMention) -> bool:
    """Whether a name is that of a disease, or what is behind it bears it: "died of Ebola", "the Minsk agreements"."""
    if place.end < len(view) and view.lower[place.end] in PLACE_WORDS["called"]:
        return view.lower[place.end] not in _AMBIGUOUS or view.word[place.end][0].isupper()
    return place.name.lower() in PLACE_WORDS["disease"] and view.lower[place.start - 1] not in _IN


def _is_object(view: View, place: PlaceMention) -> bool:
    """Whether it is what somebody died of or has a share in: "died of Marburg", "shares in Lima Gold"."""
    by = view.head[place.end - 1]
    lemma = view.lemma[view.head[by]]
    return (lemma in _SUFFERING and view.lower[by] in _FROM) or (lemma in _SHARES and view.lower[by] == "in")


def is_apart(view: View, place: PlaceMention) -> bool:
    """Whether a place only tells how far off something was, or where somebody comes from.

    "9 km north of Pisco", "41 km from the city of Pisco", "a man from nearby Pisco".
    """
    before = place.start - 1
    while before > 0 and view.lower[before] in _ASIDE:
        before -= 1
    if before > 0 and view.lower[before] == "of" and view.lemma[view.head[before]] in _SETTLED:
        before = view.head[view.head[before]]
    if before < 1 or view.lower[before] not in _FROM:
        return False
    return view.lemma[before - 1] in _BEARINGS or (
        view.lower[before] == "from" and view.lemma[view.head[before]] in _PEOPLE
    )


def has_bearing(view: View, place: PlaceMention) -> bool:
    """Whether only a part of what bears the name is meant: "southern Peru", "the east of Peru"."""
    return view.lower[place.start - 1] in PLACE_WORDS["direction"] or is_apart(view, place)


def _rank(place: PlaceMention) -> int:
    if place.site is not None and not place.site.inside:
        return _RANK[place.site.entry.kind]
    return _ROAD if place.name.split()[-1].lower() in _BUILT else _PART


def is_street(place: PlaceMention) -> bool:
    """Whether an unknown name is that of a street or a building."""
    return _rank(place) == _ROAD or any(letter.isdecimal() for letter in place.name)


def is_seat(place: PlaceMention) -> bool:
    """Whether a name may stand for a government."""
    return place.name.lower() in COUNTRIES.seats


def _candidate(
    view: View,
    predications: dict[int, Predication],
    mention: M,
    at: int,
    hangs: int,
    rank: int,
    loose: bool = False,
    alone: bool = False,
) -> Candidate[M]:
    above = _above(view, predications, hangs)
    embedding = None if above is None else EMBEDDING.get((predications[above].kind, predications[above].lemma))
    spoken = embedding is not None and embedding.reporting
    if above is not None and predications[above].passive and predications[above].lemma == "report":
        # "The blast was reported at noon": when it was.
        spoken = False
    return Candidate(mention, at, above, spoken, rank, loose, alone)


def _above(view: View, predications: dict[int, Predication], token: int) -> int | None:
    """The predication that a word hangs on."""
    for _ in range(_PATH):
        if view.head[token] == token:
            return None
        token = view.head[token]
        if token in predications:
            return token
    return None


def is_located(view: View, place: PlaceMention) -> bool:
    """Whether a preposition of place stands before it, or a comma that closes no adverb, or it is what is visited.

    Who acts ("In an odd move, Peru banned it") and whose something is ("allies of Peru's") are not where it is.
    """
    at = place.start - 1
    if view.dep[place.end - 1] == "nsubj" or (view.dep[place.end - 1] == "poss" and view.lower[at] == "of"):
        return False
    while at > 0 and view.lower[at] in _ASIDE:
        at -= 1
    if at > 0 and view.word[at] == ",":
        return view.pos[at - 1] not in _OPENING
    if at >= 0 and view.lower[at] == "between" and view.lemma[view.head[at]] in _PARLEYS:
        return False
    if at > 0 and view.lower[at] == "to" and view.lemma[view.head[at]] in _JOURNEYS:
        return True
    return at >= 0 and view.lower[at] in _LOCATIVE
