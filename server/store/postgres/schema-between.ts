// Steps of the tables: what goes from one computer to another, and what triggers have read.

/** What changes is told. */
export const newsStep = `
  -- The child is to be killed at once: whoever runs it reads it here.
  ALTER TABLE run ADD COLUMN stop_force SMALLINT NOT NULL DEFAULT 0;

  -- What changes is said to the other computers in the transaction that changes it: which process says it (rota.origin), of what, and which.
  CREATE FUNCTION tell(what TEXT) RETURNS VOID LANGUAGE sql AS
    $body$ SELECT pg_notify('rota_news', coalesce(current_setting('rota.origin', true), '-') || ' ' || what) $body$;
  CREATE FUNCTION tell_run() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN PERFORM tell('run ' || NEW.id || ' ' || NEW.status); RETURN NULL; END $body$;
  CREATE FUNCTION tell_schedule() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN PERFORM tell('schedule ' || NEW.id); RETURN NULL; END $body$;
  CREATE FUNCTION tell_fact() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN PERFORM tell('fact ' || coalesce(NEW.name, OLD.name)); RETURN NULL; END $body$;
  CREATE FUNCTION tell_notice() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN PERFORM tell('notice ' || coalesce(NEW.id, OLD.id)); RETURN NULL; END $body$;
  CREATE TRIGGER run_added AFTER INSERT ON run FOR EACH ROW EXECUTE FUNCTION tell_run();
  CREATE TRIGGER run_changed AFTER UPDATE OF status, stop_force ON run FOR EACH ROW
    WHEN (OLD.status <> NEW.status OR OLD.stop_force <> NEW.stop_force) EXECUTE FUNCTION tell_run();
  CREATE TRIGGER schedule_added AFTER INSERT ON schedule FOR EACH ROW WHEN (NEW.is_listed = 1) EXECUTE FUNCTION tell_schedule();
  CREATE TRIGGER schedule_changed
    AFTER UPDATE OF state, name, process, worker, plan, options, input, due, paused_until, is_favourite, is_listed, deleted_at ON schedule
    FOR EACH ROW EXECUTE FUNCTION tell_schedule();
  CREATE TRIGGER fact_changed AFTER INSERT OR UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION tell_fact();
  CREATE TRIGGER notice_changed AFTER INSERT OR UPDATE OR DELETE ON notice FOR EACH ROW EXECUTE FUNCTION tell_notice();
  `;

/** Logs and files of runs, and values that are files. */
export const sharedFilesStep = `
  -- Logs and files of runs, for the computers on which they do not lie. A piece begins at an offset; it refers to its run without a foreign
  -- key, which would hold the run's row. Instants are the database's.
  CREATE TABLE run_piece (
    run BIGINT NOT NULL,
    file TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    kept_at BIGINT NOT NULL DEFAULT now_ms(),
    PRIMARY KEY (run, file, at)
  );
  CREATE INDEX run_piece_kept ON run_piece (kept_at);
  CREATE TABLE run_file (
    run BIGINT NOT NULL,
    file TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    worker TEXT NOT NULL,
    is_shared SMALLINT NOT NULL,
    PRIMARY KEY (run, file)
  );
  -- What a run that is under way says of itself.
  CREATE TABLE run_live (run BIGINT PRIMARY KEY, progress TEXT NOT NULL, outputs TEXT NOT NULL);
  CREATE FUNCTION forget_files() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    DELETE FROM run_piece USING gone WHERE run_piece.run = gone.seq;
    DELETE FROM run_file USING gone WHERE run_file.run = gone.seq;
    DELETE FROM run_live USING gone WHERE run_live.run = gone.seq;
    RETURN NULL;
  END $body$;
  CREATE TRIGGER run_gone AFTER DELETE ON run REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_files();
  CREATE FUNCTION forget_live() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN DELETE FROM run_live WHERE run = NEW.seq; RETURN NULL; END $body$;
  CREATE TRIGGER run_over AFTER UPDATE OF status ON run FOR EACH ROW
    WHEN (OLD.status IN ('running', 'cancelling') AND NEW.status NOT IN ('running', 'cancelling')) EXECUTE FUNCTION forget_live();

  -- Values that are files, by the digest of their bytes. One counts once all its pieces are there.
  CREATE TABLE value_file (digest TEXT PRIMARY KEY, used_at BIGINT NOT NULL DEFAULT now_ms());
  CREATE TABLE value_piece (digest TEXT NOT NULL, at BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (digest, at));
  `;

/** What triggers have read: each file with its size and time makes one run. */
export const triggersStep = `
  CREATE TABLE trigger_mark (
    schedule BIGINT NOT NULL REFERENCES schedule (seq) ON DELETE CASCADE,
    trigger TEXT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    path TEXT NOT NULL,
    stamp TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- Null for what was there before.
    run TEXT,
    -- The file is to be moved once its run is over.
    moves SMALLINT NOT NULL DEFAULT 0,
    gone_at BIGINT,
    PRIMARY KEY (schedule, trigger, key)
  );
  CREATE INDEX trigger_mark_moves ON trigger_mark (schedule, key) WHERE moves = 1;
  CREATE INDEX schedule_triggers ON schedule (seq)
    WHERE position('"triggers":' in options) > 0 AND is_listed = 1 AND deleted_at IS NULL;
  -- What started a run, where there is more to say than its trigger does.
  ALTER TABLE run ADD COLUMN start_reason TEXT;
  `;

/** What the last attempt of a run used (JSON). */
export const usageStep = `ALTER TABLE run ADD COLUMN usage TEXT`;

