"""The views of schema `report` that answer questions, out of those that show what is there."""

from typing import Final

from models.views import HAPPENED, Column, View

_COUNTED: Final = f"""
FROM (
  SELECT event.published_at, event.type, event.source_countries, {HAPPENED} AS happened, 1 AS events
  FROM public.events AS event WHERE event.retracted_at IS NULL
  UNION ALL
  SELECT article.published_at, tally.type, tally.source_countries, tally.happened, tally.events
  FROM public.tallies AS tally JOIN public.articles AS article ON article.id = tally.article_id
) AS event
"""
"""Events that count, and those whose words retention has dropped."""

DAILY: Final = View(
    "daily",
    "How many events were reported a day, by type and by country of who acts; one of two countries counts for both. "
    "Those whose words retention has dropped count on.",
    (
        Column("day", "(event.published_at AT TIME ZONE 'UTC')::date", "Day of publication in UTC; null: not stated."),
        Column("type", "event.type", "The events' type."),
        Column("source_country", "actor.country", "ISO 3166-1 alpha-3 of who acts; null: unknown."),
        Column("events", "sum(event.events)::bigint", "How many events."),
        Column(
            "happened",
            "coalesce(sum(event.events) FILTER (WHERE event.happened), 0)::bigint",
            "How many of them are said to have happened.",
        ),
    ),
    f"""
{_COUNTED}LEFT JOIN LATERAL unnest(event.source_countries) AS actor (country) ON true
GROUP BY 1, 2, 3
""",
)

CLAIMS: Final = View(
    "claims",
    "Events that somebody is reported to have asserted or denied, with what they are by that word.",
    (
        Column("event_id", "event.id", "The event's id."),
        Column("article_id", "event.article_id", "The producer's id of the article."),
        Column("published_at", "event.published_at", "When that was published; null: not stated."),
        Column("speaker", "coalesce(event.speaker, event.attribution)", "Who says so."),
        Column("country", "event.speaker_country", "The speaker's country, ISO 3166-1 alpha-3; null: unknown."),
        Column("anonymous", "event.anonymous", "Whether that is somebody without a name."),
        Column("denied", "event.said_polarity = 'NEG'", "Whether the speaker says that it is not so."),
        Column("type", "event.type", "The event's type."),
        Column("trigger", "event.trigger", "The word that tells of it."),
        Column("source_actors", "event.source_actors", "Names of those who act."),
        Column("source_countries", "event.source_countries", "Their countries."),
        Column("target_actors", "event.target_actors", "Names of those it is done to."),
        Column("target_countries", "event.target_countries", "Their countries."),
        Column("certainty", "event.said_certainty", "How sure the speaker is."),
        Column("future", "event.said_future", "Whether it was still to come."),
    ),
    """
FROM report.events AS event
WHERE NOT event.own_word AND event.attribution IS NOT NULL
""",
)

COMMITMENTS: Final = View(
    "commitments",
    "Threats and promises that were made, with who made them to whom.",
    (
        Column("event_id", "event.id", "The event's id."),
        Column("article_id", "event.article_id", "The producer's id of the article."),
        Column("published_at", "event.published_at", "When that was published; null: not stated."),
        Column("kind", "CASE event.type WHEN 'THREATEN' THEN 'threat' ELSE 'promise' END", "threat or promise."),
        Column("made_by", "event.source_actors", "Names of those who make it."),
        Column("made_by_countries", "event.source_countries", "Their countries, ISO 3166-1 alpha-3."),
        Column("made_to", "event.target_actors", "Names of those it is made to."),
        Column("made_to_countries", "event.target_countries", "Their countries, ISO 3166-1 alpha-3."),
        Column("trigger", "event.trigger", "The word that tells of it."),
        Column("mode", "event.mode", "PLOVER 2021's mode; null: none."),
        Column("attribution", "event.attribution", "On whose word it is told; null: the article's own."),
    ),
    """
FROM report.events AS event
WHERE event.type IN ('THREATEN', 'AGREE') AND event.polarity = 'POS' AND event.certainty <> 'POSSIBLE'
""",
)

