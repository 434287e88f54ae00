import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig } from './rig.ts';

test('of a log over its limit the line that says what was fatal is kept', async (t) => {
  const rig = createRig(t);
  const program = `for (let i = 0; i < 60000; i++) process.stdout.write('x'.repeat(99) + '\\n'); process.stdout.write('FATAL: invoice 17\\n', () => process.exit(3));`;
  const run = rig.launch({ command: process.execPath, args: ['-e', program] }, { maxLogBytes: 1_000_000 });
  assert.equal((await run.ended).facts.exitCode, 3);
  const lines = run.log();
  assert.equal(lines.at(-2), 'info FATAL: invoice 17');
  const mark = lines.findIndex((line) => /^rota \d+ lines are left out here/.test(line));
  const leftOut = Number(/\d+/.exec(lines[mark] ?? '')?.[0]);
  // All but the two markers, the first and the last line are the robot's own.
  assert.equal(lines.length - 4 + leftOut, 60_001);
});
