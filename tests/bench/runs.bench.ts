import { spawn } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../contract/run.ts';
import type { TestClient, TestServer } from '../support/server.ts';
import { median, print, quantile, row, timed, type BenchRow } from './figures.ts';
import { makeHome, type BenchHome } from './home.ts';
import { bareSpawns, compileLoop } from './runner.bench.ts';
import { seedSchedules } from './seed.ts';

const noops = 1500;
const spread = { count: 40, everyMs: 150 };

/** From a call or a due time to a child, and from a child to a durable record. */
export async function runsBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const rows: BenchRow[] = [];
  const { server, client } = await home.open();
  rows.push(...(await accepting(home, server, client)));
  rows.push(...(await firstInstruction(client)));
  await server.stop({ keepHome: true });
  rows.push(...(await punctuality(home)));
  rows.push(...(await sustained(home)));
  await home.remove();
  return rows;
}

async function accepting(home: BenchHome, server: TestServer, client: TestClient): Promise<BenchRow[]> {
  const fd = openSync(path.join(home.folder, 'floor'), 'w');
  const floor = median(
    await timed(100, () => {
      writeSync(fd, Buffer.alloc(4096));
      fdatasyncSync(fd);
    }),
  );
  closeSync(fd);
  // Only accepting is measured: nothing runs meanwhile.
  await server.console('POST', '/api/pause', { until: null });
  await timed(20, () => client.start({ name: 'Noop' }));
  const serial = await timed(200, () => client.start({ name: 'Noop' }));
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: 16 }, () => timed(50, () => client.start({ name: 'Noop' }))));
  const rate = 800 / ((performance.now() - begunAt) / 1000);
  await server.console('POST', '/api/resume', {});
  await quiet(server);
  return [
    row('one block written and synced, the floor', floor, 'ms'),
    row(
      'start accepted durably, one after the other',
      median(serial),
      'ms',
      `${(median(serial) / floor).toFixed(1)} x a synced write; p99 ${quantile(serial, 0.99).toFixed(1)} ms`,
    ),
    row(
      'starts accepted durably, 16 clients',
      rate,
      'starts/s',
      `${((rate * floor) / 1000).toFixed(1)} x what synced writes allow one by one`,
    ),
  ];
}

/** `date` says itself when it was there, started by us and by Rota. */
async function firstInstruction(client: TestClient): Promise<BenchRow[]> {
  const bare: number[] = [];
  const ours: number[] = [];
  for (let count = 0; count < 25; count += 1) {
    const at = Date.now();
    const child = spawn('/bin/date', ['+%s.%N'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    bare.push(Number(text.toString()) * 1000 - at);
    const spid = await client.start({ name: 'Date' });
    const accepted = Date.now();
    ours.push((await whenItRan(client, spid)) - accepted);
  }
  const ratio = `${(median(ours) - median(bare)).toFixed(1)} ms more than a bare spawn`;
  return [
    row('bare spawn: to the first instruction of the child', median(bare), 'ms'),
    row('start accepted: to the first instruction of the child', median(ours), 'ms', ratio),
  ];
}

async function whenItRan(client: TestClient, spid: string): Promise<number> {
  await client.final(spid);
  const { body } = await client.call(`process/log/${spid}`);
  const line = (body['lines'] as { level: string; text: string }[]).find(({ level }) => level === 'info');
  return Number(line?.text) * 1000;
}

async function punctuality(home: BenchHome): Promise<BenchRow[]> {
  const from = Date.now() + 6000;
  const at = { process: 'Date', plan: { kind: 'once', at: from, timezone: 'UTC' } as const };
  await seedSchedules(home.folder, spread.count, { ...at, due: (index) => from + index * spread.everyMs });
  const crowdAt = from + spread.count * spread.everyMs + 1000;
  await seedSchedules(home.folder, 100, { ...at, due: () => crowdAt, first: spread.count });
  const { server, client } = await home.open();
  await delay(Math.max(0, crowdAt + 2500 - Date.now()));
  await quiet(server);
  const lateness = async (from_: number, count: number, due: (index: number) => number) =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => (await whenItRan(client, seedId(from_ + index))) - due(index)),
    );
  const each = await lateness(0, spread.count, (index) => from + index * spread.everyMs);
  const crowd = await lateness(spread.count, 100, () => crowdAt);
  await server.stop({ keepHome: true });
  return [
    row('due time to the first instruction, p50', median(each), 'ms', 'peers 11–128 ms'),
    row('due time to the first instruction, p99', quantile(each, 0.99), 'ms'),
    row('100 due at once: the last one’s first instruction', Math.max(...crowd), 'ms', 'peers 301–1,170 ms'),
  ];
}

const seedId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

async function sustained(home: BenchHome): Promise<BenchRow[]> {
  const program = compileLoop();
  const due = Date.now() + 5000;
  await seedSchedules(home.folder, noops, { process: 'Noop', due: () => due, first: 10_000 });
  const { server } = await home.open();
  await delay(Math.max(0, due - Date.now()));
  const answers: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      answers.push(...(await timed(1, () => server.console('GET', '/api/worker'))));
      await delay(5);
    }
  })();
  await quiet(server);
  const rate = noops / ((Date.now() - due) / 1000);
  isOver = true;
  await asking;
  await server.stop({ keepHome: true });
  // The floors at the same time of the same computer.
  const bare = median([await bareSpawns(), await bareSpawns(), await bareSpawns()]);
  const loop = program === null ? null : Number(execFileSync(program, { encoding: 'utf8' }));
  return [
    row('bare child_process.spawn, no-op', bare, 'runs/s'),
    ...(loop === null ? [] : [row('C loop, posix_spawn, no-op', loop, 'runs/s')]),
    row(
      'no-op runs, due to durably recorded',
      rate,
      'runs/s',
      `${(rate / bare).toFixed(2)} x bare spawn${loop === null ? '' : `, ${(rate / loop).toFixed(2)} x the C loop`}`,
    ),
    row('an answer of the API meanwhile, p50', median(answers), 'ms'),
    row('an answer of the API meanwhile, p99', quantile(answers, 0.99), 'ms', `${answers.length} answers`),
  ];
}

/** Nothing waits and nothing runs. */
async function quiet(server: TestServer): Promise<void> {
  const some = async (result: string) =>
    (await server.console<{ runs: Run[] }>('GET', `/api/runs?result=${result}&limit=1`)).runs.length > 0;
  while ((await some('waiting')) || (await some('running'))) await delay(20);
}

if (import.meta.main) print(await runsBench());
