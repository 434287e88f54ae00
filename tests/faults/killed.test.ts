import assert from 'node:assert/strict';
import test from 'node:test';
import { killRounds } from './kill-rounds.ts';

// The long series is a script: npm run soak.
test('killed -9 under load five times, every acknowledged start has one outcome and nothing ran twice unrecorded', async (t) => {
  const report = await killRounds(5, (line) => t.diagnostic(line));
  t.diagnostic(JSON.stringify(report.byOutcome));
  assert.ok(report.acknowledged > 5, `only ${report.acknowledged} starts were acknowledged: this shows nothing`);
});
