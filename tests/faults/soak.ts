import { killRounds } from './kill-rounds.ts';

// node tests/faults/soak.ts [rounds]: the long series of kills; ends with an error if anything acknowledged was lost.
const rounds = Number(process.argv[2] ?? 20);
const report = await killRounds(rounds, (line) => console.log(line));
const restarts = report.restarts.toSorted((a, b) => a - b);
console.log(
  `${report.rounds} kills, ${report.acknowledged} acknowledged, ${report.attempts} attempts, outcomes ${JSON.stringify(report.byOutcome)}; ` +
    `ready again in ${restarts[restarts.length >> 1]?.toFixed(0)} ms (median), ${restarts.at(-1)?.toFixed(0)} ms at most`,
);
