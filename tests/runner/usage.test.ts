// What a run uses of the computer, measured over its whole tree, and the limits on that.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createUsageMeter, type ProcessUse } from '../../server/runner/terminate/tree-usage.ts';
import { createRig, nothing, oneLine } from './rig.ts';

const isLinux = process.platform === 'linux';
const skip = !isLinux && 'SKIPPED: only Linux and Windows tell what a tree uses; Windows is tested in tests/windows.';

/** Two processes of which the child holds megabytes and the parent works until both have been seen. */
const holds = (megabytes: number, ms: number) =>
  oneLine(
    `const { spawn } = require('node:child_process');
     spawn(process.execPath, ['-e', 'const all = []; for (let i = 0; i < ${megabytes}; i += 1) all.push(Buffer.alloc(1024 * 1024, 1)); process.stdout.write("held\\\\n"); setTimeout(() => all.length, ${ms})'], { stdio: ['ignore', 'inherit', 'inherit'] });
     const end = Date.now() + ${ms}; while (Date.now() < end);`,
  );

test(
  'what a child of the program uses is not counted, or memory that is shared is counted twice',
  { skip },
  async (t) => {
    const { launch } = createRig(t, { isMeasured: true });
    const { facts } = await launch(holds(200, 3000)).ended;
    assert.equal(facts.exitCode, 0);
    assert.ok(facts.usage, 'it was measured');
    const megabytes = facts.usage.peakMemoryBytes / 1024 ** 2;
    assert.ok(megabytes > 200 && megabytes < 600, `${megabytes} MB`);
    // The parent works for all of its time, as far as it gets a processor.
    assert.ok(facts.usage.cpuSeconds > 0.2 && facts.usage.cpuSeconds < 60, `${facts.usage.cpuSeconds} s`);
  },
);

test('a run that takes the memory of the computer is not stopped, or does not say why', { skip }, async (t) => {
  const { launch } = createRig(t, { isMeasured: true });
  const grows = oneLine(
    'const all = []; setInterval(() => all.push(Buffer.alloc(8 * 1024 * 1024, 1)), 50); process.on("SIGTERM", () => process.exit(7));',
  );
  const run = launch(grows, { limits: { memoryMb: 256 } });
  const { facts } = await run.ended;
  assert.equal(facts.stoppedBy, 'memory');
  assert.equal(facts.overLimit?.limit, 256);
  assert.ok((facts.overLimit?.used ?? 0) > 256, JSON.stringify(facts));
  assert.ok(
    run.log().some((line) => line.includes('used more than it may')),
    run.log().join('\n'),
  );
});

test('a run that only works and works is not stopped', { skip }, async (t) => {
  const { launch } = createRig(t, { isMeasured: true });
  const { facts } = await launch(oneLine('for (;;);'), { limits: { cpuSeconds: 1 } }).ended;
  assert.equal(facts.stoppedBy, 'processor');
  assert.ok((facts.overLimit?.used ?? 0) > 1, JSON.stringify(facts));
  assert.ok((facts.usage?.cpuSeconds ?? 0) >= 1, JSON.stringify(facts));
});

test('one that goes on taking memory after it was asked to end gets its whole time to end', { skip }, async (t) => {
  const { launch } = createRig(t, { isMeasured: true });
  const deaf = oneLine(
    'const all = []; process.on("SIGTERM", () => {}); setInterval(() => all.push(Buffer.alloc(8 * 1024 * 1024, 1)), 20);',
  );
  const { facts } = await launch(deaf, { limits: { memoryMb: 128 }, graceMs: 3_000_000 }).ended;
  assert.equal(facts.stoppedBy, 'memory');
  assert.equal(facts.wasForced, true);
});

test('a quick run costs a look at all processes', { skip }, async (t) => {
  const { launch } = createRig(t, { isMeasured: true });
  const { facts } = await launch(nothing).ended;
  // On a slow computer even this one may be looked at.
  assert.ok(facts.usage === undefined || facts.usage.cpuSeconds < 30);
});

const use = (ticks: number, pages: number): ProcessUse => ({ ticks, pages });
const page = 4096;

test('the processor time goes down when a child ends that nobody waits for', () => {
  const meter = createUsageMeter();
  assert.equal(meter.read(), null);
  meter.look([
    { pid: 1, use: use(100, 0) },
    { pid: 2, use: use(400, 0) },
  ]);
  meter.look([{ pid: 1, use: use(150, 0) }]);
  assert.equal(meter.read()?.cpuSeconds, 5);
});

test('memory that several processes share is added up', () => {
  let asked = 0;
  const meter = createUsageMeter(Infinity, () => {
    asked += 1;
    return 10 * page;
  });
  const pool = [1, 2, 3].map((pid) => ({ pid, use: use(1, 100) }));
  meter.look(pool);
  assert.equal(meter.read()?.peakMemoryBytes, 30 * page);
  meter.look(pool);
  assert.equal(asked, 3, 'without a new peak nothing is asked again');
  meter.look([{ pid: 1, use: use(1, 50) }]);
  assert.deepEqual([meter.read()?.memoryBytes, meter.read()?.peakMemoryBytes], [50 * page, 30 * page]);
});

test('a limit is exceeded only by memory that is counted twice', () => {
  const meter = createUsageMeter(200 * page, () => 10 * page);
  const pool = [1, 2, 3].map((pid) => ({ pid, use: use(1, 100) }));
  meter.look(pool);
  meter.look(pool);
  assert.equal(meter.read()?.memoryBytes, 30 * page);
});
