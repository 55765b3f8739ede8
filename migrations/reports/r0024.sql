DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'wireroom_reader') THEN
    CREATE ROLE wireroom_reader NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;;
CREATE SCHEMA report;;
COMMENT ON SCHEMA report IS 'What articles say, for readers.';;
CREATE VIEW report.articles AS
SELECT
  article.article_id AS article_id,
  source.name AS source,
  article.url AS url,
  article.title AS title,
  article.published_at AS published_at,
  article.body AS body,
  article.language AS language,
  article.version AS version,
  article.updated_at AS updated_at,
  article.status AS status,
  article.skipped AS skipped,
  (SELECT count(*) FROM public.events AS event WHERE event.article_id = article.id AND event.retracted_at IS NULL) + (SELECT coalesce(sum(tally.events), 0) FROM public.tallies AS tally WHERE tally.article_id = article.id)::bigint AS events,
  article.stored_at AS stored_at,
  article.dropped_at AS dropped_at
FROM public.articles AS article
LEFT JOIN public.sources AS source ON source.id = article.source_id;;
COMMENT ON VIEW report.articles IS 'Articles, each as its newest version has it; withdrawn ones too.';;
COMMENT ON COLUMN report.articles.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.articles.source IS 'Publisher; null: not stated.';;
COMMENT ON COLUMN report.articles.url IS 'Where the article can be read; null: not stated.';;
COMMENT ON COLUMN report.articles.title IS 'The article''s headline; null: none.';;
COMMENT ON COLUMN report.articles.published_at IS 'When it was published, by its producer; null: not stated.';;
COMMENT ON COLUMN report.articles.body IS 'Running text.';;
COMMENT ON COLUMN report.articles.language IS 'BCP 47 tag; null: unknown.';;
COMMENT ON COLUMN report.articles.version IS 'The producer''s count of versions; null: it counts none.';;
COMMENT ON COLUMN report.articles.updated_at IS 'When this version was made; null: not stated.';;
COMMENT ON COLUMN report.articles.status IS 'usable, or canceled: withdrawn, and nothing of it counts.';;
COMMENT ON COLUMN report.articles.skipped IS 'Why nothing was read in it; null: it was read.';;
COMMENT ON COLUMN report.articles.events IS 'How many events it tells of.';;
COMMENT ON COLUMN report.articles.stored_at IS 'When this version was stored; the database''s clock.';;
COMMENT ON COLUMN report.articles.dropped_at IS 'Since when its words are gone, by retention, and its events are only counted; null: they are there.';;
CREATE VIEW report.events AS
SELECT
  event.id AS id,
  article.article_id AS article_id,
  source.name AS source,
  article.url AS url,
  article.title AS title,
  event.published_at AS published_at,
  event.type AS type,
  event.mode AS mode,
  event.contexts AS contexts,
  CASE WHEN event.type IN ('AGREE', 'CONSULT', 'SUPPORT') THEN 1 WHEN event.type IN ('CONCEDE', 'COOPERATE', 'AID', 'RETREAT') THEN 2 WHEN event.type IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 3 WHEN event.type IN ('PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT') THEN 4 END AS quad,
  event.trigger_text AS trigger,
  coalesce((SELECT array_agg(actor.name ORDER BY part.ordinal)
    FROM public.participants AS part JOIN public.actors AS actor ON actor.id = part.actor_id
    WHERE part.event_id = event.id AND part.role = 'source'), '{}') AS source_actors,
  event.source_countries AS source_countries,
  coalesce((SELECT array_agg(actor.name ORDER BY part.ordinal)
    FROM public.participants AS part JOIN public.actors AS actor ON actor.id = part.actor_id
    WHERE part.event_id = event.id AND part.role = 'target'), '{}') AS target_actors,
  event.target_countries AS target_countries,
  moment.value AS time,
  place.name AS place,
  place.country AS place_country,
  place.latitude AS latitude,
  place.longitude AS longitude,
  event.polarity AS polarity,
  event.certainty AS certainty,
  event.future AS future,
  event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future AS happened,
  event.attribution_source_text AS attribution,
  speaker.name AS speaker,
  speaker.country AS speaker_country,
  coalesce(statement.anonymous, false) AS anonymous,
  event.attribution_cue_text IS NULL AS own_word,
  event.attribution_polarity AS said_polarity,
  event.attribution_certainty AS said_certainty,
  event.attribution_future AS said_future,
  event.confidence AS confidence,
  event.recorded_at AS recorded_at
