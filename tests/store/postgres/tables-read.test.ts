import assert from 'node:assert/strict';
import test from 'node:test';
import { createSystemClock } from '../../../server/clock.ts';
import { silentLog } from '../../../server/log.ts';
import { readAddress } from '../../../server/store/postgres/address.ts';
import { openStore } from '../../../server/store/postgres/open-store.ts';
import { cleanUpLater } from '../../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { due, newRun, newSchedule, succeeded, taking } from '../contract/stores.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

test(
  'all schedules are read whenever a run ends, or when it is asked which of them have triggers',
  { skip },
  async (t) => {
    const url = await postgres.newDatabase();
    const store = await openStore(readAddress(url), silentLog, createSystemClock());
    cleanUpLater(t, () => store.close());
    store.runs.followBy({
      wanted: () => [],
      heard: () => [],
      queued: () => {},
      dayOf: () => ({ day: '2026-11-30', from: due }),
      make: () => assert.fail('nothing follows'),
    });
    const asked = newRun({ id: 'r', at: due, trigger: 'call' });
    await store.runs.start(newSchedule({ id: 's', at: due }), asked, null);
    // Much is the same in all, as where one process has many schedules, and they lie in no order; the database has looked what there is, as it does by itself in time.
    const columns = `name, process, state, plan, kind, options, overlap, calendars, input, created_at, updated_at`;
    await postgres.sql(
      `SET search_path = rota; SET rota.quiet = 'on'; INSERT INTO schedule (id, seq, ${columns}) OVERRIDING SYSTEM VALUE SELECT 'copy ' || n, 10 + n * 7919 % 20000, ${columns} FROM schedule, generate_series(1, 20000) AS n; ANALYZE schedule`,
      url,
    );
    const claimed = await store.runs.claim('r', taking('one', {}, due), false);
    assert.ok(typeof claimed === 'object' && claimed !== null);
    await store.runs.endAttempt('r', claimed.attempt, succeeded(due + 1));
    assert.deepEqual(await store.triggers.schedules(), []);
    const used = async () =>
      (
        await postgres.sql<{ name: string }>(
          `SELECT indexrelname AS name FROM pg_stat_user_indexes WHERE idx_scan > 0 AND indexrelname IN ('schedule_awaits', 'schedule_triggers') ORDER BY 1`,
          url,
        )
      ).map(({ name }) => name);
    // Counted within a second of what was counted.
    await until('both were found by an index', async () => (await used()).length === 2);
  },
);
