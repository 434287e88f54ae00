import { setTimeout as pause } from 'node:timers/promises';
import { restoreSteps } from '../../server/store/backup/restore.ts';

// What the tests kill: `FOLDER STEPS` carries out so many steps of the restore that was asked for there, and is gone. Prints each.

const [home = '', steps] = process.argv.slice(2);
const work = restoreSteps(home, { now: Date.now, wait: (ms) => pause(ms) });
for (let step = 0; step < Number(steps); step += 1) {
  const { done, value } = await work.next();
  process.stdout.write(`${done ? 'end' : value}\n`);
  if (done) process.exit(0);
}
process.kill(process.pid, 'SIGKILL');