FROM public.events AS event
JOIN public.articles AS article ON article.id = event.article_id
LEFT JOIN public.sources AS source ON source.id = article.source_id
LEFT JOIN public.times AS moment ON moment.id = event.time_id
LEFT JOIN public.places AS place ON place.id = event.place_id
LEFT JOIN public.statements AS statement ON statement.id = event.statement_id
LEFT JOIN public.actors AS speaker ON speaker.id = statement.actor_id
WHERE event.retracted_at IS NULL;;
COMMENT ON VIEW report.events IS 'What articles say was done, is to be done, may be done or was not done; one row a predicate, live ones only.';;
COMMENT ON COLUMN report.events.id IS 'The event''s id, as on news.events.';;
COMMENT ON COLUMN report.events.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.events.source IS 'Publisher; null: not stated.';;
COMMENT ON COLUMN report.events.url IS 'Where the article can be read; null: not stated.';;
COMMENT ON COLUMN report.events.title IS 'The article''s headline; null: none.';;
COMMENT ON COLUMN report.events.published_at IS 'When it was published, by its producer; null: not stated.';;
COMMENT ON COLUMN report.events.type IS 'PLOVER''s sixteen types; ACE 2005''s names for what PLOVER leaves out.';;
COMMENT ON COLUMN report.events.mode IS 'PLOVER 2021''s mode; null: none.';;
COMMENT ON COLUMN report.events.contexts IS 'PLOVER 2021''s contexts: diplomatic, military, economic, …';;
COMMENT ON COLUMN report.events.quad IS 'PLOVER''s quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict; else null.';;
COMMENT ON COLUMN report.events.trigger IS 'The word that says it.';;
COMMENT ON COLUMN report.events.source_actors IS 'Names of those who act, in the text''s order.';;
COMMENT ON COLUMN report.events.source_countries IS 'Their countries, ISO 3166-1 alpha-3, each once.';;
COMMENT ON COLUMN report.events.target_actors IS 'Names of those it is done to, in the text''s order.';;
COMMENT ON COLUMN report.events.target_countries IS 'Their countries, ISO 3166-1 alpha-3, each once.';;
COMMENT ON COLUMN report.events.time IS 'When it happened or is to happen, as TIMEX3; null: not stated.';;
COMMENT ON COLUMN report.events.place IS 'Where it happened; null: not stated.';;
COMMENT ON COLUMN report.events.place_country IS 'The place''s country, ISO 3166-1 alpha-3; null: unknown.';;
COMMENT ON COLUMN report.events.latitude IS 'Degrees north, WGS 84; null: unknown.';;
COMMENT ON COLUMN report.events.longitude IS 'Degrees east, WGS 84; null: unknown.';;
COMMENT ON COLUMN report.events.polarity IS 'POS, or NEG: said not to be so.';;
COMMENT ON COLUMN report.events.certainty IS 'CERTAIN, PROBABLE or POSSIBLE, in the author''s word.';;
COMMENT ON COLUMN report.events.future IS 'Whether it was still to come when written.';;
COMMENT ON COLUMN report.events.happened IS 'Whether it is said to have happened: POS, CERTAIN, and not future.';;
COMMENT ON COLUMN report.events.attribution IS 'On whose word; null: the article''s own.';;
COMMENT ON COLUMN report.events.speaker IS 'Who that is, as far as the article tells; null: unknown, or its own word.';;
COMMENT ON COLUMN report.events.speaker_country IS 'Whose country that is, ISO 3166-1 alpha-3; null: unknown.';;
COMMENT ON COLUMN report.events.anonymous IS 'Whether that is somebody without a name.';;
COMMENT ON COLUMN report.events.own_word IS 'Whether the article says so itself, and not only that somebody said so.';;
COMMENT ON COLUMN report.events.said_polarity IS 'POS or NEG by the source''s word; null: the article''s own.';;
COMMENT ON COLUMN report.events.said_certainty IS 'The same for certainty.';;
COMMENT ON COLUMN report.events.said_future IS 'The same for what was still to come.';;
COMMENT ON COLUMN report.events.confidence IS 'How sure the reading is, 0 to 1.';;
COMMENT ON COLUMN report.events.recorded_at IS 'When it was written or last changed; the database''s clock.';;
CREATE VIEW report.numbers AS
SELECT
  number.id AS id,
  article.article_id AS article_id,
  source.name AS source,
  article.url AS url,
  article.title AS title,
  article.published_at AS published_at,
  number.text AS text,
  number.value AS value,
  number.low AS low,
  number.high AS high,
  number.bound AS bound,
  number.unit AS unit,
  number.unit_kind AS unit_kind,
  number.counted_text AS counted,
  number.period AS period,
  number.change AS change,
  number.concept AS concept,
  number.event_id AS event_id,
  event.type AS event_type,
  number.attribution_source_text AS attribution,
  number.recorded_at AS recorded_at
