"""How English writes times: one rule a form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from streams.extraction import timexdates, timexspans, timexsteps
from streams.extraction.calendar import (
    DAY,
    FOREVER,
    MONTH,
    MONTHS,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAYS,
)
from streams.extraction.timex import Anchor, Reading
from streams.extraction.words import words


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that begins where a word does, and what it means."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor], Reading | None]


_NUMBER: Final = (
    r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-"
    r"(?:one|two|three|four|five|six|seven|eight|nine)|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
    r"|thirty|forty|fifty|sixty|several|a few|few|a couple of|couple of|many|half an?"
)
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_TWO_DIGITS: Final = (
    rf"(?:{_TENS})(?:[ -](?:{_UNITS}))?|oh-(?:{_UNITS})|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
_YEAR: Final = r"(?:1[6-9]|20)\d\d(?!\d|,\d|\.\d)"
_PART: Final = "morning|afternoon|evening|night"
_ZONE: Final = "(?: (?:GMT|UTC|EST|ET|EDT|PT|local time))?"


def _rule(pattern: str, read: Callable[[re.Match[str], Anchor], Reading | None]) -> Rule:
    return Rule(re.compile(rf"(?:{pattern})(?!\w)", re.I), read)


RULES: Final = (
    _rule(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:]+Z?)?", timexdates.read_iso),
    _rule(
        rf"(?:(?:{DAY}),? )?(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? "
        rf"(?P<year>{_YEAR}))?(?!:\d| ?%)",
        timexdates.read_month_day,
    ),
    _rule(
        rf"(?:(?:{DAY}),? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})(?:,? "
        rf"(?P<year>{_YEAR}|\d\d(?!\d)))?",
        timexdates.read_month_day,
    ),
    _rule(
        rf"(?P<hour>\d{{1,2}})(?=:\d\d|\.\d\d ?[ap]\.?m| ?[ap]\.?m)(?:(?::|\.(?=\d\d ?[ap]\.?m))(?P<minute>\d\d))? ?"
        rf"(?P<half>[ap]\.?m\.?)?{_ZONE}(?:,? (?:on )?(?P<day>{DAY}))?",
        timexspans.read_clock,
    ),
    _rule(rf"(?P<which>last|next|coming|this|past) (?P<day>{DAY})(?: (?P<part>{_PART}))?", timexsteps.read_weekday),
    _rule(rf"(?:late |early )?(?P<which>)(?P<day>{DAY})(?: (?P<part>{_PART}))?", timexsteps.read_weekday),
    _rule(rf"(?P<day>today|yesterday|tomorrow|tonight)(?: (?P<part>{_PART}))?", timexsteps.read_near),
    _rule(rf"(?P<which>this|last) (?P<part>{_PART})", timexsteps.read_this_part),
    _rule(rf"(?P<which>last|next|past|previous|coming|this) (?P<month>{MONTH})", timexsteps.read_month_step),
    _rule(
        rf"(?P<month>{MONTH})(?:,? (?:of )?"
        rf"(?P<year>{_YEAR}))?(?! \d)",
        timexdates.read_month,
    ),
    _rule(
        r"(?:the )?(?:(?P<order>first|second|third|fourth|1st|2nd|3rd|4th|latter|last(?= half))[ -]"
        r"(?:fiscal |financial )?"
        rf"(?:(?P<half>half)|quarter)|Q(?P<q>[1-4]))(?: (?:of )?(?P<year>{_YEAR})| of (?:the|this) year)?",
        timexdates.read_quarter,
    ),
    _rule(r"the weekend", timexsteps.read_weekend),
    _rule(r"the year (?P<hundreds>two thousand)(?P<rest>)", timexdates.read_spoken_year),
    _rule(r"the year(?=[.,;]| of [$€£\d])", timexsteps.read_the_year),
    _rule(
        rf"(?:later |earlier )?(?:the (?P<which>next|following|same|previous|preceding)|that(?: same)?) "
        rf"(?P<unit>day|week|month|year|{_PART})(?P<behind>)",
        timexsteps.read_told,
    ),
    _rule(
        rf"(?:the|a) (?P<which>)(?P<unit>day|{_PART}|week|month|year) (?P<behind>before|after)(?=[.,;])",
        timexsteps.read_told,
    ),
    _rule(
        rf"the (?P<which>next|following|previous|preceding) (?P<name>{MONTH}|{SEASON})",
        timexsteps.read_named_told,
    ),
    _rule(r"(?:earlier|later) in the (?P<unit>day|week|month|year)", timexsteps.read_part_of),
    _rule(r"(?:the |a )?year-(?:ago|earlier)(?: (?:quarter|period))?", timexsteps.read_quarter_told),
    _rule(rf"overnight(?: (?:on )?(?P<day>{DAY}))?", timexsteps.read_overnight),
    _rule(rf"(?P<hour>noon|midnight)(?:,? (?:on )?(?P<day>{DAY}))?", timexspans.read_named_hour),
    _rule(rf"(?:fiscal|financial)(?: year)? ({_YEAR})", timexdates.read_fiscal),
    _rule(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)[ -]century", timexdates.read_century),
    _rule(
        rf"(?:the |earlier |later )?(?P<which>last|next|past|previous|coming|following|this|the current) "
        rf"(?P<unit>week|weekend|month|quarter|year|decade|century|{SEASON})",
        timexsteps.read_unit_step,
    ),
    _rule(
        rf"(?P<number>{_NUMBER})[ -](?P<unit>{UNIT})[ -]"
        r"(?P<ago>ago|earlier|later|from now|hence|(?:before|after)(?=[.,;]))",
        timexsteps.read_ago,
    ),
    _rule(rf"(?:every|each) (?P<unit>{UNIT}|{DAY}|{_PART}|{SEASON}|{MONTH})", timexspans.read_set),
    _rule(r"(?:once|twice) (?:an?|every) (?P<unit>day|week|month|year|hour)", timexspans.read_set),
    _rule(
        rf"(?:the )?(?:(?P<hundreds>eighteen|nineteen|twenty|two thousand)[ -](?P<rest>{_TWO_DIGITS}))",
        timexdates.read_spoken_year,
    ),
    _rule(
        rf"(?:the )?(?:(?:last|next|past|previous|coming|first|final) )?(?P<number>{_NUMBER})[ -]"
        rf"(?P<unit>{UNIT})(?:[’']s?)?(?:[ -]long)?",
        timexspans.read_duration,
    ),
    _rule(r"(?P<unit>decades|years|months|weeks|days|hours|minutes|centuries)", timexspans.read_many),
    _rule(r"(daily|weekly|monthly|quarterly|annually|yearly|nightly)", timexspans.read_often),
    _rule(rf"(?:the )?(?P<season>{SEASON})(?: (?:of )?(?P<year>{_YEAR}))?", timexsteps.read_season),
    _rule(r"(?:the )?(?:early |late |mid-)?((?:1[6-9]|20)\d0)s", timexdates.read_decade),
    _rule(r"(?:the )?(?:early |late |mid-)?[’']?([2-9]0)s", timexdates.read_decade),
    _rule(r"(?:the year )?((?:1[89]|20)\d\d)(?!\d|,\d|\.\d| ?%|-\d{2}\b)", timexdates.read_year),
    _rule(
        rf"(?:{'|'.join(sorted(FOREVER, key=len, reverse=True))})(?! as\b| (?:{_NUMBER}) | (?:{UNIT})\b)",
        timexspans.read_vague,
    ),
)
"""One form each, the longest first; the first that reads anything is taken."""


def _plain(pattern: str) -> str:
    """A pattern with no group that is kept."""
    return re.sub(r"(?<!\\)\((?:\?P<\w+>|(?!\?))", "(?:", pattern)


ANY: Final = re.compile("|".join(f"(?P<r{n}>{_plain(rule.pattern.pattern)})" for n, rule in enumerate(RULES)), re.I)
"""All of them in one, which tells by the name of its one group the first that matches."""

STARTERS: Final = (
    words(
        "last next coming this past previous following late early mid in the every each first second third fourth "
        "latter that earlier later overnight noon midnight once twice fiscal financial today tomorrow tonight "
        "yesterday q1 q2 q3 q4 daily weekly monthly quarterly annually yearly nightly decades years months weeks days "
        "hours minutes centuries several few a an couple many half one two three four five six seven eight nine ten "
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
        "seventy eighty ninety monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
        "thursdays fridays saturdays sundays weekend mon tue tues wed thu thur thurs fri sat sun"
    )
    | {form for name in MONTHS for form in (name, f"{name}.")}
    | set(SEASONS)
    | {name.split()[0] for name in FOREVER}
)
"""Words in lower case that a time begins with, beside digits."""

ARTICLES: Final = words("the a an in that this")
"""Starters that most often begin something else."""

TIMELY: Final = (
    frozenset((*UNITS, *PARTS, *SEASONS, *MONTHS, *WEEKDAYS))
    | words("century centuries half past future eighteen nineteen twenty two few couple several hundred weekend near")
    | words("monday tuesday wednesday thursday friday saturday sunday first second third fourth q1 q2 q3 q4 ten")
    | {f"{name}." for name in MONTHS}
    | {word for name in FOREVER for word in name.split()} - {"in", "the", "at"}
    | words("last next previous following preceding same coming current latter year-ago eleven twelve three four five")
)
"""Words one of which stands close behind such a starter, if it begins a time."""
