import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { rpaProcess } from '../../contract/process.ts';
import { silentLog } from '../../server/log.ts';
import { createLauncher } from '../../server/runner/create-launcher.ts';
import { type Place, inHost, inMainLoop, inWorkerThread } from './runner-places.ts';

interface Row {
  readonly name: string;
  readonly median: number;
  readonly unit: string;
  readonly ratio: string;
}

const rounds = 3;
const runsARound = 500;
const atOnce = 16;
const noop = rpaProcess.parse({ name: 'no-op', command: '/bin/true' });
// In memory if there is such a folder: this measures starts, not the disk.
const base = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'rota-bench-'));

/** No-op runs per second through the whole runner (folder, input, log, outputs, reports), by where children are started. */
export async function runnerBench(): Promise<Row[]> {
  const cache = path.join(base, 'compiled');
  await throughLauncher(inHost(cache), 1, 1); // Fills the compile cache, as it is at Rota's second start.
  const places: [name: string, place: Place, hosts: number][] = [
    ['in the main loop', inMainLoop, 1],
    ['in a worker thread', inWorkerThread, 1],
    ['in one host, without compile cache', inHost(null), 1],
    ['in one host', inHost(cache), 1],
    ['in two hosts (the product)', inHost(cache), 2],
  ];
  const results = new Map<string, { rates: number[]; delays: number[] }>();
  const bare: number[] = [];
  const loop: number[] = [];
  const program = compileLoop();
  // Every place in every round, so that other load affects all of them.
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await bareSpawns());
    if (program !== null) loop.push(Number(execFileSync(program, { encoding: 'utf8' })));
    for (const [name, place, hosts] of places) {
      const { rate, p99 } = await throughLauncher(place, hosts, runsARound);
      const sofar = results.get(name) ?? { rates: [], delays: [] };
      results.set(name, { rates: [...sofar.rates, rate], delays: [...sofar.delays, p99] });
    }
  }
  const spawnRate = median(bare);
  const rows: Row[] = [
    { name: 'bare child_process.spawn', median: spawnRate, unit: 'runs/s', ratio: '' },
    ...(program === null ? [] : [{ name: 'C loop, posix_spawn', median: median(loop), unit: 'runs/s', ratio: '' }]),
  ];
  for (const [name, { rates, delays }] of results) {
    const against = `${(median(rates) / spawnRate).toFixed(2)} x bare spawn; event loop p99 ${median(delays).toFixed(1)} ms`;
    rows.push({ name: `runner ${name}`, median: median(rates), unit: 'runs/s', ratio: against });
  }
  rows.push(...(await hostMemory(cache)));
  rmSync(base, { recursive: true, force: true });
  return rows;
}

async function throughLauncher(place: Place, hosts: number, runs: number): Promise<{ rate: number; p99: number }> {
  const launcher = createLauncher({
    startHost: place,
    hosts,
    log: silentLog,
    now: () => Date.now(),
    owner: 'bench',
    environment: { PATH: process.env.PATH ?? '' },
  });
  const folder = mkdtempSync(path.join(base, 'runs-'));
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const warmUp = Math.min(40, runs);
  let launched = 0;
  let ended = 0;
  let begunAt = 0;
  await new Promise<void>((resolve) => {
    const next = () => {
      launched += 1;
      const runId = `r${launched}`;
      const runDir = path.join(folder, runId);
      const limits = { timeoutMs: null, graceMs: 1000, maxLogBytes: 1e6 };
      launcher.launch({ runId, attempt: 1, process: noop, values: { n: launched }, dueAt: 0, runDir, ...limits });
    };
    launcher.onReport((report) => {
      if (report.type !== 'ended') return;
      ended += 1;
      if (ended === warmUp) {
        begunAt = performance.now();
        lag.enable();
      }
      if (ended === runs + warmUp) resolve();
      else if (launched < runs + warmUp) next();
    });
    for (let index = 0; index < Math.min(atOnce, runs + warmUp); index += 1) next();
  });
  const seconds = (performance.now() - begunAt) / 1000;
  lag.disable();
  await launcher.close();
  // The monitor's own interval counts as delay; the excess is what a request would wait.
  return { rate: runs / seconds, p99: Math.max(0, lag.percentile(99) / 1e6 - 5) };
}

export function bareSpawns(): Promise<number> {
  return new Promise((resolve) => {
    const begunAt = performance.now();
    let launched = 0;
    let ended = 0;
    const next = () => {
      launched += 1;
      spawn('/bin/true', [], { stdio: ['ignore', 'pipe', 'pipe'], detached: true }).on('close', () => {
        ended += 1;
        if (ended === runsARound) resolve(runsARound / ((performance.now() - begunAt) / 1000));
        else if (launched < runsARound) next();
      });
    };
    for (let index = 0; index < 4; index += 1) next();
  });
}

/** The floor: what the system itself needs to start a program and collect its result. Null without a C compiler. */
export function compileLoop(): string | null {
  const source = path.join(base, 'loop.c');
  const program = path.join(base, 'loop');
  writeFileSync(
    source,
    `#include <spawn.h>\n#include <stdio.h>\n#include <sys/wait.h>\n#include <time.h>\nextern char **environ;
int main(void) { struct timespec a, b; char *v[] = { "/bin/true", 0 }; int n = 1000, s; pid_t p;
  clock_gettime(CLOCK_MONOTONIC, &a);
  for (int i = 0; i < n; i++) { posix_spawn(&p, v[0], 0, 0, v, environ); waitpid(p, &s, 0); }
  clock_gettime(CLOCK_MONOTONIC, &b);
  printf("%f", n / ((b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9)); }\n`,
  );
  try {
    execFileSync('cc', ['-O2', '-o', program, source], { stdio: 'ignore' });
    return program;
  } catch {
    return null;
  }
}

/** The memory of one idle host: with its share of shared pages, and its private pages alone. */
async function hostMemory(cache: string): Promise<Row[]> {
  if (process.platform !== 'linux') return [];
  const port = inHost(cache)();
  await delay(500);
  // If hosts have a reaper (server/runner/terminate/reaper.ts), the reaper is our child and the host is the reaper's.
  const own = childrenOf(String(process.pid));
  const child = [...own, ...own.flatMap(childrenOf)].find(isHost);
  const rollup = child === undefined ? '' : readFileSync(`/proc/${child}/smaps_rollup`, 'utf8');
  port.kill();
  return (['Pss', 'Anonymous'] as const).map((field) => ({
    name: `memory of an idle host, ${field === 'Pss' ? 'proportional share' : 'its own'}`,
    median: Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024,
    unit: 'MB',
    ratio: '',
  }));
}

function childrenOf(parent: string): string[] {
  return readdirSync('/proc').filter((pid) => /\) \S (\d+)/.exec(textOf(`/proc/${pid}/stat`))?.[1] === parent);
}

const isHost = (pid: string): boolean =>
  textOf(`/proc/${pid}/cmdline`)
    .split('\0')
    .some((part) => part.endsWith('host.ts'));

/** Empty if the file does not exist (any more). */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

if (import.meta.main) {
  for (const { name, median: value, unit, ratio } of await runnerBench()) {
    console.log(`${name.padEnd(52)} ${value.toFixed(value < 100 ? 1 : 0).padStart(8)} ${unit.padEnd(8)} ${ratio}`);
  }
}