FROM public.numbers AS number
JOIN public.articles AS article ON article.id = number.article_id
LEFT JOIN public.sources AS source ON source.id = article.source_id
LEFT JOIN public.events AS event ON event.id = number.event_id
WHERE number.retracted_at IS NULL;;
COMMENT ON VIEW report.numbers IS 'Quantities that articles state, normalised and exact; live ones only.';;
COMMENT ON COLUMN report.numbers.id IS 'The number''s id, as on news.numbers.';;
COMMENT ON COLUMN report.numbers.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.numbers.source IS 'Publisher; null: not stated.';;
COMMENT ON COLUMN report.numbers.url IS 'Where the article can be read; null: not stated.';;
COMMENT ON COLUMN report.numbers.title IS 'The article''s headline; null: none.';;
COMMENT ON COLUMN report.numbers.published_at IS 'When it was published, by its producer; null: not stated.';;
COMMENT ON COLUMN report.numbers.text IS 'The words.';;
COMMENT ON COLUMN report.numbers.value IS 'The value, exact, in unit; null for a range.';;
COMMENT ON COLUMN report.numbers.low IS 'A range''s or change''s one end, exact, in unit; null: no range.';;
COMMENT ON COLUMN report.numbers.high IS 'A range''s or change''s other end, exact, in unit; null: no range.';;
COMMENT ON COLUMN report.numbers.bound IS '=, ~ about, <, <=, >, >= at least.';;
COMMENT ON COLUMN report.numbers.unit IS 'ISO 4217 for currency, % for percent, pint''s name; null for count.';;
COMMENT ON COLUMN report.numbers.unit_kind IS 'currency, percent, physical or count.';;
COMMENT ON COLUMN report.numbers.counted IS 'The noun phrase that is counted; null: none.';;
COMMENT ON COLUMN report.numbers.period IS 'ISO 8601 duration in which it recurs; null: it does not.';;
COMMENT ON COLUMN report.numbers.change IS 'up or down; null: no change is stated.';;
COMMENT ON COLUMN report.numbers.concept IS 'What is measured, as text; null: unknown.';;
COMMENT ON COLUMN report.numbers.event_id IS 'The event that it measures; null: none.';;
COMMENT ON COLUMN report.numbers.event_type IS 'That event''s type; null: none.';;
COMMENT ON COLUMN report.numbers.attribution IS 'On whose word it is; null: the article''s own.';;
COMMENT ON COLUMN report.numbers.recorded_at IS 'When it was written or last changed; the database''s clock.';;
CREATE VIEW report.statements AS
SELECT
  statement.id AS id,
  article.article_id AS article_id,
  source.name AS source,
  article.url AS url,
  article.title AS title,
  article.published_at AS published_at,
  statement.kind AS kind,
  statement.source_text AS speaker,
  actor.name AS actor,
  actor.country AS actor_country,
  statement.anonymous AS anonymous,
  statement.cue_text AS cue,
  statement.content_text AS content,
  statement.recorded_at AS recorded_at
FROM public.statements AS statement
JOIN public.articles AS article ON article.id = statement.article_id
LEFT JOIN public.sources AS source ON source.id = article.source_id
LEFT JOIN public.actors AS actor ON actor.id = statement.actor_id
WHERE statement.retracted_at IS NULL;;
COMMENT ON VIEW report.statements IS 'What articles report as somebody''s words; a quotation in pieces is several; live ones only.';;
COMMENT ON COLUMN report.statements.id IS 'The statement''s id.';;
COMMENT ON COLUMN report.statements.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.statements.source IS 'Publisher; null: not stated.';;
COMMENT ON COLUMN report.statements.url IS 'Where the article can be read; null: not stated.';;
COMMENT ON COLUMN report.statements.title IS 'The article''s headline; null: none.';;
COMMENT ON COLUMN report.statements.published_at IS 'When it was published, by its producer; null: not stated.';;
COMMENT ON COLUMN report.statements.kind IS 'speech: told on the speaker''s word; attitude: judged, wanted or asked for.';;
COMMENT ON COLUMN report.statements.speaker IS 'Whose words they are, as it stands there; null: unsaid.';;
COMMENT ON COLUMN report.statements.actor IS 'Who that is, as far as the article tells anywhere; null: unknown.';;
COMMENT ON COLUMN report.statements.actor_country IS 'That actor''s country, ISO 3166-1 alpha-3; null: unknown.';;
COMMENT ON COLUMN report.statements.anonymous IS 'Whether the speaker is somebody without a name.';;
COMMENT ON COLUMN report.statements.cue IS 'The word of saying; null: none.';;
COMMENT ON COLUMN report.statements.content IS 'What is said.';;
COMMENT ON COLUMN report.statements.recorded_at IS 'When it was written or last changed; the database''s clock.';;
CREATE VIEW report.daily AS
SELECT
  (event.published_at AT TIME ZONE 'UTC')::date AS day,
  event.type AS type,
  actor.country AS source_country,
  sum(event.events)::bigint AS events,
  coalesce(sum(event.events) FILTER (WHERE event.happened), 0)::bigint AS happened
FROM (
  SELECT event.published_at, event.type, event.source_countries, event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future AS happened, 1 AS events
  FROM public.events AS event WHERE event.retracted_at IS NULL
  UNION ALL
  SELECT article.published_at, tally.type, tally.source_countries, tally.happened, tally.events
  FROM public.tallies AS tally JOIN public.articles AS article ON article.id = tally.article_id
) AS event
LEFT JOIN LATERAL unnest(event.source_countries) AS actor (country) ON true
GROUP BY 1, 2, 3;;
COMMENT ON VIEW report.daily IS 'How many events were reported a day, by type and by country of who acts; one of two countries counts for both. Those whose words retention has dropped count on.';;
COMMENT ON COLUMN report.daily.day IS 'Day of publication in UTC; null: not stated.';;
COMMENT ON COLUMN report.daily.type IS 'The events'' type.';;
COMMENT ON COLUMN report.daily.source_country IS 'ISO 3166-1 alpha-3 of who acts; null: unknown.';;
COMMENT ON COLUMN report.daily.events IS 'How many events.';;
COMMENT ON COLUMN report.daily.happened IS 'How many of them are said to have happened.';;
CREATE MATERIALIZED VIEW report.weekly AS
SELECT
  date_trunc('week', event.published_at AT TIME ZONE 'UTC')::date AS week,
  actor.country AS country,
  event.type AS type,
  sum(event.events)::bigint AS events,
  coalesce(sum(event.events) FILTER (WHERE event.happened), 0)::bigint AS happened,
  now() AS refreshed_at
