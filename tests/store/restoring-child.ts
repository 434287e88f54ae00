import { setTimeout as pause } from 'node:timers/promises';
import { restoreSteps } from '../../server/store/backup/restore.ts';

// Killed by the tests: `FOLDER STEPS` performs some steps of the requested restore, prints each, and dies.

const [home = '', steps] = process.argv.slice(2);
const work = restoreSteps(home, { now: Date.now, wait: (ms) => pause(ms) });
for (let step = 0; step < Number(steps); step += 1) {
  const { done, value } = await work.next();
  process.stdout.write(`${done ? 'end' : value}\n`);
  if (done) process.exit(0);
}
process.kill(process.pid, 'SIGKILL');
