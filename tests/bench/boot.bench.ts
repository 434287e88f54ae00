import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { median, print, processorMs, quantile, residentMegabytes, row, timed, type BenchRow } from './figures.ts';
import { footprint } from './family.ts';
import { makeHome } from './home.ts';
import { lightCaller } from './light-caller.ts';
import { seedSchedules } from './seed.ts';

const day = 86_400_000;
const boots = 3;

/** The cost of starting and of idling: with no schedule, ten thousand, a hundred thousand. */
export async function bootBench(): Promise<BenchRow[]> {
  const floor = median(await timed(5, () => once(spawn(process.execPath, ['-e', '0']), 'exit')));
  const rows = [row('node, doing nothing: start to end', floor, 'ms')];
  const home = await makeHome();
  let present = 0;
  for (const count of [0, 10_000, 100_000]) {
    const from = present;
    const facts = { process: 'Noop', due: (index: number) => Date.now() + day + (from + index) * 1000 };
    await seedSchedules(home.folder, count - present, { ...facts, first: present });
    present = count;
    const ready: number[] = [];
    for (let boot = 1; boot < boots; boot += 1) {
      const { server, readyMs } = await home.open();
      ready.push(readyMs);
      await server.stop({ keepHome: true });
    }
    const { server, client, readyMs } = await home.open();
    ready.push(readyMs);
    await delay(1500);
    const pid = server.child.pid ?? 0;
    const told = count.toLocaleString('en');
    rows.push(
      row(`ready with ${told} schedules`, median(ready), 'ms', `${(median(ready) / floor).toFixed(1)} x bare node`),
    );
    const { pss, rss } = footprint(pid);
    rows.push(row(`memory of the server with ${told} schedules, idle`, residentMegabytes(pid), 'MB'));
    rows.push(row(`all processes with ${told} schedules, idle, PSS`, pss, 'MB', `RSS ${rss.toFixed(0)} MB`));
    if (count === 100_000) {
      const before = processorMs(pid);
      await delay(10_000);
      rows.push(row('processor while idle, 100,000 schedules, 10 s', (processorMs(pid) - before) / 100, '%'));
      const light = lightCaller(server.url, client);
      await timed(20, () => light.start({ name: 'Noop' }));
      const starts = await timed(100, () => light.start({ name: 'Noop' }));
      rows.push(row('start accepted durably with 100,000 schedules, p50', median(starts), 'ms'));
      const spid = await light.start({ name: 'Noop' });
      const whole = await timed(60, async () => light.final(await light.start({ name: 'Noop' })));
      rows.push(row('call to final state visible with 100,000 schedules, p50', median(whole), 'ms'));
      await light.final(spid);
      const connector = '/scheduler/connector-api';
      const reads = await timed(300, () => light.get(`${connector}/process/status/${spid}`));
      const bare = await timed(300, () => light.get(`${connector}/health`));
      light.close();
      const against = `${(median(reads) / median(bare)).toFixed(1)} x the health answer; p99 ${quantile(reads, 0.99).toFixed(1)} ms`;
      rows.push(row('status read over HTTP', median(reads), 'ms', against));
    }
    await server.stop({ keepHome: true });
  }
  await home.remove();
  return rows;
}

if (import.meta.main) print(await bootBench());
