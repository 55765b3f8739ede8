"""The views of schema `report` that find pairs in the whole ledger: claim and denial, numbers that disagree, threat and
deed. They are materialised.
"""

from typing import Final

from models.views import QUADS, Column, View

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
