import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../contract/run.ts';
import type { TestClient, TestServer } from '../support/server.ts';
import { median, print, quantile, row, timed, type BenchRow } from './figures.ts';
import { bareServer } from './bare-server.ts';
import { makeHome, type BenchHome } from './home.ts';
import { lightCaller, type LightCaller } from './light-caller.ts';
import { bareSpawns, compileLoop } from './runner.bench.ts';
import { seedSchedules } from './seed.ts';

const noops = 1500;
const spread = { count: 40, everyMs: 150 };
const rounds = 3;
const calls = 60;

/** From a call or a due time to a child, and from a child's end to a durable record. */
export async function runsBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const rows: BenchRow[] = [];
  const { server, client } = await home.open();
  rows.push(...(await accepting(home, server, client)));
  rows.push(...(await firstInstruction(home, server, client)));
  await server.stop({ keepHome: true });
  rows.push(...(await punctuality(home)));
  rows.push(...(await sustained(home)));
  await home.remove();
  return rows;
}

async function accepting(home: BenchHome, server: TestServer, client: TestClient): Promise<BenchRow[]> {
  const fd = openSync(path.join(home.folder, 'floor'), 'w');
  const disk = median(
    await timed(100, () => {
      writeSync(fd, Buffer.alloc(4096));
      fdatasyncSync(fd);
    }),
  );
  closeSync(fd);
  const bare = await bareServer(home.folder);
  const bareCaller = lightCaller(bare.url);
  const callers = Array.from({ length: 16 }, () => lightCaller(server.url, client));
  const [one] = callers as [LightCaller];
  // Measures only accepting: nothing runs meanwhile.
  await server.console('POST', '/api/pause', { until: null });
  await timed(50, () => one.start({ name: 'Noop' }));
  await timed(50, () => bareCaller.post('/write', { name: 'Noop' }));
  const serial: number[] = [];
  const floors: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(...(await timed(100, () => bareCaller.post('/write', { name: 'Noop' }))));
    serial.push(...(await timed(100, () => one.start({ name: 'Noop' }))));
    const begunAt = performance.now();
    await Promise.all(callers.map((caller) => timed(100, () => caller.start({ name: 'Noop' }))));
    rates.push((callers.length * 100) / ((performance.now() - begunAt) / 1000));
  }
  for (const caller of [bareCaller, ...callers]) caller.close();
  bare.close();
  await server.console('POST', '/api/resume', {});
  await quiet(server);
  const [floor, start] = [median(floors), median(serial)];
  return [
    row('one block written and synced', disk, 'ms'),
    row('node:http with one synced write, the floor', floor, 'ms'),
    row(
      'start accepted durably, one caller, p50',
      start,
      'ms',
      `${(start / floor).toFixed(1)} x the floor; p99 ${quantile(serial, 0.99).toFixed(1)} ms`,
    ),
    row('starts accepted durably, 16 callers', median(rates), 'starts/s'),
  ];
}

/** `date` prints the time of its own start; started by a bare server and by Rota, counted from the call. */
async function firstInstruction(home: BenchHome, server: TestServer, client: TestClient): Promise<BenchRow[]> {
  const bare = await bareServer(home.folder);
  const bareCaller = lightCaller(bare.url);
  const caller = lightCaller(server.url, client);
  const floors: number[] = [];
  const ours: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const bareCallAt = now();
    floors.push(Number(await bareCaller.get('/spawn')) * 1000 - bareCallAt);
    const callAt = now();
    ours.push((await whenItRan(client, await caller.start({ name: 'Date' }))) - callAt);
  }
  bareCaller.close();
  bare.close();
  caller.close();
  const [floor, call] = [median(floors), median(ours)];
  return [
    row('node:http, then spawn: to the first instruction, the floor', floor, 'ms'),
    row(
      'call to the first instruction of the child, p50',
      call,
      'ms',
      `${(call / floor).toFixed(1)} x the floor; p99 ${quantile(ours, 0.99).toFixed(1)} ms`,
    ),
  ];
}

/** Wall clock in ms, with fractions. */
const now = (): number => performance.timeOrigin + performance.now();

