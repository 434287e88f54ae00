import * as between from './schema-between.ts';

// The tables of a fleet. Names and meanings are those of SQLite (store/sqlite/migrations.ts), so that both share the conversion of rows:
// flags are 0 and 1, instants epoch ms, objects the text of their JSON. Text and not jsonb, because jsonb refuses NUL characters and
// keeps neither long numbers nor the order of keys. What SQL has to ask of an object is a column of its own.

/** From the first version on. A released step is never changed, only followed by another. */
export const steps: readonly string[] = [
  `
  CREATE TABLE schedule (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    process TEXT COLLATE "C" NOT NULL,
    worker TEXT,
    state TEXT NOT NULL,
    plan TEXT NOT NULL,
    -- Of the plan: its kind.
    kind TEXT NOT NULL,
    options TEXT NOT NULL,
    -- Of the options: overlap, notLaterThanSeconds, and the names of the calendars.
    overlap TEXT NOT NULL,
    not_later_seconds BIGINT,
    calendars TEXT[] NOT NULL DEFAULT '{}',
    input TEXT NOT NULL,
    due BIGINT,
    -- The time of the plan that due stands for; they differ where a calendar moves a time to another day.
    cursor BIGINT,
    paused_until BIGINT,
    reason TEXT,
    owner TEXT,
    created_by TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    is_favourite SMALLINT NOT NULL DEFAULT 0,
    is_listed SMALLINT NOT NULL DEFAULT 1,
    deleted_at BIGINT,
    last_run BIGINT
  );
  CREATE INDEX schedule_due ON schedule (due, seq) WHERE due IS NOT NULL;
  CREATE INDEX schedule_pause ON schedule (paused_until) WHERE paused_until IS NOT NULL;
  CREATE INDEX schedule_listed ON schedule (seq) WHERE is_listed = 1 AND deleted_at IS NULL;
  CREATE INDEX schedule_process ON schedule (process) WHERE is_listed = 1 AND deleted_at IS NULL;
  CREATE INDEX schedule_calendars ON schedule USING gin (calendars) WHERE calendars <> '{}';

  CREATE TABLE run (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    schedule BIGINT NOT NULL REFERENCES schedule (seq) ON DELETE CASCADE,
    process TEXT COLLATE "C" NOT NULL,
    trigger TEXT NOT NULL,
    starter TEXT,
    started_by TEXT,
    status TEXT NOT NULL,
    outcome TEXT,
    reason TEXT,
    has_warning SMALLINT NOT NULL DEFAULT 0,
    is_late SMALLINT NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL,
    queued_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    -- When a waiting run has become too late to start; taken away once it has begun.
    expires_at BIGINT,
    attempt BIGINT NOT NULL DEFAULT 0,
    max_attempts BIGINT NOT NULL,
    retry_at BIGINT,
    -- Order in the queue: smaller first, ties by seq.
    rank BIGINT NOT NULL,
    input TEXT,
    outputs TEXT,
    rerun_of TEXT,
    worker TEXT NOT NULL
  );
  CREATE UNIQUE INDEX run_due ON run (schedule, due_at) WHERE trigger = 'schedule';
  CREATE INDEX run_schedule ON run (schedule, seq);
  CREATE INDEX run_process ON run (process, seq);
  CREATE INDEX run_call ON run (process, queued_at) WHERE trigger = 'call';
  CREATE INDEX run_queue ON run (process, rank, seq) WHERE status = 'queued';
  CREATE INDEX run_active ON run (status, seq) WHERE status <> 'ended';
  CREATE INDEX run_open ON run (schedule, seq) WHERE status <> 'ended';
  CREATE INDEX run_retry ON run (retry_at) WHERE status = 'retrying';
  CREATE INDEX run_expiry ON run (expires_at) WHERE expires_at IS NOT NULL AND status = 'queued';
  CREATE INDEX run_outcome ON run (outcome, seq) WHERE outcome IS NOT NULL AND outcome <> 'succeeded';
  CREATE INDEX run_ran ON run (schedule, seq) WHERE started_at IS NOT NULL;
  CREATE INDEX run_ran_of ON run (process, seq) WHERE started_at IS NOT NULL;
  CREATE INDEX run_ended ON run (ended_at) INCLUDE (process, outcome, started_at, trigger) WHERE ended_at IS NOT NULL;

  CREATE TABLE attempt (
    run BIGINT NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    pid BIGINT,
    mark TEXT,
    facts TEXT,
    PRIMARY KEY (run, number)
  );

  -- The values that a schedule had before an edit: those of its runs up to a sequence number, which keep none of their own.
  CREATE TABLE old_input (
    schedule BIGINT NOT NULL REFERENCES schedule (seq) ON DELETE CASCADE,
    until_run BIGINT NOT NULL,
    input TEXT NOT NULL,
    PRIMARY KEY (schedule, until_run)
  );

  -- Ids that retention removed: a status call answers 410 for them, not 404.
  CREATE TABLE purged (id TEXT PRIMARY KEY, at BIGINT NOT NULL);
  CREATE INDEX purged_at ON purged (at);

  CREATE TABLE idempotency (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    schedule TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (client, key)
  );
  CREATE INDEX idempotency_at ON idempotency (at);

  CREATE TABLE audit (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    owner TEXT,
    action TEXT NOT NULL,
    what TEXT NOT NULL
  );
  CREATE INDEX audit_at ON audit (at);

  CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    params TEXT NOT NULL,
    run_ids TEXT NOT NULL
  );

  CREATE TABLE delivery (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    url TEXT NOT NULL,
    run TEXT,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    next_at BIGINT,
    last_error TEXT,
    delivered_at BIGINT
  );
  CREATE INDEX delivery_next ON delivery (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX delivery_created ON delivery (created_at, run);

  -- Single facts that must survive: whether everything is paused, until when all due times are settled.
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);

  -- The configuration that all computers of the fleet share: a part per row, each the text of its JSON. The row '*' only counts changes.
  CREATE TABLE config (id TEXT PRIMARY KEY, version BIGINT NOT NULL, body TEXT NOT NULL);

  -- The first sequence number queued after an instant, by bisection, because sequence and time increase together.
  CREATE FUNCTION seq_after(instant BIGINT) RETURNS BIGINT LANGUAGE plpgsql STABLE AS $body$
  DECLARE
    low BIGINT;
    high BIGINT;
    middle BIGINT;
    found_seq BIGINT;
    found_at BIGINT;
  BEGIN
    SELECT coalesce(min(seq), 0), coalesce(max(seq), 0) + 1 INTO low, high FROM run;
    WHILE low < high LOOP
      middle := (low + high) / 2;
      SELECT seq, queued_at INTO found_seq, found_at FROM run WHERE seq >= middle ORDER BY seq LIMIT 1;
      IF FOUND AND found_at <= instant THEN low := found_seq + 1; ELSE high := middle; END IF;
    END LOOP;
    RETURN low;
  END $body$;

  -- The database's wall clock in epoch ms: it moves inside a transaction, too.
  CREATE FUNCTION now_ms() RETURNS BIGINT LANGUAGE sql VOLATILE AS
    'SELECT floor(extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint';
  `,
  `
  -- A delivery is taken until then by the computer that sends it.
  ALTER TABLE delivery ADD COLUMN leased_until BIGINT;

  -- The computers that have reported. Instants by the database's clock: seen last, and without a gap since.
  CREATE TABLE worker (
    id TEXT PRIMARY KEY,
    -- The process that reports under this id.
    boot TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    groups TEXT NOT NULL,
    version TEXT NOT NULL,
    address TEXT,
    state TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    since BIGINT NOT NULL
  );
  `,
  between.newsStep,
  `
  -- What else a worker says of itself, as JSON; null from an older Rota. And the version of the tables that it knows.
  ALTER TABLE worker ADD COLUMN facts TEXT;
  ALTER TABLE worker ADD COLUMN tables BIGINT;

  -- Whom a run is for: a worker by its ID or a group by its name; '' = anybody.
  ALTER TABLE run ADD COLUMN target TEXT COLLATE "C" NOT NULL DEFAULT '';
  DROP INDEX run_queue;
  CREATE INDEX run_queue ON run (process, target, rank, seq) WHERE status = 'queued';
  CREATE INDEX run_target ON run (target, rank, seq) WHERE status = 'queued';
  `,
  `
  -- Messages to people. What happened, before the rules were asked.
  CREATE TABLE message_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT NOT NULL,
    rule TEXT,
    run TEXT,
    at BIGINT NOT NULL,
    facts TEXT
  );
  -- What was told once, and is not told again.
  CREATE TABLE message_once (key TEXT PRIMARY KEY, at BIGINT NOT NULL);
  CREATE INDEX message_once_at ON message_once (at);
  -- Others may join a message until it is closed: its first delivery has begun.
  CREATE TABLE message (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT
  );
  CREATE INDEX message_created ON message (created_at);
  CREATE INDEX message_open ON message (rule, seq) WHERE closed_at IS NULL;
  CREATE INDEX message_closed ON message (rule, closed_at) WHERE closed_at IS NOT NULL;
  CREATE TABLE message_delivery (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    message BIGINT NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    next_at BIGINT,
    last_error TEXT,
    delivered_at BIGINT,
    -- Taken until then by the computer that sends it.
    leased_until BIGINT
  );
  CREATE INDEX message_delivery_next ON message_delivery (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX message_delivery_message ON message_delivery (message);
  -- How often anything was settled (one row): of two computers that asked the rules about the same events, one finds another number.
  CREATE TABLE message_mark (one SMALLINT PRIMARY KEY, settled BIGINT NOT NULL);
  INSERT INTO message_mark VALUES (1, 0);
  CREATE INDEX message_delivery_channel ON message_delivery (channel) WHERE leased_until IS NOT NULL AND next_at IS NOT NULL;
  `,
  between.sharedFilesStep,
  `
  -- What is brought along from a folder is not told row by row.
  CREATE OR REPLACE FUNCTION tell(what TEXT) RETURNS VOID LANGUAGE sql AS
    $body$ SELECT pg_notify('rota_news', coalesce(current_setting('rota.origin', true), '-') || ' ' || what)
      WHERE coalesce(current_setting('rota.quiet', true), '') <> 'on' $body$;
  `,
  `
  -- The run that a run follows, and after what end of it (JSON); whether nothing is to follow itself.
  ALTER TABLE run ADD COLUMN follows TEXT;
  ALTER TABLE run ADD COLUMN follow TEXT;
  ALTER TABLE run ADD COLUMN ends_chain SMALLINT NOT NULL DEFAULT 0;
  CREATE INDEX run_follows ON run (follows) WHERE follows IS NOT NULL;
  -- Schedules with something that waits for other schedules, too: asked at every end, and most often there is none.
  CREATE INDEX schedule_awaits ON schedule (seq) WHERE position('"alsoAfter":["' IN options) > 0;
  -- What followed several runs of a day, and follows once.
  CREATE TABLE follow_once (key TEXT PRIMARY KEY, at BIGINT NOT NULL);
  `,
  between.triggersStep,
  between.workerNewsStep,
  between.askedOfOptionsStep,
  between.usageStep,
  between.listenersStep,
  between.looksStep,
  between.seenStep,
  between.personSettingsStep,
  between.marksStep,
  between.wakesStep,
];

/** The version that this Rota migrates a fleet's database to. */
export const newestVersion = steps.length;

/** Everything of Rota lies in this schema of the database, which may hold other things, too. */
export const schemaName = 'rota';