FROM (
  SELECT event.published_at, event.type, event.source_countries, event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future AS happened, 1 AS events
  FROM public.events AS event WHERE event.retracted_at IS NULL
  UNION ALL
  SELECT article.published_at, tally.type, tally.source_countries, tally.happened, tally.events
  FROM public.tallies AS tally JOIN public.articles AS article ON article.id = tally.article_id
) AS event
LEFT JOIN LATERAL unnest(event.source_countries) AS actor (country) ON true
GROUP BY 1, 2, 3;;
CREATE UNIQUE INDEX ON report.weekly (week, country, type) NULLS NOT DISTINCT;;
COMMENT ON MATERIALIZED VIEW report.weekly IS 'How many events were reported a week, by type and by country of who acts, as of the last `wireroom refresh`.';;
COMMENT ON COLUMN report.weekly.week IS 'Monday of the week of publication in UTC; null: not stated.';;
COMMENT ON COLUMN report.weekly.country IS 'ISO 3166-1 alpha-3 of who acts; null: unknown.';;
COMMENT ON COLUMN report.weekly.type IS 'The events'' type.';;
COMMENT ON COLUMN report.weekly.events IS 'How many events.';;
COMMENT ON COLUMN report.weekly.happened IS 'How many of them are said to have happened.';;
COMMENT ON COLUMN report.weekly.refreshed_at IS 'As of when all of it is; the database''s clock.';;
CREATE VIEW report.measured AS
SELECT
  measure.measures AS measures,
  number.id AS number_id,
  event.id AS event_id,
  article.article_id AS article_id,
  event.published_at AS published_at,
  event.type AS type,
  event.mode AS mode,
  event.trigger_text AS trigger,
  event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future AS happened,
  event.source_countries AS source_countries,
  event.target_countries AS target_countries,
  moment.value AS time,
  place.name AS place,
  place.country AS place_country,
  number.text AS text,
  number.value AS value,
  number.low AS low,
  number.high AS high,
  number.bound AS bound,
  number.unit AS unit,
  number.unit_kind AS unit_kind,
  number.counted_text AS counted,
  number.attribution_source_text AS attribution
