import { openStore } from '../../server/store/sqlite/open-store.ts';
import { nextOf, planBy } from '../store/contract/followers.ts';
import { addSchedule, newRun, succeeded, taking } from '../store/contract/stores.ts';

// Killed by killed-follow-up.test.ts: ends runs that something follows, for ever, and prints the number of each end that is stored.

const [, , file = '', boot = ''] = process.argv;
const store = openStore(file);
planBy(store, `${boot}-`);
const schedule = await addSchedule(store, {
  id: `schedule-${boot}`,
  options: { then: [nextOf(), nextOf({ after: 'always', delaySeconds: 60 })], overlap: 'allow' },
  due: null,
  cursor: null,
});
for (let count = 1; ; count += 1) {
  const id = `first-${boot}-${count}`;
  await store.runs.insert(schedule.seq, newRun({ id }));
  await store.runs.claim(id, taking('one'), false);
  await store.runs.endAttempt(id, 1, succeeded());
  process.stdout.write(`${id}\n`);
}
