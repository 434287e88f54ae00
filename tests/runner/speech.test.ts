import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readLog } from '../../server/runner/log/log-reader.ts';
import { parentOf, peakMegabytes } from '../support/until.ts';
import { isWine } from '../support/windows.ts';
import { createRig, fixture, oneLine } from './rig.ts';

const password = { parameters: { properties: { password: { writeOnly: true } } } };

test('what a child says is understood, and no secret of it is written down or told', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(
    { command: process.execPath, args: [fixture('speaks.mjs'), '3'], ...password },
    { values: { password: 'hunter2!' } },
  );
  const { facts } = await run.ended;
  assert.deepEqual(facts, { exitCode: 3, signal: null, lastError: 'invoice window not found' });
  const lines = run.log().slice(1, -1);
  const fromStderr = lines.filter((line) => line.startsWith('stderr'));
  assert.deepEqual(fromStderr, ['stderr on stderr']);
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('stderr')),
    [
      'info plain',
      'info ::group::Downloads',
      'info 42% file 34 of 68',
      'info ::endgroup::',
      'notice a notice',
      'warning a warning',
      'error invoice window not found',
      'info 30%',
      'info {"progress":0.5}',
      'info {"xy":1,"progress":0.75,"status":"three quarters"}',
      'info ::add-mask::***',
      'info open ***',
      'info the password is ***',
      'info 90% with ***',
      'info no line end',
    ],
  );
  const told = run.reports.flatMap((report) => (report.type === 'progress' ? [report.progress] : []));
  assert.deepEqual(told.at(-1), { percent: 90, text: 'with ***' });
  for (const text of [JSON.stringify(run.reports), readFileSync(path.join(run.dir, 'attempt-1.log'), 'utf8')]) {
    assert.doesNotMatch(text, /hunter2|sesame-street/);
  }
});

test('a secret does not come out through outputs, last words or a broken output file', async (t) => {
  const rig = createRig(t);
  const telling = oneLine(
    "const word = process.env.INPUT_PASSWORD; console.error('key ' + word); fs.writeFileSync(process.env.ROTA_OUTPUT, 'token=' + word); process.exitCode = 1",
  );
  const run = rig.launch({ ...telling, ...password }, { values: { password: 'hunter2!' } });
  const { facts, outputs } = await run.ended;
  assert.equal(facts.lastError, 'key ***');
  assert.deepEqual(outputs, { token: '***' });
  const asName = oneLine("fs.writeFileSync(process.env.ROTA_OUTPUT, process.env.INPUT_PASSWORD + '!=1\\n')");
  const broken = rig.launch({ ...asName, ...password }, { values: { password: 'hunter2!' } });
  const error = (await broken.ended).facts.outputError ?? '';
  assert.match(error, /"\*\*\*!" is not allowed/);
});

test('outputs and progress are reported while the child runs, half-written ones are not', async (t) => {
  const rig = createRig(t);
  const run = rig.launch({ command: process.execPath, args: [fixture('gives-outputs-while-running.mjs')] });
  const report = await run.when(({ type }) => type === 'outputs');
  assert.deepEqual(report, { runId: run.id, attempt: 1, type: 'outputs', outputs: { page: '1' } });
  assert.deepEqual(await run.when(({ type }) => type === 'progress'), {
    runId: run.id,
    attempt: 1,
    type: 'progress',
    progress: { percent: 1, text: 'page 1' },
  });
  rig.launcher.stop(run.id, 'cancel', true);
  assert.equal((await run.ended).facts.outputError, undefined);
});

test('outputs over 1 MiB fail loudly', async (t) => {
  const rig = createRig(t);
  const tooMuch = oneLine("fs.writeFileSync(process.env.ROTA_OUTPUT, 'x'.repeat(1_100_000))");
  const { facts, outputs } = await rig.launch(tooMuch).ended;
  assert.equal(facts.exitCode, 0);
  assert.match(facts.outputError ?? '', /larger than 1 MiB \(1100000 bytes\).*artifacts/);
  assert.deepEqual(outputs, {});
});

test('a Cronicle or xyOps child that says it failed is told so, though it exits with 0', async (t) => {
  const rig = createRig(t);
  const said = async (line: string) => (await rig.launch(oneLine('console.log(process.argv[1])', line)).ended).facts;
  assert.deepEqual(await said('{"complete":1,"code":999,"description":"no database"}'), {
    exitCode: 0,
    signal: null,
    saidCode: 999,
    lastError: 'no database',
  });
  assert.deepEqual(await said('{"xy":1,"code":"warn"}'), { exitCode: 0, signal: null, saidCode: 'warn' });
  assert.deepEqual(await said('{"complete":1,"code":0}'), { exitCode: 0, signal: null });
});

/** Wine's pipes are slow for this amount. */
const megabytes = isWine ? 20 : 200;

test(`a flood of ${megabytes} MB is cut with a mark, keeps the child going, and fills neither disk nor memory`, async (t) => {
  const rig = createRig(t);
  const run = rig.launch(
    { command: process.execPath, args: [fixture('floods.mjs'), String(megabytes)] },
    { maxLogBytes: 2_000_000 },
  );
  const host = process.platform === 'linux' ? parentOf((await run.started).child.pid) : null;
  const { facts } = await run.ended;
  if (host !== null) assert.ok(peakMegabytes(host) < 200, `the host took ${peakMegabytes(host)} MB`);
  assert.deepEqual(facts, { exitCode: 0, signal: null, lastError: 'last word' });
  const file = path.join(run.dir, 'attempt-1.log');
  assert.ok(statSync(file).size < 2_010_000, `${statSync(file).size} bytes`);
  const lines = run.log();
  const mark = lines.indexOf('rota log cut at 2 MB: its last lines follow when the run is over');
  assert.match(lines[mark + 1] ?? '', /^rota \d+ lines are left out here; the last ones follow$/);
  assert.ok(mark > 1000 && lines.length > mark + 1000, 'head and tail');
  assert.ok(lines.slice(-4).includes('stderr last word'), 'what it died of');
  assert.match(lines.at(-1) ?? '', /^rota ended with exit code 0/);
  assert.deepEqual(run.reports.filter(({ type }) => type === 'progress').length, 1, 'progress is heard after the cut');
  assert.equal((await readLog(file, { from: 1, limit: 1 })).isCut, true);
});

test('a code page is understood: a Turkish console program does not become question marks', async (t) => {
  const rig = createRig(t);
  const bytes = oneLine("process.stdout.write(Buffer.from('a7819f208d98a60a', 'hex'))");
  const run = rig.launch({ ...bytes, encoding: 'cp857' });
  await run.ended;
  assert.equal(run.log()[1], 'info ğüş ıİĞ');
});