FROM public.events AS event
CROSS JOIN LATERAL (
  SELECT 'event' AS measures, found.id FROM public.numbers AS found
  WHERE found.event_id = event.id AND found.retracted_at IS NULL
  UNION ALL
  SELECT part.role, found.id
  FROM public.participants AS part
  JOIN public.numbers AS found ON found.article_id = event.article_id AND found.counted_start = part.start
   AND found.retracted_at IS NULL AND found.event_id IS DISTINCT FROM event.id
  WHERE part.event_id = event.id
  UNION ALL
  SELECT 'event', found.id
  FROM public.events AS act
  JOIN public.numbers AS found ON found.event_id = act.id AND found.retracted_at IS NULL
  WHERE event.type IN ('DIE', 'INJURE') AND act.article_id = event.article_id AND act.id <> event.id
   AND act.trigger_start = event.trigger_start AND act.retracted_at IS NULL
) AS measure
JOIN public.numbers AS number ON number.id = measure.id
JOIN public.articles AS article ON article.id = event.article_id
LEFT JOIN public.times AS moment ON moment.id = event.time_id
LEFT JOIN public.places AS place ON place.id = event.place_id
WHERE event.retracted_at IS NULL;;
COMMENT ON VIEW report.measured IS 'Events with the quantities that measure them, or count who takes part: how many, how much, and on whose word. What measures an act measures too the harm that the same word tells of.';;
COMMENT ON COLUMN report.measured.measures IS 'What the number is of: event, or the role of those it counts, as source.';;
COMMENT ON COLUMN report.measured.number_id IS 'The number''s id.';;
COMMENT ON COLUMN report.measured.event_id IS 'The event''s id.';;
COMMENT ON COLUMN report.measured.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.measured.published_at IS 'When that was published; null: not stated.';;
COMMENT ON COLUMN report.measured.type IS 'The event''s type.';;
COMMENT ON COLUMN report.measured.mode IS 'Its PLOVER 2021 mode; null: none.';;
COMMENT ON COLUMN report.measured.trigger IS 'The word that tells of it.';;
COMMENT ON COLUMN report.measured.happened IS 'Whether it is said to have happened.';;
COMMENT ON COLUMN report.measured.source_countries IS 'Countries of those who act.';;
COMMENT ON COLUMN report.measured.target_countries IS 'Countries of those it is done to.';;
COMMENT ON COLUMN report.measured.time IS 'When it happened or is to happen, as TIMEX3; null: not stated.';;
COMMENT ON COLUMN report.measured.place IS 'Where it happened; null: not stated.';;
COMMENT ON COLUMN report.measured.place_country IS 'The place''s country, ISO 3166-1 alpha-3; null: unknown.';;
COMMENT ON COLUMN report.measured.text IS 'The number''s words.';;
COMMENT ON COLUMN report.measured.value IS 'The value, exact, in unit; null for a range.';;
COMMENT ON COLUMN report.measured.low IS 'A range''s lower end; null: no range.';;
COMMENT ON COLUMN report.measured.high IS 'A range''s upper end; null: no range.';;
COMMENT ON COLUMN report.measured.bound IS '=, ~ about, <, <=, >, >= at least.';;
COMMENT ON COLUMN report.measured.unit IS 'ISO 4217 for currency, % for percent, pint''s name; null for count.';;
COMMENT ON COLUMN report.measured.unit_kind IS 'currency, percent, physical or count.';;
COMMENT ON COLUMN report.measured.counted IS 'The noun phrase that is counted; null: none.';;
COMMENT ON COLUMN report.measured.attribution IS 'On whose word; null: the article''s own.';;
CREATE VIEW report.casualties AS
SELECT
  measure.article_id AS article_id,
  measure.published_at AS published_at,
  left(measure.time, 10) AS day,
  mode() WITHIN GROUP (ORDER BY measure.place) FILTER (WHERE measure.place IS NOT NULL) AS place,
  mode() WITHIN GROUP (ORDER BY measure.place_country) FILTER (WHERE measure.place_country IS NOT NULL) AS place_country,
  max(coalesce(measure.value, measure.high)) FILTER (WHERE measure.type = 'DIE') AS killed,
  max(coalesce(measure.value, measure.high)) FILTER (WHERE measure.type = 'INJURE') AS injured,
  coalesce(array_agg(DISTINCT measure.attribution) FILTER (WHERE measure.attribution IS NOT NULL), '{}') AS attributions
FROM report.measured AS measure
WHERE measure.type IN ('DIE', 'INJURE') AND measure.measures = 'event' AND measure.unit_kind = 'count'
  AND measure.happened
GROUP BY 1, 2, 3;;
COMMENT ON VIEW report.casualties IS 'How many were killed and injured, by article and day; the highest number that the article gives.';;
COMMENT ON COLUMN report.casualties.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.casualties.published_at IS 'When that was published; null: not stated.';;
COMMENT ON COLUMN report.casualties.day IS 'When it happened, as far as a day, as TIMEX3; null: not stated.';;
COMMENT ON COLUMN report.casualties.place IS 'Where it happened, as most of it has it; null: not stated.';;
COMMENT ON COLUMN report.casualties.place_country IS 'The same for the country; null: unknown.';;
COMMENT ON COLUMN report.casualties.killed IS 'How many died; null: no number.';;
COMMENT ON COLUMN report.casualties.injured IS 'How many were injured; null: no number.';;
COMMENT ON COLUMN report.casualties.attributions IS 'On whose word; empty: the article''s own alone.';;
CREATE VIEW report.claims AS
SELECT
  event.id AS event_id,
  event.article_id AS article_id,
  event.published_at AS published_at,
  coalesce(event.speaker, event.attribution) AS speaker,
  event.speaker_country AS country,
  event.anonymous AS anonymous,
  event.said_polarity = 'NEG' AS denied,
  event.type AS type,
  event.trigger AS trigger,
  event.source_actors AS source_actors,
  event.source_countries AS source_countries,
  event.target_actors AS target_actors,
  event.target_countries AS target_countries,
  event.said_certainty AS certainty,
  event.said_future AS future
FROM report.events AS event
WHERE NOT event.own_word AND event.attribution IS NOT NULL;;
COMMENT ON VIEW report.claims IS 'Events that somebody is reported to have asserted or denied, with what they are by that word.';;
COMMENT ON COLUMN report.claims.event_id IS 'The event''s id.';;
COMMENT ON COLUMN report.claims.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.claims.published_at IS 'When that was published; null: not stated.';;
COMMENT ON COLUMN report.claims.speaker IS 'Who says so.';;
COMMENT ON COLUMN report.claims.country IS 'The speaker''s country, ISO 3166-1 alpha-3; null: unknown.';;
COMMENT ON COLUMN report.claims.anonymous IS 'Whether that is somebody without a name.';;
COMMENT ON COLUMN report.claims.denied IS 'Whether the speaker says that it is not so.';;
COMMENT ON COLUMN report.claims.type IS 'The event''s type.';;
COMMENT ON COLUMN report.claims.trigger IS 'The word that tells of it.';;
COMMENT ON COLUMN report.claims.source_actors IS 'Names of those who act.';;
COMMENT ON COLUMN report.claims.source_countries IS 'Their countries.';;
COMMENT ON COLUMN report.claims.target_actors IS 'Names of those it is done to.';;
COMMENT ON COLUMN report.claims.target_countries IS 'Their countries.';;
COMMENT ON COLUMN report.claims.certainty IS 'How sure the speaker is.';;
COMMENT ON COLUMN report.claims.future IS 'Whether it was still to come.';;
CREATE MATERIALIZED VIEW report.disputes AS
SELECT
  claim.type AS type,
  claim.speaker AS claimant,
  claim.country AS claimant_country,
  denial.speaker AS denier,
  denial.country AS denier_country,
  claim.event_id AS claimed,
  denial.event_id AS denied,
  claim.published_at AS claimed_at,
  denial.published_at AS denied_at,
  now() AS refreshed_at