/** What a worker says anew of itself is told; that it is still there, and how its clock goes, is not. */
export const workerNewsStep = `
  CREATE INDEX run_worker ON run (worker, seq);
  CREATE INDEX run_wanted ON run (target, seq) WHERE target <> '';

  CREATE FUNCTION tell_worker() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN PERFORM tell('worker ' || coalesce(NEW.id, OLD.id)); RETURN NULL; END $body$;
  CREATE FUNCTION lasting_facts(facts TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
    $body$ SELECT concat_ws(' ', facts::json -> 'platform', facts::json -> 'runsAtOnce', facts::json -> 'desktop', facts::json -> 'hasRoom',
      facts::json -> 'cannotRun') $body$;
  CREATE TRIGGER worker_added AFTER INSERT OR DELETE ON worker FOR EACH ROW EXECUTE FUNCTION tell_worker();
  CREATE TRIGGER worker_changed AFTER UPDATE ON worker FOR EACH ROW
    WHEN ((OLD.boot, OLD.name, OLD.aliases, OLD.version, OLD.state, OLD.tables, OLD.address)
        IS DISTINCT FROM (NEW.boot, NEW.name, NEW.aliases, NEW.version, NEW.state, NEW.tables, NEW.address)
      OR (OLD.facts IS DISTINCT FROM NEW.facts AND lasting_facts(OLD.facts) IS DISTINCT FROM lasting_facts(NEW.facts)))
    EXECUTE FUNCTION tell_worker();
  `;

/**
 * What is asked at the end of every run stands in columns: a condition on the text of all options has no statistics, and the whole table was
 * read for it.
 */
export const askedOfOptionsStep = `
  DROP INDEX schedule_awaits;
  DROP INDEX schedule_triggers;
  ALTER TABLE schedule
    ADD COLUMN awaits SMALLINT GENERATED ALWAYS AS (CASE WHEN position('"alsoAfter":["' in options) > 0 THEN 1 ELSE 0 END) STORED,
    ADD COLUMN has_triggers SMALLINT GENERATED ALWAYS AS (CASE WHEN position('"triggers":' in options) > 0 THEN 1 ELSE 0 END) STORED;
  CREATE INDEX schedule_awaits ON schedule (seq) WHERE awaits = 1;
  CREATE INDEX schedule_triggers ON schedule (seq) WHERE has_triggers = 1 AND is_listed = 1 AND deleted_at IS NULL;
  `;

/** The same of schedules that the end of another run may start, and of those that web calls start. */
export const listenersStep = `
  ALTER TABLE schedule
    ADD COLUMN listens SMALLINT GENERATED ALWAYS AS (CASE WHEN position('"kind":"run-end"' in options) > 0 THEN 1 ELSE 0 END) STORED,
    ADD COLUMN is_hooked SMALLINT GENERATED ALWAYS AS (CASE WHEN position('"kind":"hook"' in options) > 0 THEN 1 ELSE 0 END) STORED;
  CREATE INDEX schedule_listens ON schedule (seq) WHERE listens = 1;
  CREATE INDEX schedule_hooked ON schedule (seq) WHERE is_hooked = 1;
  `;

/** Runs that wait until their conditions hold. */
export const looksStep = `
  -- When the conditions of a run are looked at next, and until when; once they held, only since when.
  ALTER TABLE run ADD COLUMN look_at BIGINT;
  ALTER TABLE run ADD COLUMN look_until BIGINT;
  CREATE INDEX run_look ON run (look_at) WHERE look_at IS NOT NULL AND status = 'retrying';
  `;

/** What a person has seen of what failed or did not start. */
export const seenStep = `
  -- When a person said that they have seen it, and who; without a person, when it had succeeded since. What is more than a week old at the
  -- upgrade counts as seen.
  ALTER TABLE run ADD COLUMN seen_at BIGINT;
  ALTER TABLE run ADD COLUMN seen_by TEXT;
  UPDATE run SET seen_at = ended_at
    WHERE outcome IN ('failed', 'timed-out', 'interrupted', 'missed', 'blocked', 'expired') AND ended_at < now_ms() - 604800000;
  CREATE INDEX run_unseen ON run (seq)
    WHERE seen_at IS NULL AND outcome IN ('failed', 'timed-out', 'interrupted', 'missed', 'blocked', 'expired') AND trigger <> 'test';
  `;

export const personSettingsStep = `
  -- What people chose for themselves (JSON), by whose it is.
  CREATE TABLE person_settings (owner TEXT COLLATE "C" PRIMARY KEY, text TEXT NOT NULL, changed_at BIGINT NOT NULL);
  `;

/** Schedules that may have tags or a folder of their own: a search by tag looks at these alone. */
export const marksStep = `
  ALTER TABLE schedule ADD COLUMN is_marked SMALLINT GENERATED ALWAYS AS
    (CASE WHEN position('"tags":[' in options) > 0 OR position('"folder":"' in options) > 0 THEN 1 ELSE 0 END) STORED;
  CREATE INDEX schedule_marked ON schedule (seq) WHERE is_marked = 1;
  `;

/** Schedules that want the computer awake: asked whenever it is looked what is due. */
export const wakesStep = `
  ALTER TABLE schedule
    ADD COLUMN wakes SMALLINT GENERATED ALWAYS AS (CASE WHEN position('"wakeComputer":true' in options) > 0 THEN 1 ELSE 0 END) STORED;
  CREATE INDEX schedule_wakes ON schedule (due) WHERE wakes = 1 AND due IS NOT NULL AND deleted_at IS NULL;
  `;
