import path from 'node:path';
import { openStore } from '../../../server/store/sqlite/open-store.ts';
import { cleanUpLater } from '../../support/cleanup.ts';
import { temporaryFolder } from '../fixture.ts';
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
import { targetsContract } from './targets.ts';
import { triggersContract } from './triggers.ts';
import { workersContract } from './workers.ts';
import { sharedFilesContract } from './shared-files.ts';
import type { OpenStores } from './stores.ts';

// One process has the database in real life; several connections show that no verb leans on that.
const open: OpenStores = async (t, count) => {
  const file = path.join(await temporaryFolder(t), 'rota.db');
  return Array.from({ length: count }, () => {
    const store = openStore(file);
    cleanUpLater(t, () => Promise.resolve(store.close()));
    return store;
  });
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
sharedFilesContract(open, false);
targetsContract(open);
triggersContract(open);
attentionContract(open);
looksContract(open);
workersContract(open, null);
