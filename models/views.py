"""The views of schema `report`: every column with its expression and its meaning."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Column:
    """A column of a view."""

    name: str
    expression: str
    comment: str


@dataclass(frozen=True)
class View:
    """A view: columns, and what they are read from."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    tables: str
    """All that follows the columns, from FROM on."""

    @property
    def query(self) -> str:
        """Its SELECT."""
        columns = ",\n  ".join(f"{column.expression} AS {column.name}" for column in self.columns)
        return f"SELECT\n  {columns}\n{self.tables.strip()}"


QUADS: Final = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("CONCEDE", "COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""PLOVER's quad classes: verbal and material cooperation, verbal and material conflict."""

_QUAD: Final = " ".join(
    f"WHEN event.type IN ({', '.join(repr(code) for code in types)}) THEN {quad}" for quad, types in QUADS.items()
)

_ARTICLE: Final = (
    Column("article_id", "article.article_id", "The producer's id of the article."),
    Column("source", "source.name", "Publisher; null: not stated."),
    Column("url", "article.url", "Where the article can be read; null: not stated."),
    Column("title", "article.title", "The article's headline; null: none."),
    Column("published_at", "article.published_at", "When it was published, by its producer; null: not stated."),
)
_FROM_ARTICLE: Final = """
JOIN public.articles AS article ON article.id = {0}.article_id
LEFT JOIN public.sources AS source ON source.id = article.source_id
"""

ARTICLES: Final = View(
    "articles",
    "Articles, each as its newest version has it; withdrawn ones too.",
    (
        *_ARTICLE,
        Column("body", "article.body", "Running text."),
        Column("language", "article.language", "BCP 47 tag; null: unknown."),
        Column("version", "article.version", "The producer's count of versions; null: it counts none."),
        Column("updated_at", "article.updated_at", "When this version was made; null: not stated."),
        Column("status", "article.status", "usable, or canceled: withdrawn, and nothing of it counts."),
        Column("skipped", "article.skipped", "Why nothing was read in it; null: it was read."),
        Column(
            "events",
            "(SELECT count(*) FROM public.events AS event"
            " WHERE event.article_id = article.id AND event.retracted_at IS NULL)"
            " + (SELECT coalesce(sum(tally.events), 0) FROM public.tallies AS tally"
            " WHERE tally.article_id = article.id)::bigint",
            "How many events it tells of.",
        ),
        Column("stored_at", "article.stored_at", "When this version was stored; the database's clock."),
        Column(
            "dropped_at",
            "article.dropped_at",
            "Since when its words are gone, by retention, and its events are only counted; null: they are there.",
        ),
    ),
    """
FROM public.articles AS article
LEFT JOIN public.sources AS source ON source.id = article.source_id
""",
)

EVENTS: Final = View(
    "events",
    "What articles say was done, is to be done, may be done or was not done; one row a predicate, live ones only.",
    (
        Column("id", "event.id", "The event's id, as on news.events."),
        *_ARTICLE,
        Column("type", "event.type", "PLOVER's sixteen types; ACE 2005's names for what PLOVER leaves out."),
        Column("mode", "event.mode", "PLOVER 2021's mode; null: none."),
        Column("contexts", "event.contexts", "PLOVER 2021's contexts: diplomatic, military, economic, …"),
        Column(
            "quad",
            f"CASE {_QUAD} END",
            "PLOVER's quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict; else null.",
        ),
        Column("trigger", "event.trigger_text", "The word that says it."),
        Column("source_actors", "part.source_actors", "Names of those who act, in the text's order."),
        Column("source_countries", "part.source_countries", "Their countries, ISO 3166-1 alpha-3, each once."),
        Column("target_actors", "part.target_actors", "Names of those it is done to, in the text's order."),
        Column("target_countries", "part.target_countries", "Their countries, ISO 3166-1 alpha-3, each once."),
        Column("time", "moment.value", "When it happened or is to happen, as TIMEX3; null: not stated."),
        Column("place", "place.name", "Where it happened; null: not stated."),
        Column("place_country", "place.country", "The place's country, ISO 3166-1 alpha-3; null: unknown."),
        Column("latitude", "place.latitude", "Degrees north, WGS 84; null: unknown."),
        Column("longitude", "place.longitude", "Degrees east, WGS 84; null: unknown."),
        Column("polarity", "event.polarity", "POS, or NEG: said not to be so."),
        Column("certainty", "event.certainty", "CERTAIN, PROBABLE or POSSIBLE, in the author's word."),
        Column("future", "event.future", "Whether it was still to come when written."),
        Column(
            "happened",
            "event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future",
            "Whether it is said to have happened: POS, CERTAIN, and not future.",
        ),
        Column("attribution", "event.attribution_source_text", "On whose word; null: the article's own."),
        Column("speaker", "speaker.name", "Who that is, as far as the article tells; null: unknown, or its own word."),
        Column("speaker_country", "speaker.country", "Whose country that is, ISO 3166-1 alpha-3; null: unknown."),
        Column("anonymous", "coalesce(statement.anonymous, false)", "Whether that is somebody without a name."),
        Column(
            "own_word",
            "event.attribution_cue_text IS NULL",
            "Whether the article says so itself, and not only that somebody said so.",
        ),
        Column(
            "said_polarity", "event.attribution_polarity", "POS or NEG by the source's word; null: the article's own."
        ),
        Column("said_certainty", "event.attribution_certainty", "The same for certainty."),
        Column("said_future", "event.attribution_future", "The same for what was still to come."),
        Column("confidence", "event.confidence", "How sure the reading is, 0 to 1."),
        Column("recorded_at", "event.recorded_at", "When it was written or last changed; the database's clock."),
    ),
    f"""
FROM public.events AS event
{_FROM_ARTICLE.strip().format("event")}
LEFT JOIN public.times AS moment ON moment.id = event.time_id
LEFT JOIN public.places AS place ON place.id = event.place_id
LEFT JOIN public.statements AS statement ON statement.id = event.statement_id
LEFT JOIN public.actors AS speaker ON speaker.id = statement.actor_id
CROSS JOIN LATERAL (
  SELECT
    coalesce(array_agg(actor.name ORDER BY ordinal) FILTER (WHERE role = 'source'), '{{}}') AS source_actors,
    coalesce(array_agg(actor.name ORDER BY ordinal) FILTER (WHERE role = 'target'), '{{}}') AS target_actors,
    coalesce(array_agg(DISTINCT actor.country) FILTER (WHERE role = 'source' AND actor.country IS NOT NULL), '{{}}')
      AS source_countries,
    coalesce(array_agg(DISTINCT actor.country) FILTER (WHERE role = 'target' AND actor.country IS NOT NULL), '{{}}')
      AS target_countries
  FROM public.participants AS participant
  JOIN public.actors AS actor ON actor.id = participant.actor_id
  WHERE participant.event_id = event.id
) AS part
WHERE event.retracted_at IS NULL
""",
)

NUMBERS: Final = View(
    "numbers",
    "Quantities that articles state, normalised and exact; live ones only.",
    (
        Column("id", "number.id", "The number's id, as on news.numbers."),
        *_ARTICLE,
        Column("text", "number.text", "The words."),
        Column("value", "number.value", "The value, exact, in unit; null for a range."),
        Column("low", "number.low", "A range's or change's one end, exact, in unit; null: no range."),
        Column("high", "number.high", "A range's or change's other end, exact, in unit; null: no range."),
        Column("bound", "number.bound", "=, ~ about, <, <=, >, >= at least."),
        Column("unit", "number.unit", "ISO 4217 for currency, % for percent, pint's name; null for count."),
        Column("unit_kind", "number.unit_kind", "currency, percent, physical or count."),
        Column("counted", "number.counted_text", "The noun phrase that is counted; null: none."),
        Column("period", "number.period", "ISO 8601 duration in which it recurs; null: it does not."),
        Column("change", "number.change", "up or down; null: no change is stated."),
        Column("concept", "number.concept", "What is measured, as text; null: unknown."),
        Column("event_id", "number.event_id", "The event that it measures; null: none."),
        Column("event_type", "event.type", "That event's type; null: none."),
        Column("attribution", "number.attribution_source_text", "On whose word it is; null: the article's own."),
        Column("recorded_at", "number.recorded_at", "When it was written or last changed; the database's clock."),
    ),
    f"""
FROM public.numbers AS number
{_FROM_ARTICLE.strip().format("number")}
LEFT JOIN public.events AS event ON event.id = number.event_id
WHERE number.retracted_at IS NULL
""",
)

STATEMENTS: Final = View(
    "statements",
    "What articles report as somebody's words; a quotation in pieces is several; live ones only.",
    (
        Column("id", "statement.id", "The statement's id."),
        *_ARTICLE,
        Column("kind", "statement.kind", "speech: told on the speaker's word; attitude: judged, wanted or asked for."),
        Column("speaker", "statement.source_text", "Whose words they are, as it stands there; null: unsaid."),
        Column("actor", "actor.name", "Who that is, as far as the article tells anywhere; null: unknown."),
        Column("actor_country", "actor.country", "That actor's country, ISO 3166-1 alpha-3; null: unknown."),
        Column("anonymous", "statement.anonymous", "Whether the speaker is somebody without a name."),
        Column("cue", "statement.cue_text", "The word of saying; null: none."),
        Column("content", "statement.content_text", "What is said."),
        Column("recorded_at", "statement.recorded_at", "When it was written or last changed; the database's clock."),
    ),
    f"""
FROM public.statements AS statement
{_FROM_ARTICLE.strip().format("statement")}
LEFT JOIN public.actors AS actor ON actor.id = statement.actor_id
WHERE statement.retracted_at IS NULL
""",
)

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
    """
FROM (
  SELECT published_at, type, source_countries, happened, 1 AS events FROM report.events
  UNION ALL
  SELECT article.published_at, tally.type, tally.source_countries, tally.happened, tally.events
  FROM public.tallies AS tally JOIN public.articles AS article ON article.id = tally.article_id
) AS event
LEFT JOIN LATERAL unnest(event.source_countries) AS actor (country) ON true
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

DISPUTES: Final = View(
    "disputes",
    "What one asserts and another denies: events of one type by or on the same countries, told within a week.",
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
    ),
    """
FROM report.claims AS claim
JOIN report.claims AS denial
  ON denial.type = claim.type AND denial.denied AND NOT claim.denied AND denial.speaker <> claim.speaker
 AND (denial.source_countries && claim.source_countries OR denial.source_actors && claim.source_actors)
 AND (claim.target_actors = '{}' OR denial.target_actors = '{}'
      OR denial.target_countries && claim.target_countries OR denial.target_actors && claim.target_actors)
 AND (denial.article_id = claim.article_id
      OR abs(extract(epoch FROM denial.published_at - claim.published_at)) <= 604800)
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