FROM (
  SELECT claim.*, party.name AS party
  FROM report.claims AS claim
  CROSS JOIN LATERAL (
    SELECT unnest(claim.source_countries) AS name UNION SELECT unnest(claim.source_actors)
  ) AS party
) AS claim
JOIN (
  SELECT claim.*, party.name AS party
  FROM report.claims AS claim
  CROSS JOIN LATERAL (
    SELECT unnest(claim.source_countries) AS name UNION SELECT unnest(claim.source_actors)
  ) AS party
) AS denial
  ON denial.type = claim.type AND denial.party = claim.party AND denial.denied AND NOT claim.denied
 AND denial.speaker <> claim.speaker
 AND (claim.target_actors = '{}' OR denial.target_actors = '{}'
      OR denial.target_countries && claim.target_countries OR denial.target_actors && claim.target_actors)
 AND (denial.article_id = claim.article_id OR denial.published_at
      BETWEEN claim.published_at - interval '7 days' AND claim.published_at + interval '7 days')
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;;
CREATE UNIQUE INDEX ON report.disputes (claimed, denied) NULLS NOT DISTINCT;;
COMMENT ON MATERIALIZED VIEW report.disputes IS 'What one asserts and another denies: events of one type by or on the same countries or names, told within a week, as of the last `wireroom refresh`.';;
COMMENT ON COLUMN report.disputes.type IS 'The events'' type.';;
COMMENT ON COLUMN report.disputes.claimant IS 'Who asserts it.';;
COMMENT ON COLUMN report.disputes.claimant_country IS 'The claimant''s country; null: unknown.';;
COMMENT ON COLUMN report.disputes.denier IS 'Who denies it.';;
COMMENT ON COLUMN report.disputes.denier_country IS 'The denier''s country; null: unknown.';;
COMMENT ON COLUMN report.disputes.claimed IS 'The event as it is asserted.';;
COMMENT ON COLUMN report.disputes.denied IS 'The event as it is denied.';;
COMMENT ON COLUMN report.disputes.claimed_at IS 'When the assertion was published; null: not stated.';;
COMMENT ON COLUMN report.disputes.denied_at IS 'When the denial was published; null: not stated.';;
COMMENT ON COLUMN report.disputes.refreshed_at IS 'As of when all of it is; the database''s clock.';;
CREATE MATERIALIZED VIEW report.disagreements AS
SELECT
  one.number_id AS number_id,
  other.number_id AS other_number_id,
  one.event_id AS event_id,
  other.event_id AS other_event_id,
  one.type AS type,
  one.place AS place,
  one.place_country AS place_country,
  one.day AS day,
  one.value AS value,
  one.counted AS counted,
  one.attribution AS attribution,
  one.article_id AS article_id,
  other.value AS other_value,
  other.counted AS other_counted,
  other.attribution AS other_attribution,
  other.article_id AS other_article_id,
  greatest(one.published_at, other.published_at) AS published_at,
  now() AS refreshed_at
FROM (
  SELECT measured.*, coalesce(left(time, 10), (published_at AT TIME ZONE 'UTC')::date::text) AS day
  FROM report.measured WHERE happened AND value IS NOT NULL AND place IS NOT NULL
) AS one
JOIN (
  SELECT measured.*, coalesce(left(time, 10), (published_at AT TIME ZONE 'UTC')::date::text) AS day
  FROM report.measured WHERE happened AND value IS NOT NULL AND place IS NOT NULL
) AS other
  ON other.type = one.type AND other.measures = one.measures AND other.place = one.place AND other.day = one.day
 AND other.place_country IS NOT DISTINCT FROM one.place_country
 AND other.unit_kind = one.unit_kind AND other.unit IS NOT DISTINCT FROM one.unit AND other.value > one.value
WHERE (one.article_id, one.attribution) IS DISTINCT FROM (other.article_id, other.attribution)
  AND (one.type IN ('DIE', 'INJURE') OR one.measures <> 'event' OR lower(one.trigger) = lower(other.trigger))
  AND (one.type IN ('DIE', 'INJURE') AND num_nulls(one.counted, other.counted) > 0
       OR regexp_replace(lower(one.counted), '^.*\s', '') IS NOT DISTINCT FROM regexp_replace(lower(other.counted), '^.*\s', ''));;
