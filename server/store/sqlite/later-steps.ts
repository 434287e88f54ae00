/** The newest steps of the tables (migrations.ts); a new one goes to the end. */
export const laterSteps: readonly string[] = [
  `
  -- What the last attempt of a run used (JSON).
  ALTER TABLE run ADD COLUMN usage TEXT;
  `,
  `
  -- Schedules that the end of another run may start: asked at every end, and most often there is none.
  CREATE INDEX schedule_listens ON schedule (seq) WHERE instr(options, '"kind":"run-end"') > 0;
  -- Schedules that web calls start.
  CREATE INDEX schedule_hooked ON schedule (seq) WHERE instr(options, '"kind":"hook"') > 0;
  `,
  `
  -- When the conditions of a run are looked at next, and until when; once they held, only since when.
  ALTER TABLE run ADD COLUMN look_at INTEGER;
  ALTER TABLE run ADD COLUMN look_until INTEGER;
  CREATE INDEX run_look ON run (look_at) WHERE look_at IS NOT NULL AND status = 'retrying';
  `,
  `
  -- When a person said that they have seen a run that failed or did not start, and who; without a person, when it had succeeded since.
  -- What is more than a week old at the upgrade counts as seen.
  ALTER TABLE run ADD COLUMN seen_at INTEGER;
  ALTER TABLE run ADD COLUMN seen_by TEXT;
  UPDATE run SET seen_at = ended_at
    WHERE outcome IS NOT NULL AND outcome <> 'succeeded' AND outcome IN ('failed', 'timed-out', 'interrupted', 'missed', 'blocked', 'expired')
    AND ended_at < CAST(unixepoch('subsec') * 1000 AS INTEGER) - 604800000;
  CREATE INDEX run_unseen ON run (seq)
    WHERE seen_at IS NULL AND outcome IN ('failed', 'timed-out', 'interrupted', 'missed', 'blocked', 'expired') AND trigger <> 'test';
  `,
  `
  -- What people chose for themselves (JSON), by whose it is.
  CREATE TABLE person_settings (owner TEXT PRIMARY KEY, text TEXT NOT NULL, changed_at INTEGER NOT NULL) STRICT;
  `,
  `
  -- Schedules that may have tags or a folder of their own: a search by tag looks at these alone.
  CREATE INDEX schedule_marked ON schedule (seq) WHERE instr(options, '"tags":[') > 0 OR instr(options, '"folder":"') > 0;
  `,
  `
  -- Schedules that want the computer awake: asked whenever it is looked what is due, and most often there is none.
  CREATE INDEX schedule_wakes ON schedule (due) WHERE instr(options, '"wakeComputer":true') > 0 AND due IS NOT NULL AND deleted_at IS NULL;
  `,
];
