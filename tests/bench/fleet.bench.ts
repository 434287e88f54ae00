import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Run } from '../../contract/run.ts';
import { familyOf } from './family.ts';
import { median, print, processorMs, quantile, row, timed, type BenchRow } from './figures.ts';
import { dueTimes } from './fleet-due.ts';
import { makeFleet, type BenchFleet, type BenchNode } from './fleet-home.ts';
import { makeHome } from './home.ts';
import { lightCaller, type LightCaller } from './light-caller.ts';

const rounds = 3;
const restingNodes = Number(process.env['ROTA_BENCH_NODES'] ?? 20);
const restingMs = 20_000;
const logLines = 10_000;

/** What a fleet on PostgreSQL costs and how quick it is, all on this one computer: every node shares its processor. */
export async function fleetBench(): Promise<BenchRow[]> {
  const fleet = await makeFleet(2);
  try {
    return [
      ...(await accepting(fleet)),
      ...(await elsewhere(fleet)),
      ...(await followed(fleet)),
      ...(await killed(fleet)),
      ...(await dueTimes()),
      ...(await resting(fleet)),
    ];
  } finally {
    await fleet.close();
  }
}

/** Starts on PostgreSQL, on SQLite, and one bare INSERT with its COMMIT; nothing runs meanwhile. */
async function accepting({ nodes, url }: BenchFleet): Promise<BenchRow[]> {
  const home = await makeHome();
  const single = await home.open();
  const bare = new pg.Client({ connectionString: url });
  await bare.connect();
  await bare.query('CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE bench.floor (id bigserial PRIMARY KEY, body text)');
  const [node] = nodes as [BenchNode];
  for (const { server } of [node, single]) await server.console('POST', '/api/pause', { until: null });
  const here = Array.from({ length: 16 }, () => lightCaller(node.server.url, node.client));
  const alone = Array.from({ length: 16 }, () => lightCaller(single.server.url, single.client));
  const insert = () => bare.query('INSERT INTO bench.floor (body) VALUES ($1)', ['Noop']);
  const times = { floor: [] as number[], fleet: [] as number[], single: [] as number[] };
  const rates = { fleet: [] as number[], single: [] as number[] };
  await timed(50, () => here[0]!.start({ name: 'Noop' }));
  await timed(50, () => alone[0]!.start({ name: 'Noop' }));
  for (let round = 0; round < rounds; round += 1) {
    times.floor.push(...(await timed(100, insert)));
    times.fleet.push(...(await timed(100, () => here[0]!.start({ name: 'Noop' }))));
    times.single.push(...(await timed(100, () => alone[0]!.start({ name: 'Noop' }))));
    rates.fleet.push(await together(here));
    rates.single.push(await together(alone));
  }
  for (const caller of [...here, ...alone]) caller.close();
  await bare.end();
  await single.server.stop();
  await home.remove();
  await node.server.console('POST', '/api/resume', {});
  await quiet(node);
  const [floor, start, sqlite] = [median(times.floor), median(times.fleet), median(times.single)];
  return [
    row('fleet: one bare INSERT and COMMIT, the floor', floor, 'ms'),
    row(
      'fleet: start accepted on PostgreSQL, one caller, p50',
      start,
      'ms',
      `${(start / floor).toFixed(1)} x the floor, ${(start / sqlite).toFixed(1)} x SQLite; p99 ${quantile(times.fleet, 0.99).toFixed(1)} ms`,
    ),
    row(
      'fleet: starts accepted on PostgreSQL, 16 callers',
      median(rates.fleet),
      'starts/s',
      `${(median(rates.fleet) / median(rates.single)).toFixed(2)} x SQLite`,
    ),
  ];
}

async function together(callers: readonly LightCaller[]): Promise<number> {
  const begunAt = performance.now();
  await Promise.all(callers.map((caller) => timed(100, () => caller.start({ name: 'Noop' }))));
  return (callers.length * 100) / ((performance.now() - begunAt) / 1000);
}

/** Called on the first computer, run on the second; and due times of the second. */
async function elsewhere({ nodes }: BenchFleet): Promise<BenchRow[]> {
  const [here, there] = nodes as [BenchNode, BenchNode];
  const calls: number[] = [];
  for (let count = 0; count < 60; count += 1) {
    const callAt = wallClock();
    const spid = await here.client.start({ name: 'Date', worker: there.worker });
    calls.push((await whenItRan(here, spid)) - callAt);
  }
  const dues: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const at = Math.ceil(Date.now() / 1000) * 1000 + 1000;
    const spid = await here.client.start({
      ...{ name: 'Date', worker: there.worker },
      startDate: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    });
    dues.push((await whenItRan(here, spid)) - at);
  }
  return [
    row(
      'fleet: call here to the first instruction there, p50',
      median(calls),
      'ms',
      `p99 ${quantile(calls, 0.99).toFixed(1)} ms`,
    ),
    row(
      'fleet: due time to the first instruction on another node, p50',
      median(dues),
      'ms',
      `max ${Math.max(...dues).toFixed(1)} ms of ${dues.length}`,
    ),
  ];
}