async function bareFirstInstruction(at = now()): Promise<number> {
  const child = spawn('/bin/date', ['+%s.%N'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(text.toString()) * 1000 - at;
}

async function bareCrowd(): Promise<number> {
  const last: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const at = now();
    last.push(Math.max(...(await Promise.all(Array.from({ length: 100 }, () => bareFirstInstruction(at))))));
  }
  return median(last);
}

async function whenItRan(client: TestClient, spid: string): Promise<number> {
  await client.final(spid);
  const { body } = await client.call(`process/log/${spid}`);
  const line = (body['lines'] as { level: string; text: string }[]).find(({ level }) => level === 'info');
  return Number(line?.text) * 1000;
}

async function punctuality(home: BenchHome): Promise<BenchRow[]> {
  const each: number[] = [];
  const crowds: number[] = [];
  const firsts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round * (spread.count + 100);
    const from = Date.now() + 6000;
    const at = { process: 'Date', plan: { kind: 'once', at: from, timezone: 'UTC' } as const };
    await seedSchedules(home.folder, spread.count, { ...at, due: (index) => from + index * spread.everyMs, first });
    const crowdAt = from + spread.count * spread.everyMs + 1000;
    await seedSchedules(home.folder, 100, { ...at, due: () => crowdAt, first: first + spread.count });
    const { server, client } = await home.open();
    await delay(Math.max(0, crowdAt + 2500 - Date.now()));
    await quiet(server);
    const lateness = async (from_: number, count: number, due: (index: number) => number) =>
      Promise.all(
        Array.from(
          { length: count },
          async (_, index) => (await whenItRan(client, seedId(from_ + index))) - due(index),
        ),
      );
    each.push(...(await lateness(first, spread.count, (index) => from + index * spread.everyMs)));
    const crowd = await lateness(first + spread.count, 100, () => crowdAt);
    crowds.push(Math.max(...crowd));
    firsts.push(Math.min(...crowd));
    await server.stop({ keepHome: true });
  }
  const bare: number[] = [];
  for (let count = 0; count < 25; count += 1) bare.push(await bareFirstInstruction());
  const crowd = await bareCrowd();
  return [
    row(
      'due time to the first instruction, p50',
      median(each),
      'ms',
      `${(median(each) / median(bare)).toFixed(1)} x a bare spawn`,
    ),
    row('due time to the first instruction, p99', quantile(each, 0.99), 'ms', `${each.length} due times`),
    row('due time to the first instruction, max', Math.max(...each), 'ms'),
    row('100 bare spawns at once: the last one’s first instruction', crowd, 'ms'),
    row('100 due at once: the first one’s first instruction', median(firsts), 'ms'),
    row(
      '100 due at once: the last one’s first instruction',
      median(crowds),
      'ms',
      `${(median(crowds) / crowd).toFixed(1)} x bare spawns`,
    ),
  ];
}

const seedId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

async function sustained(home: BenchHome): Promise<BenchRow[]> {
  const program = compileLoop();
  const rates: number[] = [];
  const bares: number[] = [];
  const loops: number[] = [];
  const answers: number[] = [];
  // Floors are measured in every round, under the same load.
  for (let round = 0; round < rounds; round += 1) {
    rates.push(await oneSustained(home, 10_000 + round * noops, answers));
    bares.push(await bareSpawns());
    if (program !== null) loops.push(Number(execFileSync(program, { encoding: 'utf8' })));
  }
  const [rate, bare, loop] = [median(rates), median(bares), median(loops)];
  return [
    row('bare child_process.spawn, no-op', bare, 'runs/s'),
    ...(program === null ? [] : [row('C loop, posix_spawn, no-op', loop, 'runs/s')]),
    row(
      'no-op runs, due to durably recorded',
      rate,
      'runs/s',
      `${(rate / bare).toFixed(2)} x bare spawn${program === null ? '' : `, ${(rate / loop).toFixed(2)} x the C loop`}`,
    ),
    row('a status meanwhile, p50', median(answers), 'ms'),
    row('a status meanwhile, p99', quantile(answers, 0.99), 'ms', `${answers.length} answers`),
  ];
}

/** Runs per second, from the instant when all are due until the last is recorded. */
async function oneSustained(home: BenchHome, first: number, answers: number[]): Promise<number> {
  const due = Date.now() + 5000;
  // A due time that does not match its plan would be recalculated at the start.
  const plan = { kind: 'once', at: due, timezone: 'UTC' } as const;
  await seedSchedules(home.folder, noops, { process: 'Noop', plan, due: () => due, first });
  const { server, client } = await home.open();
  const caller = lightCaller(server.url, client);
  const spid = await caller.start({ name: 'Noop' });
  await caller.final(spid);
  await delay(Math.max(0, due - Date.now()));
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      answers.push(...(await timed(1, () => caller.get(`/scheduler/connector-api/process/status/${spid}`))));
      await delay(5);
    }
  })();
  await begun(server);
  await quiet(server);
  const rate = noops / ((Date.now() - due) / 1000);
  isOver = true;
  await asking;
  caller.close();
  await server.stop({ keepHome: true });
  return rate;
}

/** Nothing is queued and nothing runs. */
async function quiet(server: TestServer): Promise<void> {
  while (await isBusy(server)) await delay(20);
}

/** All due runs exist: exactly at the due time nothing is queued yet. */
async function begun(server: TestServer): Promise<void> {
  while (!(await isBusy(server))) await delay(1);
}

async function isBusy(server: TestServer): Promise<boolean> {
  for (const result of ['waiting', 'running']) {
    const path = `/api/runs?result=${result}&limit=1`;
    if ((await server.console<{ runs: Run[] }>('GET', path)).runs.length > 0) return true;
  }
  return false;
}

if (import.meta.main) print(await runsBench());
