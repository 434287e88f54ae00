import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from './against.ts';
import { bootBench } from './boot.bench.ts';
import { costsBench } from './costs.bench.ts';
import { fleetBench } from './fleet.bench.ts';
import { print, type BenchRow } from './figures.ts';
import { historyBench } from './history.bench.ts';
import { loopBench } from './loop.bench.ts';
import { pageBench } from './page.bench.ts';
import { quartzBench } from './quartz.bench.ts';
import { runnerBench } from './runner.bench.ts';
import { runsBench } from './runs.bench.ts';
import { schedulerBench } from './scheduler.bench.ts';
import { steadyBench } from './steady.bench.ts';
import { waitingBench } from './waiting.bench.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' }, only: { type: 'string' } },
});

// npm run bench [name …]: all figures as one table, and as artifacts/bench.json. Other load on the computer counts, too: compare the ratios
// to the floors of the same run. `--against DIR`: alternates with another checkout; `--only TEXT`: only those loop requests whose name
// contains it.
const benches: Readonly<Record<string, () => BenchRow[] | Promise<BenchRow[]>>> = {
  runs: runsBench,
  boot: bootBench,
  costs: costsBench,
  history: historyBench,
  page: async () => [...(await schedulerBench()), ...(await pageBench())],
  runner: runnerBench,
  quartz: quartzBench,
  steady: () => steadyBench(),
  loop: () => loopBench(values.only),
  fleet: fleetBench,
  waiting: waitingBench,
};

for (const name of positionals)
  if (!(name in benches)) throw new Error(`there is no bench "${name}": there are ${Object.keys(benches).join(', ')}`);
const names = positionals.length > 0 ? positionals : Object.keys(benches);
if (values.against === undefined) await measureAll();
else await compare(values.against, names);

async function measureAll(): Promise<void> {
  const found: Record<string, readonly BenchRow[]> = {};
  for (const [name, bench] of Object.entries(benches)) {
    if (!names.includes(name)) continue;
    console.log(`\n${name}`);
    const rows = await bench();
    print(rows);
    found[name] = rows;
  }
  const artifacts = path.join(import.meta.dirname, '..', '..', 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  const computer = {
    cores: os.cpus().length,
    model: os.cpus()[0]?.model,
    load: os.loadavg(),
    platform: process.platform,
  };
  writeFileSync(
    path.join(artifacts, 'bench.json'),
    `${JSON.stringify({ computer, node: process.version, ...found }, null, 2)}\n`,
  );
}