CREATE UNIQUE INDEX ON report.disagreements (number_id, other_number_id, event_id, other_event_id) NULLS NOT DISTINCT;;
COMMENT ON MATERIALIZED VIEW report.disagreements IS 'Numbers that do not agree: of the same thing, at one place on one day, by others'' words or in other articles, as of the last `wireroom refresh`.';;
COMMENT ON COLUMN report.disagreements.number_id IS 'The lower number''s id.';;
COMMENT ON COLUMN report.disagreements.other_number_id IS 'The higher one''s.';;
COMMENT ON COLUMN report.disagreements.event_id IS 'The event that the lower measures.';;
COMMENT ON COLUMN report.disagreements.other_event_id IS 'The event that the higher measures.';;
COMMENT ON COLUMN report.disagreements.type IS 'The events'' type.';;
COMMENT ON COLUMN report.disagreements.place IS 'Where they happened.';;
COMMENT ON COLUMN report.disagreements.place_country IS 'That place''s country; null: unknown.';;
COMMENT ON COLUMN report.disagreements.day IS 'When they happened, or were published where that is not stated.';;
COMMENT ON COLUMN report.disagreements.value IS 'The lower number.';;
COMMENT ON COLUMN report.disagreements.counted IS 'What it counts; null: none.';;
COMMENT ON COLUMN report.disagreements.attribution IS 'Whose word the lower is; null: the article''s own.';;
COMMENT ON COLUMN report.disagreements.article_id IS 'The article that has it.';;
COMMENT ON COLUMN report.disagreements.other_value IS 'The higher number.';;
COMMENT ON COLUMN report.disagreements.other_counted IS 'What that counts; null: none.';;
COMMENT ON COLUMN report.disagreements.other_attribution IS 'Whose word the higher is; null: the article''s own.';;
COMMENT ON COLUMN report.disagreements.other_article_id IS 'The article that has that.';;
COMMENT ON COLUMN report.disagreements.published_at IS 'When the later was published.';;
COMMENT ON COLUMN report.disagreements.refreshed_at IS 'As of when all of it is; the database''s clock.';;
CREATE VIEW report.commitments AS
SELECT
  event.id AS event_id,
  event.article_id AS article_id,
  event.published_at AS published_at,
  CASE event.type WHEN 'THREATEN' THEN 'threat' ELSE 'promise' END AS kind,
  event.source_actors AS made_by,
  event.source_countries AS made_by_countries,
  event.target_actors AS made_to,
  event.target_countries AS made_to_countries,
  event.trigger AS trigger,
  event.mode AS mode,
  event.attribution AS attribution
FROM report.events AS event
WHERE event.type IN ('THREATEN', 'AGREE') AND event.polarity = 'POS' AND event.certainty <> 'POSSIBLE';;
COMMENT ON VIEW report.commitments IS 'Threats and promises that were made, with who made them to whom.';;
COMMENT ON COLUMN report.commitments.event_id IS 'The event''s id.';;
COMMENT ON COLUMN report.commitments.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.commitments.published_at IS 'When that was published; null: not stated.';;
COMMENT ON COLUMN report.commitments.kind IS 'threat or promise.';;
COMMENT ON COLUMN report.commitments.made_by IS 'Names of those who make it.';;
COMMENT ON COLUMN report.commitments.made_by_countries IS 'Their countries, ISO 3166-1 alpha-3.';;
COMMENT ON COLUMN report.commitments.made_to IS 'Names of those it is made to.';;
COMMENT ON COLUMN report.commitments.made_to_countries IS 'Their countries, ISO 3166-1 alpha-3.';;
COMMENT ON COLUMN report.commitments.trigger IS 'The word that tells of it.';;
COMMENT ON COLUMN report.commitments.mode IS 'PLOVER 2021''s mode; null: none.';;
COMMENT ON COLUMN report.commitments.attribution IS 'On whose word it is told; null: the article''s own.';;
CREATE MATERIALIZED VIEW report.carried_out AS
SELECT
  threat.id AS threat_id,
  deed.id AS deed_id,
  threat.by_country AS by_country,
  threat.on_country AS on_country,
  threat.published_at AS threatened_at,
  threat.trigger_text AS threat,
  deed.published_at AS done_at,
  deed.type AS type,
  deed.trigger_text AS deed,
  now() AS refreshed_at
FROM (
  SELECT event.id, event.published_at, event.trigger_text, maker.country AS by_country, target.country AS on_country
  FROM public.events AS event, unnest(event.source_countries) AS maker (country),
    unnest(event.target_countries) AS target (country)
  WHERE event.retracted_at IS NULL AND event.type = 'THREATEN'
    AND event.polarity = 'POS' AND event.certainty = 'CERTAIN'
) AS threat
JOIN (
  SELECT event.id, event.published_at, event.type, event.trigger_text, maker.country AS by_country,
    target.country AS on_country
  FROM public.events AS event, unnest(event.source_countries) AS maker (country),
    unnest(event.target_countries) AS target (country)
  WHERE event.retracted_at IS NULL AND event.polarity = 'POS' AND event.certainty = 'CERTAIN' AND NOT event.future
    AND event.type IN ('PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT')
) AS deed
  ON deed.by_country = threat.by_country AND deed.on_country = threat.on_country
 AND deed.published_at > threat.published_at AND deed.published_at <= threat.published_at + interval '30 days';;
