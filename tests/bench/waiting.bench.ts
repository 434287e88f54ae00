import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { footprint, processorOf } from './family.ts';
import { median, row, timed, type BenchRow } from './figures.ts';
import { makeHome } from './home.ts';
import { lightCaller } from './light-caller.ts';

const waiting = 10_000;
const conditions = 100;
const callers = 8;
const starts = 300;
/** Each is looked at about once in it. */
const watchedMs = 60_000;

/** What runs that wait for a condition cost those that do not: the start of another run, the processor, memory. Linux. */
export async function waitingBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const { server, client } = await home.open();
  const pid = server.child.pid ?? 0;
  const folder = path.join(home.folder, 'in');
  await mkdir(folder);
  const light = lightCaller(server.url, client);
  const oneRun = async () => void (await light.final(await light.start({ name: 'Noop' })));
  await timed(30, oneRun);
  const alone = median(await timed(starts, oneRun));
  const before = footprint(pid);
  let made = 0;
  const caller = async () => {
    while (made < waiting) {
      const list = [{ kind: 'file', folder, pattern: `bank-${(made += 1) % conditions}.xml` }];
      const body = { conditions: { everySeconds: 60, limitMinutes: 600, list } };
      await server.console('POST', '/api/processes/Noop/run', body);
    }
  };
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  const rate = waiting / ((performance.now() - begunAt) / 1000);
  await delay(5_000);
  const [from, used] = [processorOf(pid).server, footprint(pid)];
  await delay(watchedMs);
  const busyMs = processorOf(pid).server - from;
  const beside = median(await timed(starts, oneRun));
  light.close();
  await server.stop({ keepHome: true });
  await home.remove();
  const told = `${waiting.toLocaleString('en')} runs that wait`;
  return [
    row(`${told}, stored, ${callers} callers`, rate, 'runs/s', `${conditions} conditions`),
    row(`processor of the server in a minute with ${told}`, busyMs, 'ms', 'each looked at once'),
    row(`memory that ${told} take, RSS`, used.rss - before.rss, 'MB', `${used.rss.toFixed(0)} MB in all`),
    row('call to final state visible, nothing waits, p50', alone, 'ms'),
    row(`call to final state visible beside ${told}, p50`, beside, 'ms', `${(beside / alone).toFixed(2)} x alone`),
  ];
}
