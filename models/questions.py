"""The views of schema `report` that answer questions, out of those that show what is there."""

from typing import Final

from models.views import HAPPENED, QUADS, Column, View

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

# Whose claims are about the same is found by who is said to have acted, by country or by name: a key that joins.
_PARTIES: Final = """(
  SELECT claim.*, party.name AS party
  FROM report.claims AS claim
  CROSS JOIN LATERAL (
    SELECT unnest(claim.source_countries) AS name UNION SELECT unnest(claim.source_actors)
  ) AS party
) AS {}"""

DISPUTES: Final = View(
    "disputes",
    "What one asserts and another denies: events of one type by or on the same countries or names, told within a week, "
    "as of the last `wireroom refresh`.",
    (
        Column("type", "claim.type", "The events' type."),
        Column("claimant", "claim.speaker", "Who asserts it."),
        Column("claimant_country", "claim.country", "The claimant's country; null: unknown."),
        Column("denier", "denial.speaker", "Who denies it."),
        Column("denier_country", "denial.country", "The denier's country; null: unknown."),
        Column("claimed", "claim.event_id", "The event as it is asserted."),
        Column("denied", "denial.event_id", "The event as it is denied."),
        Column("claimed_at", "claim.published_at", "When the assertion was published; null: not stated."),
        Column("denied_at", "denial.published_at", "When the denial was published; null: not stated."),
        Column("refreshed_at", "now()", "As of when all of it is; the database's clock."),
    ),
    f"""
FROM {_PARTIES.format("claim")}
JOIN {_PARTIES.format("denial")}
  ON denial.type = claim.type AND denial.party = claim.party AND denial.denied AND NOT claim.denied
 AND denial.speaker <> claim.speaker
 AND (claim.target_actors = '{{}}' OR denial.target_actors = '{{}}'
      OR denial.target_countries && claim.target_countries OR denial.target_actors && claim.target_actors)
 AND (denial.article_id = claim.article_id OR denial.published_at
      BETWEEN claim.published_at - interval '7 days' AND claim.published_at + interval '7 days')
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
""",
    unique=("claimed", "denied"),
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

# All is read once and joined with itself: a view would be read anew for each side.
_PAIRS: Final = r"""
  WITH dated AS MATERIALIZED (
    SELECT measured.*, coalesce(left(time, 10), (published_at AT TIME ZONE 'UTC')::date::text) AS day,
      regexp_replace(lower(counted), '^.*\s', '') AS last_word
    FROM report.measured WHERE happened AND value IS NOT NULL AND place IS NOT NULL
  )
  SELECT one, other FROM dated AS one
  JOIN dated AS other USING (type, measures, place, day, unit_kind)
  WHERE other.value > one.value
    AND (other.place_country, other.unit) IS NOT DISTINCT FROM (one.place_country, one.unit)
    AND (one.article_id, one.attribution) IS DISTINCT FROM (other.article_id, other.attribution)
    AND (one.type IN ('DIE', 'INJURE') OR one.measures <> 'event' OR lower(one.trigger) = lower(other.trigger))
    AND (one.type IN ('DIE', 'INJURE') AND num_nulls(one.counted, other.counted) > 0
         OR one.last_word IS NOT DISTINCT FROM other.last_word)"""

DISAGREEMENTS: Final = View(
    "disagreements",
    "Numbers that do not agree: of the same thing, at one place on one day, by others' words or in other articles, as "
    "of the last `wireroom refresh`.",
    (
        Column("number_id", "(pair.one).number_id", "The lower number's id."),
        Column("other_number_id", "(pair.other).number_id", "The higher one's."),
        Column("event_id", "(pair.one).event_id", "The event that the lower measures."),
        Column("other_event_id", "(pair.other).event_id", "The event that the higher measures."),
        Column("type", "(pair.one).type", "The events' type."),
        Column("place", "(pair.one).place", "Where they happened."),
        Column("place_country", "(pair.one).place_country", "That place's country; null: unknown."),
        Column("day", "(pair.one).day", "When they happened, or were published where that is not stated."),
        Column("value", "(pair.one).value", "The lower number."),
        Column("counted", "(pair.one).counted", "What it counts; null: none."),
        Column("attribution", "(pair.one).attribution", "Whose word the lower is; null: the article's own."),
        Column("article_id", "(pair.one).article_id", "The article that has it."),
        Column("other_value", "(pair.other).value", "The higher number."),
        Column("other_counted", "(pair.other).counted", "What that counts; null: none."),
        Column("other_attribution", "(pair.other).attribution", "Whose word the higher is; null: the article's own."),
        Column("other_article_id", "(pair.other).article_id", "The article that has that."),
        Column(
            "published_at",
            "greatest((pair.one).published_at, (pair.other).published_at)",
            "When the later was published.",
        ),
        Column("refreshed_at", "now()", "As of when all of it is; the database's clock."),
    ),
    f"FROM ({_PAIRS}) AS pair",
    unique=("number_id", "other_number_id", "event_id", "other_event_id"),
)

_DEEDS: Final = ", ".join(repr(code) for code in QUADS[4])
# In the order of time: a join of threats with deeds is their product where two countries are at war.
_IN_TURN: Final = f"""
  WITH act AS (
    SELECT told.*, count(*) FILTER (WHERE done)
      OVER (PARTITION BY by_country, on_country, type ORDER BY published_at DESC, done, id DESC) AS deeds_from_here
    FROM (
      SELECT event.id, event.published_at, event.trigger_text, event.type <> 'THREATEN' AS done, deed.type,
        maker.country AS by_country, target.country AS on_country
      FROM public.events AS event, unnest(event.source_countries) AS maker (country),
        unnest(event.target_countries) AS target (country),
        unnest(CASE event.type WHEN 'THREATEN' THEN ARRAY[{_DEEDS}] ELSE ARRAY[event.type] END) AS deed (type)
      WHERE event.retracted_at IS NULL AND event.published_at IS NOT NULL
        AND event.polarity = 'POS' AND event.certainty = 'CERTAIN'
        AND (event.type = 'THREATEN' OR NOT event.future AND event.type IN ({_DEEDS}))
    ) AS told
  )
  SELECT threat, deed FROM act AS threat JOIN act AS deed USING (by_country, on_country, type, deeds_from_here)
  WHERE deed.done AND NOT threat.done AND deed.published_at <= threat.published_at + interval '30 days'"""

CARRIED_OUT: Final = View(
    "carried_out",
    "Threats, and what of each kind who made them did first to whom they were made to, in the 30 days after, by "
    "country, as of the last `wireroom refresh`.",
    (
        Column("threat_id", "(carried.threat).id", "The threat."),
        Column(
            "deed_id",
            "(carried.deed).id",
            "What happened: sanctions, coercion, an assault, a mobilisation or a protest.",
        ),
        Column("by_country", "(carried.threat).by_country", "Whose threat and deed, ISO 3166-1 alpha-3."),
        Column("on_country", "(carried.threat).on_country", "Whom they are aimed at, ISO 3166-1 alpha-3."),
        Column("threatened_at", "(carried.threat).published_at", "When the threat was published."),
        Column("threat", "(carried.threat).trigger_text", "The word that tells of it."),
        Column("done_at", "(carried.deed).published_at", "When the deed was published."),
        Column("type", "(carried.deed).type", "The deed's type."),
        Column("deed", "(carried.deed).trigger_text", "The word that tells of it."),
        Column("refreshed_at", "now()", "As of when all of it is; the database's clock."),
    ),
    f"FROM ({_IN_TURN}) AS carried",
    unique=("threat_id", "deed_id", "by_country", "on_country"),
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