CREATE UNIQUE INDEX ON report.carried_out (threat_id, deed_id, by_country, on_country) NULLS NOT DISTINCT;;
COMMENT ON MATERIALIZED VIEW report.carried_out IS 'Threats, and what who made them did to whom they were made to in the 30 days after, by country, as of the last `wireroom refresh`.';;
COMMENT ON COLUMN report.carried_out.threat_id IS 'The threat.';;
COMMENT ON COLUMN report.carried_out.deed_id IS 'What happened: sanctions, coercion, an assault, a mobilisation or a protest.';;
COMMENT ON COLUMN report.carried_out.by_country IS 'Whose threat and deed, ISO 3166-1 alpha-3.';;
COMMENT ON COLUMN report.carried_out.on_country IS 'Whom they are aimed at, ISO 3166-1 alpha-3.';;
COMMENT ON COLUMN report.carried_out.threatened_at IS 'When the threat was published.';;
COMMENT ON COLUMN report.carried_out.threat IS 'The word that tells of it.';;
COMMENT ON COLUMN report.carried_out.done_at IS 'When the deed was published.';;
COMMENT ON COLUMN report.carried_out.type IS 'The deed''s type.';;
COMMENT ON COLUMN report.carried_out.deed IS 'The word that tells of it.';;
COMMENT ON COLUMN report.carried_out.refreshed_at IS 'As of when all of it is; the database''s clock.';;
CREATE VIEW report.retractions AS
SELECT
  said.kind AS kind,
  said.id AS id,
  article.article_id AS article_id,
  article.title AS title,
  said.words AS words,
  said.retracted_at AS retracted_at,
  (said.retracted_by ->> 'version')::bigint AS by_version,
  article.status = 'canceled' AS withdrawn
FROM (
  SELECT 'event' AS kind, said.id, said.article_id, said.trigger_text AS words, said.retracted_at,
    said.retracted_by
  FROM public.events AS said WHERE said.retracted_at IS NOT NULL
  UNION ALL SELECT 'number' AS kind, said.id, said.article_id, said.text AS words, said.retracted_at,
    said.retracted_by
  FROM public.numbers AS said WHERE said.retracted_at IS NOT NULL
  UNION ALL SELECT 'statement' AS kind, said.id, said.article_id, said.content_text AS words, said.retracted_at,
    said.retracted_by
  FROM public.statements AS said WHERE said.retracted_at IS NOT NULL
) AS said
JOIN public.articles AS article ON article.id = said.article_id;;
COMMENT ON VIEW report.retractions IS 'What articles said and say no longer, since when, and by which version.';;
COMMENT ON COLUMN report.retractions.kind IS 'event, number or statement.';;
COMMENT ON COLUMN report.retractions.id IS 'Its id.';;
COMMENT ON COLUMN report.retractions.article_id IS 'The producer''s id of the article.';;
COMMENT ON COLUMN report.retractions.title IS 'The headline that it has now; null: none.';;
COMMENT ON COLUMN report.retractions.words IS 'The event''s trigger, the number''s or the statement''s words.';;
COMMENT ON COLUMN report.retractions.retracted_at IS 'Since when it is said no longer; the database''s clock.';;
COMMENT ON COLUMN report.retractions.by_version IS 'By which version; null: it counts none.';;
COMMENT ON COLUMN report.retractions.withdrawn IS 'Whether the article as a whole was withdrawn.';;
CREATE VIEW report.unread AS
SELECT
  unread.article_id AS article_id,
  unread.reason AS reason,
  unread.message AS message,
  unread.stands AS stands,
  unread.at AS at
FROM (
  SELECT letter.article_id, letter.reason, letter.message, concat_ws(':', letter.partition, letter."offset") AS stands,
    letter.received_at AS at
  FROM public.dead_letters AS letter
  UNION ALL
  SELECT article.article_id, 'skipped', article.skipped, concat_ws(':', article.partition, article."offset"),
    article.stored_at
  FROM public.articles AS article WHERE article.skipped IS NOT NULL AND article.status = 'usable'
) AS unread;;
COMMENT ON VIEW report.unread IS 'Articles that were not read: messages that are none or could not be read, and articles that were skipped.';;
COMMENT ON COLUMN report.unread.article_id IS 'The producer''s id of the article; null: none could be read.';;
COMMENT ON COLUMN report.unread.reason IS 'Class of the error, or skipped.';;
COMMENT ON COLUMN report.unread.message IS 'What was wrong, for a person.';;
COMMENT ON COLUMN report.unread.stands IS 'Where its message is on news.articles, PARTITION:OFFSET.';;
COMMENT ON COLUMN report.unread.at IS 'Since when the ledger has it; the database''s clock.';;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;;
GRANT USAGE ON SCHEMA report TO wireroom_reader;;
GRANT SELECT ON ALL TABLES IN SCHEMA report TO wireroom_reader
