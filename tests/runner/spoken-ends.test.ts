import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { rpaProcess, type RpaProcessInput } from '../../contract/process.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { judge } from '../../server/domain/verdict.ts';
import { until } from '../support/until.ts';
import { createRig, nothing, oneLine } from './rig.ts';

/** Runs a definition, and judges the end as the engine does. */
function createCourt(t: TestContext) {
  const rig = createRig(t);
  return async (definition: Omit<RpaProcessInput, 'name'>, attempt = 1, maxAttempts = 3) => {
    const run = rig.launch(definition, { attempt });
    const { facts, outputs } = await run.ended;
    const { exitCodes } = rpaProcess.parse({ name: 'test', ...definition });
    const { verdict, hasWarning, reason } = judge(facts, { exitCodes, attempt, maxAttempts, timeoutMs: null });
    const text = reasonIn('en', reason);
    return { facts, outputs, verdict, hasWarning, text, log: run.log().slice(1, -1), dir: run.dir };
  };
}
const printing = (...lines: string[]) => oneLine('process.stdout.write(process.argv[1])', lines.join(''));

test('lines that end with two carriage returns keep their text, their commands and their end', async (t) => {
  const run = createCourt(t);
  const end = String.raw`{"complete":1,"code":7,"description":"bad"}`;
  const ended = await run(
    printing('::error::Customer 4711 does not exist\r\r\n', `${end}\r\r\n`, 'Total=16384\r\r\r\n', '\r\r\n'),
  );
  assert.deepEqual(ended.log, ['error Customer 4711 does not exist', `info ${end}`, 'info Total=16384', 'info ']);
  assert.equal(ended.verdict, 'retry');
  assert.equal(ended.text, 'exit code 7: bad');
});

test('an end line as long as a page is understood, and stands in the log cut', async (t) => {
  const run = createCourt(t);
  for (const [letters, field] of [
    [100_000, 'complete'],
    [3_000_000, 'xy'],
  ] as const) {
    const said = { [field]: 1, code: 5, description: 'x', html: { content: 'PAGE' } };
    const program = `console.log(JSON.stringify(${JSON.stringify(said)}).replace('PAGE', 'y'.repeat(${letters})))`;
    const { facts, log } = await run({ command: process.execPath, args: ['-e', program] });
    assert.deepEqual(facts, { exitCode: 0, signal: null, saidCode: 5, lastError: 'x' });
    assert.ok((log[0]?.length ?? 0) < 70_000);
    assert.match(log[0] ?? '', /line cut at 64 KB/);
  }
});

test('what xyOps calls a warning is success with a warning, at once; what needs a person is not repeated', async (t) => {
  const run = createCourt(t);
  const saying = (code: string, more: Omit<RpaProcessInput, 'name'> = {}) =>
    run({ ...printing(`{"xy":1,"complete":true,"code":"${code}","description":"two rows skipped"}\n`), ...more });
  const warned = await saying('warning');
  assert.deepEqual([warned.verdict, warned.hasWarning, warned.text], ['succeeded', true, 'two rows skipped']);
  for (const code of ['critical', 'abort']) {
    const ended = await saying(code);
    assert.deepEqual([ended.verdict, ended.text], ['failed', `${code}: two rows skipped`]);
  }
  assert.equal((await saying('no_bank')).verdict, 'retry');
  assert.equal((await saying('warning', { exitCodes: { warning: 'do-not-retry' } })).verdict, 'failed');
  assert.equal((await saying('critical', { exitCodes: { Critical: 'retry' } })).verdict, 'retry');
  assert.equal((await saying('Bad input', { exitCodes: { bad_input: 'warning' } })).hasWarning, true);
});

test('the head of a command goes to the next "::", whatever colons a path in it has', async (t) => {
  const run = createCourt(t);
  const said = String.raw`::error file=C:\a,line=3::Bank closed: try ::later::`;
  const ended = await run(oneLine('console.log(process.argv[1]); process.exitCode = 1', said));
  assert.equal(ended.text, 'exit code 1: Bank closed: try ::later::');
});

const crashes: readonly (readonly [program: string, file: string, content: string, reason: RegExp])[] = [
  [process.execPath, 'crash.mjs', `throw new Error('Customer 4711 does not exist')`, /^exit code 1: Error: Customer/],
  [
    'python3',
    'crash.py',
    `import sys; raise ValueError('Customer 4711 does not exist')`,
    /^exit code 1: ValueError: Cus/,
  ],
  [
    'perl',
    'crash.pl',
    `use Carp; sub a { confess 'Customer 4711 does not exist' } a(1);`,
    /: Customer 4711 does not exist/,
  ],
];
for (const [program, name, content, reason] of crashes) {
  const isThere = spawnSync(program, ['--version']).status === 0;
  const skip = !isThere && `NOT TESTED HERE: ${program} is not installed`;
  test(`the reason of a crash is the message of its error: ${name}`, { skip }, async (t) => {
    const run = createCourt(t);
    const { dir } = await run(nothing);
    const file = path.join(dir, name);
    writeFileSync(file, content);
    const { text } = await run({ command: program, args: [file] });
    assert.match(text, reason);
    assert.match(text, /Customer 4711 does not exist/);
    assert.doesNotMatch(text, /\n|^exit code \d+: Node\.js/);
  });
}

test('a prompt without a line end is shown while it waits, and stands in the log once', async (t) => {
  const rig = createRig(t);
  const asks = `process.stdout.write('Password: ');
    const look = setInterval(() => {
      if (!fs.existsSync('go')) return;
      clearInterval(look);
      process.stdout.write('accepted\\nNext: ');
    }, 20);`;
  const run = rig.launch(oneLine(asks));
  await until('the prompt is shown', () => run.log().includes('info Password: '));
  writeFileSync(path.join(run.dir, 'go'), '');
  await run.ended;
  assert.deepEqual(run.log().slice(1, -1), ['info Password: ', 'info accepted', 'info Next: ']);
});