WEEKLY: Final = View(
    "weekly",
    "How many events were reported a week, by type and by country of who acts, as of the last `wireroom refresh`.",
    (
        Column(
            "week",
            "date_trunc('week', event.published_at AT TIME ZONE 'UTC')::date",
            "Monday of the week of publication in UTC; null: not stated.",
        ),
        Column("country", "actor.country", "ISO 3166-1 alpha-3 of who acts; null: unknown."),
        Column("type", "event.type", "The events' type."),
        Column("events", "sum(event.events)::bigint", "How many events."),
        Column(
            "happened",
            "coalesce(sum(event.events) FILTER (WHERE event.happened), 0)::bigint",
            "How many of them are said to have happened.",
        ),
        Column("refreshed_at", "now()", "As of when all of it is; the database's clock."),
    ),
    f"""
{_COUNTED}LEFT JOIN LATERAL unnest(event.source_countries) AS actor (country) ON true
GROUP BY 1, 2, 3
""",
    unique=("week", "country", "type"),
)

_OWN: Final = """SELECT 'event' AS measures, found.*
  FROM public.numbers AS found WHERE found.event_id = event.id AND found.retracted_at IS NULL"""
_TAKING_PART: Final = """SELECT part.role, found.*
  FROM public.participants AS part
  JOIN public.numbers AS found ON found.article_id = event.article_id AND found.counted_start = part.start
   AND found.retracted_at IS NULL AND found.event_id IS DISTINCT FROM event.id
  WHERE part.event_id = event.id"""
_OF_THE_ACT: Final = """SELECT 'event', found.*
  FROM public.events AS act
  JOIN public.numbers AS found ON found.event_id = act.id AND found.retracted_at IS NULL
  WHERE event.type IN ('DIE', 'INJURE') AND act.article_id = event.article_id AND act.id <> event.id
   AND act.trigger_start = event.trigger_start AND act.retracted_at IS NULL"""


def _measured(*numbers: str) -> str:
    whatever = "\n  UNION ALL ".join(numbers)
    return f"""
FROM public.events AS event
CROSS JOIN LATERAL (
  {whatever}
) AS number
JOIN public.articles AS article ON article.id = event.article_id
LEFT JOIN public.times AS moment ON moment.id = event.time_id
LEFT JOIN public.places AS place ON place.id = event.place_id
WHERE event.retracted_at IS NULL"""


MEASURED: Final = View(
    "measured",
    "Events with the quantities that measure them, or count who takes part: how many, how much, and on whose word. "
    "What measures an act measures too the harm that the same word tells of.",
    (
        Column(
            "measures", "number.measures", "What the number is of: event, or the role of those it counts, as source."
        ),
        Column("number_id", "number.id", "The number's id."),
        Column("event_id", "event.id", "The event's id."),
        Column("article_id", "article.article_id", "The producer's id of the article."),
        Column("published_at", "event.published_at", "When that was published; null: not stated."),
        Column("type", "event.type", "The event's type."),
        Column("mode", "event.mode", "Its PLOVER 2021 mode; null: none."),
        Column("trigger", "event.trigger_text", "The word that tells of it."),
        Column("happened", HAPPENED, "Whether it is said to have happened."),
        Column("source_countries", "event.source_countries", "Countries of those who act."),
        Column("target_countries", "event.target_countries", "Countries of those it is done to."),
        Column("time", "moment.value", "When it happened or is to happen, as TIMEX3; null: not stated."),
        Column("place", "place.name", "Where it happened; null: not stated."),
        Column("place_country", "place.country", "The place's country, ISO 3166-1 alpha-3; null: unknown."),
        Column("text", "number.text", "The number's words."),
        Column("value", "number.value", "The value, exact, in unit; null for a range."),
        Column("low", "number.low", "A range's lower end; null: no range."),
        Column("high", "number.high", "A range's upper end; null: no range."),
        Column("bound", "number.bound", "=, ~ about, <, <=, >, >= at least."),
        Column("unit", "number.unit", "ISO 4217 for currency, % for percent, pint's name; null for count."),
        Column("unit_kind", "number.unit_kind", "currency, percent, physical or count."),
        Column("counted", "number.counted_text", "The noun phrase that is counted; null: none."),
        Column("attribution", "number.attribution_source_text", "On whose word; null: the article's own."),
    ),
    _measured(_OWN, _TAKING_PART, _OF_THE_ACT),
)

