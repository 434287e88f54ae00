import assert from 'node:assert/strict';
import test from 'node:test';
import { createSystemClock } from '../../../server/clock.ts';
import { silentLog } from '../../../server/log.ts';
import { readAddress } from '../../../server/store/postgres/address.ts';
import { openStore } from '../../../server/store/postgres/open-store.ts';
import { cleanUpLater } from '../../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../../support/postgres.ts';
import { attentionContract } from './attention.ts';
import { followersContract } from './followers.ts';
import { limitsContract } from './limits.ts';
import { looksContract } from './looks.ts';
import { marksContract } from './marks.ts';
import { messagesContract } from './messages.ts';
import { personSettingsContract } from './person-settings.ts';
import { recordsContract } from './records.ts';
import { reportsContract } from './reports.ts';
import { runsContract } from './runs.ts';
import { schedulesContract } from './schedules.ts';
import { sharedFilesContract } from './shared-files.ts';
import type { OpenStores } from './stores.ts';
import { targetsContract } from './targets.ts';
import { triggersContract } from './triggers.ts';
import { workersContract } from './workers.ts';

if (skipUnlessPostgres !== false) {
  test('the verbs of the store over PostgreSQL', { skip: skipUnlessPostgres }, () => assert.fail());
} else {
  const server = await startPostgres();
  let url = '';

  const open: OpenStores = async (t, count) => {
    url = await server.newDatabase();
    const stores = [];
    for (let at = 0; at < count; at += 1) {
      const store = await openStore(readAddress(url), silentLog, createSystemClock());
      cleanUpLater(t, () => store.close());
      stores.push(store);
    }
    return stores;
  };

  const age = async (id: string, seenMs: number, sinceMs: number): Promise<void> => {
    await server.sql(
      `UPDATE rota.worker SET seen_at = now - ${seenMs}, since = now - ${sinceMs} FROM (SELECT rota.now_ms() AS now) AS clock WHERE id = '${id}'`,
      url,
    );
  };

  followersContract(open);
  limitsContract(open);
  marksContract(open);
  messagesContract(open);
  personSettingsContract(open);
  recordsContract(open);
  reportsContract(open);
  runsContract(open);
  schedulesContract(open);
  sharedFilesContract(open, true);
  targetsContract(open);
  triggersContract(open);
  attentionContract(open);
  looksContract(open);
  workersContract(open, age);
}
