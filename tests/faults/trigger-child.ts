import { silentLog } from '../../server/log.ts';
import { createSystemClock } from '../../server/clock.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { createTriggers } from '../../server/triggers/triggers.ts';
import { newRun } from '../store/contract/stores.ts';

// Killed by the tests, or by itself: `DATABASE before|after COUNT` dies around the batch of that number, `DATABASE stay` prints each batch.

const [file = '', when, count] = process.argv.slice(2);
const store = openStore(file);
const die = (): void => void process.kill(process.pid, 'SIGKILL');
let batches = 0;

await createTriggers({
  ...{ store: store.triggers, clock: createSystemClock(), log: silentLog, hasOthers: false },
  isMine: () => true,
  startedUp: () => Promise.resolve(),
  bySession: () => Promise.resolve(),
  facts: { logons: () => Promise.resolve([]), idleSeconds: () => Promise.resolve(null), tellsUnlock: false },
  mailArrived: () => Promise.resolve(null),
  remoteArrived: () => Promise.resolve(null),
  openSecret: (_schedule, text) => text,
  mailLogin: () => Promise.reject(new Error('no mail here')),
  tell: () => {},
  async arrived(schedule, { id }, files) {
    batches += 1;
    const starts = files.map(({ key, path, stamp, at }) => ({
      mark: { key, path, stamp, at, moves: false },
      run: newRun({ id: `${process.pid}-${key}`, trigger: 'file', input: { path } }),
    }));
    if (when === 'before' && batches === Number(count)) die();
    const stored = await store.triggers.start(schedule, id, starts);
    if (when === 'after' && batches === Number(count)) die();
    process.stdout.write(`${files.length}\n`);
    return stored !== null;
  },
}).start();
setInterval(() => {}, 60_000);
