import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { killRounds } from './kill-rounds.ts';

// npm run soak -- [rounds] [schedules]: the long series of kills; fails if anything acknowledged was lost.
const rounds = Number(process.argv[2] ?? 20);
const schedules = Number(process.argv[3] ?? 100_000);
const report = await killRounds(rounds, { schedules, say: (line) => console.log(line) });
const restarts = report.restarts.toSorted((a, b) => a - b);
console.log(
  `${report.rounds} kills with ${schedules.toLocaleString('en')} schedules, ${report.acknowledged} acknowledged, ${report.dueTimes} due times, ` +
    `${report.attempts} attempts, outcomes ${JSON.stringify(report.byOutcome)}; ` +
    `ready again in ${restarts[restarts.length >> 1]?.toFixed(0)} ms (median), ${restarts.at(-1)?.toFixed(0)} ms at most`,
);

// 20,000 requests over both interfaces: no 5xx, always JSON, none over a second.
const fuzz = path.join(import.meta.dirname, '..', 'api', 'whole-api-fuzz.test.ts');
const env = { ...process.env, FUZZ_RUNS: '20000', FUZZ_MOST_MS: '1000' };
process.exitCode = spawnSync(process.execPath, ['--test', fuzz], { env, stdio: 'inherit' }).status ?? 1;