/** From the end of a run on the other computer until its whole log can be read here. */
async function followed({ nodes }: BenchFleet): Promise<BenchRow[]> {
  const [here, there] = nodes as [BenchNode, BenchNode];
  await here.server.addProcess({
    name: 'Talker',
    command: process.execPath,
    args: [
      '-e',
      `for (let n = 0; n < ${logLines}; n += 1) console.log('line', n, 'of a robot that tells all it does')`,
    ],
  });
  const waits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const spid = await here.client.start({ name: 'Talker', worker: there.worker });
    await here.client.final(spid);
    const endedAt = performance.now();
    while ((await linesSeen(here, spid)) < logLines) await delay(20);
    waits.push(performance.now() - endedAt);
  }
  return [row(`fleet: ${logLines.toLocaleString('en')} log lines seen elsewhere, after the end`, median(waits), 'ms')];
}

async function linesSeen({ client }: BenchNode, spid: string): Promise<number> {
  const { body } = await client.call(`process/log/${spid}?tail=1`);
  return (body['lines'] as { number: number }[] | undefined)?.at(-1)?.number ?? 0;
}

/** A worker is killed while it runs something that was started for its group: seconds until the run has begun elsewhere. */
async function killed(fleet: BenchFleet): Promise<BenchRow[]> {
  const seconds: number[] = [];
  const [here] = fleet.nodes as [BenchNode];
  const stubborn = `if (process.env.ROTA_ATTEMPT === '1') setTimeout(() => {}, 600_000); else console.log('again')`;
  await here.server.addProcess({ name: 'Stubborn', command: process.execPath, args: ['-e', stubborn] });
  for (let round = 0; round < rounds; round += 1) {
    await fleet.grow(1);
    const victim = fleet.nodes.at(-1)!;
    const group = `Round ${round + 1}`;
    await here.server.console('PATCH', `/api/workers/${victim.worker}`, { groups: [group] });
    const spid = await here.client.start({ name: 'Stubborn', retryCount: 1, retryDelaySeconds: 1, worker: group });
    await attempt(here, spid, 1);
    await here.server.console('PATCH', `/api/workers/${here.worker}`, { groups: [group] });
    const killedAt = performance.now();
    await victim.server.kill();
    await attempt(here, spid, 2);
    seconds.push((performance.now() - killedAt) / 1000);
    await here.client.final(spid);
  }
  const told = `longest ${Math.max(...seconds).toFixed(1)} s of ${seconds.length}; a retry is due a second after the loss`;
  return [row('fleet: worker killed, until its run is elsewhere', median(seconds), 's', told)];
}

/** Resolves once this attempt of a run, or a later one, has begun. */
async function attempt({ server }: BenchNode, spid: string, number: number): Promise<void> {
  for (;;) {
    const { runs } = await server.console<{ runs: Run[] }>('GET', '/api/runs?limit=50');
    const run = runs.find(({ scheduleId, id }) => scheduleId === spid || id === spid);
    if (run !== undefined && run.attempt >= number && run.startedAt !== null && run.status !== 'queued') return;
    await delay(20);
  }
}

/** Nodes at rest: what they ask of the database. */
async function resting(fleet: BenchFleet): Promise<BenchRow[]> {
  await fleet.grow(Math.max(0, restingNodes - fleet.nodes.length));
  await delay(5000);
  const count = async () => {
    const [found] = await fleet.postgres.sql<{ n: string }>(
      `SELECT sum(xact_commit + xact_rollback) AS n FROM pg_stat_database`,
    );
    return Number(found?.n);
  };
  const processor = () => familyOf(fleet.postgres.pid()).reduce((all, pid) => all + processorOrNone(pid), 0);
  const [before, burnt] = [await count(), processor()];
  await delay(restingMs);
  const perSecond = ((await count()) - before) / (restingMs / 1000);
  const share = (processor() - burnt) / restingMs;
  const told = `${fleet.nodes.length} nodes: ${perSecond.toFixed(0)}; 100 of them by proportion`;
  return [
    row('fleet: transactions of 100 workers at rest', (perSecond * 100) / fleet.nodes.length, '/s', told),
    row(
      'fleet: processor of PostgreSQL for 100 workers at rest',
      (share * 100 * 100) / fleet.nodes.length,
      '% of a core',
      told.replace(perSecond.toFixed(0), `${(share * 100).toFixed(1)} %`),
    ),
  ];
}

function processorOrNone(pid: number): number {
  try {
    return processorMs(pid);
  } catch {
    return 0; // A connection that has ended.
  }
}

const wallClock = (): number => performance.timeOrigin + performance.now();

async function whenItRan({ client }: BenchNode, spid: string): Promise<number> {
  await client.final(spid);
  for (;;) {
    const { body } = await client.call(`process/log/${spid}`);
    const line = (body['lines'] as { level: string; text: string }[] | undefined)?.find(
      ({ level }) => level === 'info',
    );
    if (line !== undefined) return Number(line.text) * 1000;
    await delay(20);
  }
}

async function quiet({ server }: BenchNode): Promise<void> {
  for (const result of ['waiting', 'running'])
    while ((await server.console<{ runs: Run[] }>('GET', `/api/runs?result=${result}&limit=1`)).runs.length > 0)
      await delay(50);
}

if (import.meta.main) print(await fleetBench());
