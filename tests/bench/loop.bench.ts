import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { mkdtemp, readFile } from 'node:fs/promises';
import os from 'node:os';
import { startRota, type TestServer } from '../support/server.ts';
import { print, quantile, row, timed, type BenchRow } from './figures.ts';
import { bigRequests, type BigRequest } from './loop-requests.ts';
import type { LoopFacts } from './loop-watch.ts';
import { seedSchedules } from './seed.ts';

const seeded = 20_000;
const everyMs = 100;

/** Whether requests block the event loop: every endpoint at its limits, while `health` is polled every 100 ms. */
export async function loopBench(only?: string): Promise<BenchRow[]> {
  const { server, ...ids } = await fill();
  const rows: BenchRow[] = [];
  // npm run bench loop -- "part of a name": only those requests, each printed as it finishes.
  try {
    const idle = await watch(server, () => delay(3000));
    rows.push(told('idle for three seconds', idle, 0));
    for (const one of bigRequests(ids).filter(({ name }) => only === undefined || name.includes(only))) {
      const begunAt = performance.now();
      let status = 0;
      let bytes = 0;
      const seen = await watch(server, async () => ({ status, bytes } = await send(server, one)));
      if (status !== (one.status ?? 200)) throw new Error(`${one.name}: the server answered ${status}`);
      rows.push(
        told(`${one.name}${bytes > 1e6 ? ` (${(bytes / 1e6).toFixed(1)} MB)` : ''}`, seen, performance.now() - begunAt),
      );
    }
  } finally {
    await server.stop();
  }
  return rows;
}

interface Seen extends LoopFacts {
  readonly health: readonly number[];
  readonly heapBefore: number;
  readonly residentBefore: number;
}

function told(name: string, seen: Seen, ms: number): BenchRow {
  const { health, turns, heap, heapBefore, resident, residentBefore, worked } = seen;
  const times = [0.5, 0.99, 1].map((part) => quantile(health, part).toFixed(0)).join('/');
  const memory = `heap ${heapBefore.toFixed(0)} → ${heap.toFixed(0)}, resident ${residentBefore.toFixed(0)} → ${resident.toFixed(0)} MB`;
  return row(
    name,
    seen.longest,
    'ms',
    `health p50/p99/max ${times} ms of ${health.length}; ${worked.toFixed(0)} ms of work in ${turns} turns, ${ms.toFixed(0)} ms; ${memory}`,
  );
}

async function watch(server: TestServer, work: () => Promise<unknown>): Promise<Seen> {
  const ask = async <T>(word: string): Promise<T> => {
    const answered = once(server.child, 'message');
    server.child.send(word);
    return ((await answered) as [T])[0];
  };
  const before = await ask<{ heap: number; resident: number }>('watch');
  const health: number[] = [];
  let isOver = false;
  const asking = (async () => {
    const waiting: Promise<unknown>[] = [];
    while (!isOver) {
      waiting.push(
        timed(1, () => fetch(`${server.url}/scheduler/connector-api/health`).then((answer) => answer.text())).then(
          (took) => health.push(...took),
        ),
      );
      await delay(everyMs);
    }
    await Promise.all(waiting);
  })();
  await work();
  isOver = true;
  await asking;
  const facts = await ask<LoopFacts>('tell');
  return { ...facts, health, heapBefore: before.heap, residentBefore: before.resident };
}

async function send(
  server: TestServer,
  { method, path: to, body }: BigRequest,
): Promise<{ status: number; bytes: number }> {
  const { token } = JSON.parse(await readFile(path.join(server.home, 'connection.json'), 'utf8')) as { token: string };
  const answer = await fetch(`${server.url}${to}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}

async function fill(): Promise<{ server: TestServer; runId: string; spid: string }> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-loop-'));
  const first = await startRota({ home });
  await first.addProcess({ name: 'Noop', command: '/bin/true' });
  await first.addProcess({ name: 'Long', command: '/usr/bin/seq', args: ['100000'] });
  const { run } = await first.console<{ run: { id: string; scheduleId: string } }>(
    'POST',
    '/api/processes/Long/run',
    {},
  );
  const client = await first.addClient({ scopes: ['start', 'read'] });
  for (let count = 0; count < 1000; count += 100)
    await Promise.all(Array.from({ length: 100 }, () => client.start({ name: 'Noop' })));
  const waits = async () =>
    (await first.console<{ runs: unknown[] }>('GET', '/api/runs?result=waiting&limit=1')).runs.length > 0;
  while (await waits()) await delay(100);
  await first.stop({ keepHome: true });
  await seedSchedules(home, seeded, { process: 'Noop', due: () => Date.now() + 40 * 86_400_000 });
  const watcher = pathToFileURL(path.join(import.meta.dirname, 'loop-watch.ts')).href;
  const server = await startRota({ home, nodeArgs: ['--import', watcher] });
  return { server, runId: run.id, spid: run.scheduleId };
}

if (import.meta.main) print(await loopBench(process.argv[2]));
