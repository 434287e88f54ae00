import type { DatabaseSync } from 'node:sqlite';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import { laterSteps } from './later-steps.ts';

/** From the first version on. A released step is never changed, only followed by another. */
const steps: readonly string[] = [
  `
  CREATE TABLE schedule (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    process TEXT NOT NULL,
    worker TEXT,
    state TEXT NOT NULL,
    plan TEXT NOT NULL,
    options TEXT NOT NULL,
    input TEXT NOT NULL,
    due INTEGER,
    -- The time of the plan that \`due\` stands for; they differ where a calendar moves a time to another day.
    cursor INTEGER,
    paused_until INTEGER,
    reason TEXT,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    is_favourite INTEGER NOT NULL DEFAULT 0,
    is_listed INTEGER NOT NULL DEFAULT 1,
    deleted_at INTEGER,
    last_run INTEGER
  ) STRICT;
  CREATE INDEX schedule_due ON schedule (due, seq) WHERE due IS NOT NULL;
  CREATE INDEX schedule_pause ON schedule (paused_until) WHERE paused_until IS NOT NULL;
  CREATE INDEX schedule_listed ON schedule (seq) WHERE is_listed = 1 AND deleted_at IS NULL;
  CREATE INDEX schedule_process ON schedule (process) WHERE is_listed = 1 AND deleted_at IS NULL;

  CREATE TABLE run (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    schedule INTEGER NOT NULL REFERENCES schedule (seq) ON DELETE CASCADE,
    process TEXT NOT NULL,
    trigger TEXT NOT NULL,
    started_by TEXT,
    status TEXT NOT NULL,
    outcome TEXT,
    reason TEXT,
    has_warning INTEGER NOT NULL DEFAULT 0,
    is_late INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    attempt INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL,
    retry_at INTEGER,
    -- Order in the queue: smaller first, ties by seq.
    rank INTEGER NOT NULL,
    input TEXT,
    outputs TEXT,
    rerun_of TEXT,
    worker TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX run_due ON run (schedule, due_at) WHERE trigger = 'schedule';
  CREATE INDEX run_schedule ON run (schedule, seq);
  CREATE INDEX run_process ON run (process, seq);
  CREATE INDEX run_call ON run (process, queued_at) WHERE trigger = 'call';
  CREATE INDEX run_queue ON run (process, rank, seq) WHERE status = 'queued';
  CREATE INDEX run_active ON run (status, seq) WHERE status <> 'ended';
  CREATE INDEX run_open ON run (schedule, seq) WHERE status <> 'ended';
  CREATE INDEX run_retry ON run (retry_at) WHERE status = 'retrying';
  CREATE INDEX run_outcome ON run (outcome, seq) WHERE outcome IS NOT NULL AND outcome <> 'succeeded';
  -- Covering, so that counting a period touches no rows.
  CREATE INDEX run_ended ON run (ended_at, process, outcome, started_at, trigger) WHERE ended_at IS NOT NULL;

  CREATE TABLE attempt (
    run INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    pid INTEGER,
    mark TEXT,
    facts TEXT,
    PRIMARY KEY (run, number)
  ) STRICT, WITHOUT ROWID;

  -- Ids that retention removed: a status call answers 410 for them, not 404.
  CREATE TABLE purged (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE idempotency (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    schedule TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (client, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX idempotency_at ON idempotency (at);

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    what TEXT NOT NULL
  ) STRICT;

  CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    params TEXT NOT NULL,
    run_ids TEXT NOT NULL
  ) STRICT;

  CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    url TEXT NOT NULL,
    run TEXT,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_at INTEGER,
    last_error TEXT,
    delivered_at INTEGER
  ) STRICT;
  CREATE INDEX delivery_next ON delivery (next_at) WHERE next_at IS NOT NULL;

  -- Single facts that must survive: whether everything is paused, when Rota was last seen alive.
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- When a waiting run has become too late to start; taken away once it has begun.
  ALTER TABLE run ADD COLUMN expires_at INTEGER;
  CREATE INDEX run_expiry ON run (expires_at) WHERE expires_at IS NOT NULL AND status = 'queued';
  CREATE INDEX purged_at ON purged (at);
  `,
  `
  -- The values that a schedule had before an edit: those of its runs up to a sequence number, which keep none of their own.
  CREATE TABLE old_input (
    schedule INTEGER NOT NULL REFERENCES schedule (seq) ON DELETE CASCADE,
    until_run INTEGER NOT NULL,
    input TEXT NOT NULL,
    PRIMARY KEY (schedule, until_run)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- To what something was done and why a delivery failed may be a sentence of Rota's, to be said in the reader's language: JSON now.
  UPDATE audit SET what = json_quote(what);
  UPDATE delivery SET last_error = json_quote(last_error) WHERE last_error IS NOT NULL;
  `,
  `
  -- A plan that was paused for months has a hundred thousand rows of times that never ran: what did run is found without reading them.
  CREATE INDEX IF NOT EXISTS run_ran ON run (schedule, seq) WHERE started_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS run_ran_of ON run (process, seq) WHERE started_at IS NOT NULL;
  -- What is old enough to go is found without reading what is not, and a receiver that waits for hundreds without reading their bodies.
  CREATE INDEX IF NOT EXISTS audit_at ON audit (at);
  CREATE INDEX IF NOT EXISTS delivery_created ON delivery (created_at, run);
  `,
  `
  -- Whose something is: an identity that is never given out again (\`client:…\`, \`person:…\`). Names are only shown. What older builds
  -- kept under names is null here until the clients of the configuration are known (owner-store).
  ALTER TABLE schedule ADD COLUMN owner TEXT;
  ALTER TABLE run ADD COLUMN starter TEXT;
  ALTER TABLE audit ADD COLUMN owner TEXT;
  INSERT OR REPLACE INTO fact VALUES ('owners-by-name', 'yes');
  `,
  `
  -- Plans say what becomes of their times when the clock is changed; those that are there go on as they did.
  UPDATE schedule SET plan = json_set(plan, '$.clockChange', 'as-quartz')
  WHERE plan ->> 'kind' IN ('cron', 'never') AND plan ->> 'clockChange' IS NULL;
  `,
  `
  -- The number of the last commit, to be held against the mark that lies beside the database (commit-mark.ts).
  CREATE TABLE last_commit (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
  INSERT INTO last_commit VALUES (1, 0, CAST(unixepoch('subsec') * 1000 AS INTEGER));
  `,
  `
  -- Small files of ended runs are in the pack of their day (run-packs.ts), where older builds would not find their logs.
  INSERT OR REPLACE INTO fact VALUES ('small-runs', 'packed');
  `,
  `
  -- Covering: schedules are counted by state, for monitoring programs, without reading them.
  CREATE INDEX IF NOT EXISTS schedule_state ON schedule (state) WHERE is_listed = 1 AND deleted_at IS NULL;
  `,
  `
  -- What people are to be told of, written with the change itself and taken away once the rules have been asked.
  CREATE TABLE message_event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    rule TEXT,
    run TEXT,
    at INTEGER NOT NULL,
    facts TEXT
  ) STRICT;
  -- What was told once, and is not told again.
  CREATE TABLE message_once (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX message_once_at ON message_once (at);
  -- Others may join a message until it is closed: its first delivery has begun.
  CREATE TABLE message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    closed_at INTEGER
  ) STRICT;
  CREATE INDEX message_created ON message (created_at);
  CREATE INDEX message_open ON message (rule, seq) WHERE closed_at IS NULL;
  CREATE INDEX message_closed ON message (rule, closed_at) WHERE closed_at IS NOT NULL;
  CREATE TABLE message_delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    message INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_at INTEGER,
    last_error TEXT,
    delivered_at INTEGER
  ) STRICT;
  CREATE INDEX message_delivery_next ON message_delivery (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX message_delivery_message ON message_delivery (message);
  CREATE INDEX message_delivery_created ON message_delivery (created_at);
  `,
  `
  -- Whom a run is for: a worker by its ID or a group by its name; '' = anybody.
  ALTER TABLE run ADD COLUMN target TEXT NOT NULL DEFAULT '';
  `,
  `
  -- The run that a run follows, and after what end of it (JSON); whether nothing is to follow itself.
  ALTER TABLE run ADD COLUMN follows TEXT;
  ALTER TABLE run ADD COLUMN follow TEXT;
  ALTER TABLE run ADD COLUMN ends_chain INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX run_follows ON run (follows) WHERE follows IS NOT NULL;
  -- Schedules with something that waits for other schedules, too: asked at every end, and most often there is none.
  CREATE INDEX schedule_awaits ON schedule (seq) WHERE instr(options, '"alsoAfter":["') > 0;
  -- What followed several runs of a day, and follows once.
  CREATE TABLE follow_once (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- What triggers have read: each file with its size and time makes one run. \`run\` is null for what was there before.
  CREATE TABLE trigger_mark (
    schedule INTEGER NOT NULL REFERENCES schedule (seq) ON DELETE CASCADE,
    trigger TEXT NOT NULL,
    key TEXT NOT NULL,
    path TEXT NOT NULL,
    stamp TEXT NOT NULL,
    at INTEGER NOT NULL,
    run TEXT,
    -- The file is to be moved once its run is over.
    moves INTEGER NOT NULL DEFAULT 0,
    gone_at INTEGER,
    PRIMARY KEY (schedule, trigger, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX trigger_mark_moves ON trigger_mark (schedule, key) WHERE moves = 1;
  CREATE INDEX schedule_triggers ON schedule (seq) WHERE instr(options, '"triggers":') > 0 AND is_listed = 1 AND deleted_at IS NULL;
  -- What started a run, where there is more to say than its trigger does.
  ALTER TABLE run ADD COLUMN start_reason TEXT;
  `,
  ...laterSteps,
];

/** The version that this Rota migrates a database to. */
export const newestVersion = steps.length;

/**
 * Migrates the database to the newest version, or an older one for tests of what earlier Rotas left, each step in its own transaction. Refuses
 * a database of a newer Rota.
 */
export function migrate(db: DatabaseSync, to = newestVersion): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > steps.length) {
    throw new TranslatableError(
      said`The database was made by a newer Rota (version ${version}, this one knows ${steps.length}): start that one, or go back to what was there before: "rota backups" lists what was kept ("before-upgrade-…"), "rota restore NAME" puts one in place. What was done since then is not in it; what is there now is kept as a backup first. Nothing was changed.`,
    );
  }
  for (const [index, step] of steps.entries()) {
    if (index < version || index >= to) continue;
    db.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}