_MOST: Final = "mode() WITHIN GROUP (ORDER BY place.{0}) FILTER (WHERE place.{0} IS NOT NULL)"

CASUALTIES: Final = View(
    "casualties",
    "How many were killed and injured, by article and day; the highest number that the article gives.",
    (
        Column("article_id", "article.article_id", "The producer's id of the article."),
        Column("published_at", "event.published_at", "When that was published; null: not stated."),
        Column("day", "left(moment.value, 10)", "When it happened, as far as a day, as TIMEX3; null: not stated."),
        Column("place", _MOST.format("name"), "Where it happened, as most of it has it; null: not stated."),
        Column("place_country", _MOST.format("country"), "The same for the country; null: unknown."),
        Column(
            "killed",
            "max(coalesce(number.value, number.high)) FILTER (WHERE event.type = 'DIE')",
            "How many died; null: no number.",
        ),
        Column(
            "injured",
            "max(coalesce(number.value, number.high)) FILTER (WHERE event.type = 'INJURE')",
            "How many were injured; null: no number.",
        ),
        Column(
            "attributions",
            "coalesce(array_agg(DISTINCT number.attribution_source_text)"
            " FILTER (WHERE number.attribution_source_text IS NOT NULL), '{}')",
            "On whose word; empty: the article's own alone.",
        ),
    ),
    f"""{_measured(_OWN, _OF_THE_ACT)}
  AND event.type IN ('DIE', 'INJURE') AND number.unit_kind = 'count' AND {HAPPENED}
GROUP BY 1, 2, 3
""",
)

_RETRACTED: Final = """SELECT '{0}' AS kind, said.id, said.article_id, said.{1} AS words, said.retracted_at,
    said.retracted_by
  FROM public.{0}s AS said WHERE said.retracted_at IS NOT NULL"""

RETRACTIONS: Final = View(
    "retractions",
    "What articles said and say no longer, since when, and by which version.",
    (
        Column("kind", "said.kind", "event, number or statement."),
        Column("id", "said.id", "Its id."),
        Column("article_id", "article.article_id", "The producer's id of the article."),
        Column("title", "article.title", "The headline that it has now; null: none."),
        Column("words", "said.words", "The event's trigger, the number's or the statement's words."),
        Column("retracted_at", "said.retracted_at", "Since when it is said no longer; the database's clock."),
        Column("by_version", "(said.retracted_by ->> 'version')::bigint", "By which version; null: it counts none."),
        Column("withdrawn", "article.status = 'canceled'", "Whether the article as a whole was withdrawn."),
    ),
    f"""
FROM (
  {_RETRACTED.format("event", "trigger_text")}
  UNION ALL {_RETRACTED.format("number", "text")}
  UNION ALL {_RETRACTED.format("statement", "content_text")}
) AS said
JOIN public.articles AS article ON article.id = said.article_id
""",
)

UNREAD: Final = View(
    "unread",
    "Articles that were not read: messages that are none or could not be read, and articles that were skipped.",
    (
        Column("article_id", "unread.article_id", "The producer's id of the article; null: none could be read."),
        Column("reason", "unread.reason", "Class of the error, or skipped."),
        Column("message", "unread.message", "What was wrong, for a person."),
        Column("stands", "unread.stands", "Where its message is on news.articles, PARTITION:OFFSET."),
        Column("at", "unread.at", "Since when the ledger has it; the database's clock."),
    ),
    """
FROM (
  SELECT letter.article_id, letter.reason, letter.message, concat_ws(':', letter.partition, letter."offset") AS stands,
    letter.received_at AS at
  FROM public.dead_letters AS letter
  UNION ALL
  SELECT article.article_id, 'skipped', article.skipped, concat_ws(':', article.partition, article."offset"),
    article.stored_at
  FROM public.articles AS article WHERE article.skipped IS NOT NULL AND article.status = 'usable'
) AS unread
""",
)
