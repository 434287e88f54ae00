import assert from 'node:assert/strict';
import test from 'node:test';
import { killRounds } from './kill-rounds.ts';

// The long series is a script: npm run soak.
test('killed -9 under load five times, every acknowledged start and every due time has one outcome, and nothing ran twice unrecorded', async (t) => {
  const report = await killRounds(5, { schedules: 20_000, say: (line) => t.diagnostic(line) });
  t.diagnostic(`${JSON.stringify(report.byOutcome)}, ${report.dueTimes} due times`);
  assert.ok(report.acknowledged > 5, `only ${report.acknowledged} starts were acknowledged: this shows nothing`);
  assert.ok(report.dueTimes > 10, `only ${report.dueTimes} times were due: this shows nothing`);
});
