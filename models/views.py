"""What views are, and those of schema `report` that show what is there: a row for each thing that articles say."""

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
    unique: tuple[str, ...] = ()
    """Columns that no two rows have alike; a view that has them is materialised, and read as of its last refresh."""

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

HAPPENED: Final = "event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future"
"""Whether an event is said to have happened."""

# A subquery of the column's own: who does not ask for it does not pay for it.
_NAMES: Final = """coalesce((SELECT array_agg(actor.name ORDER BY part.ordinal)
    FROM public.participants AS part JOIN public.actors AS actor ON actor.id = part.actor_id
    WHERE part.event_id = event.id AND part.role = '{}'), '{{}}')"""

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
        *_ARTICLE[:-1],
        Column("published_at", "event.published_at", _ARTICLE[-1].comment),
        Column("type", "event.type", "PLOVER's sixteen types; ACE 2005's names for what PLOVER leaves out."),
        Column("mode", "event.mode", "PLOVER 2021's mode; null: none."),
        Column("contexts", "event.contexts", "PLOVER 2021's contexts: diplomatic, military, economic, …"),
        Column(
            "quad",
            f"CASE {_QUAD} END",
            "PLOVER's quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict; else null.",
        ),
        Column("trigger", "event.trigger_text", "The word that says it."),
        Column("source_actors", _NAMES.format("source"), "Names of those who act, in the text's order."),
        Column("source_countries", "event.source_countries", "Their countries, ISO 3166-1 alpha-3, each once."),
        Column("target_actors", _NAMES.format("target"), "Names of those it is done to, in the text's order."),
        Column("target_countries", "event.target_countries", "Their countries, ISO 3166-1 alpha-3, each once."),
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
            HAPPENED,
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
