import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { forkHost } from '../../server/runner/host/fork-host.ts';
import { createRig, fixture, needed, nothing, oneLine } from './rig.ts';

const isWindows = process.platform === 'win32';

test('a child gets its values by file, environment and arguments, and nothing of Rota’s own', async (t) => {
  const rig = createRig(t, { environment: { ROTA_MASTER_KEY: 'do not tell', SHOP_URL: 'https://shop.example' } });
  const run = rig.launch(
    {
      command: process.execPath,
      args: [fixture('tells-environment.mjs'), '--customer', '{{customer}}', 'x{{ count }}y', '--stdin'],
      env: { LANG: 'tr_TR.UTF-8' },
      stdin: 'json',
      parameters: {
        properties: { customer: {}, count: {}, 'şifre no': { writeOnly: true }, list: {} },
      },
    },
    { values: { customer: 'Ada "; rm -rf / $(id)', count: 3, 'şifre no': 'sesame', list: [1, 'two'] } },
  );
  const { facts, outputs } = await run.ended;
  assert.equal(facts.exitCode, 0, JSON.stringify(facts));
  const env = outputs['env'] as Record<string, string>;
  const open = { customer: 'Ada "; rm -rf / $(id)', count: 3, list: [1, 'two'] };
  assert.deepEqual(outputs['argv'], ['--customer', 'Ada "; rm -rf / $(id)', 'x3y', '--stdin']);
  assert.deepEqual(outputs['input'], open, 'secrets are not in the file');
  assert.deepEqual(JSON.parse(String(outputs['stdin'])), open);
  assert.equal(outputs['cwd'], run.dir);
  assert.equal(outputs['hasArtifacts'], true);
  assert.deepEqual(env, {
    INPUT_CUSTOMER: 'Ada "; rm -rf / $(id)',
    INPUT_COUNT: '3',
    INPUT_LIST: '[1,"two"]',
    INPUT_SIFRE_NO: '***',
    LANG: 'tr_TR.UTF-8',
    SHOP_URL: 'https://shop.example',
    ROTA_RUN_ID: run.id,
    ROTA_ATTEMPT: '1',
    ROTA_SCHEDULED_AT: '2026-11-23T11:03:00.000Z',
    ROTA_RUN_DIR: run.dir,
    ROTA_INPUT: path.join(run.dir, 'attempt-1.input.json'),
    ROTA_OUTPUT: path.join(run.dir, 'attempt-1.output'),
    ROTA_CANCEL_FILE: path.join(run.dir, 'attempt-1.cancel'),
    ROTA_OWNER: rig.owner,
  });
});

test('a script runs on the runtime that Rota brings along, in its own folder', async (t) => {
  const rig = createRig(t);
  const run = rig.launch({ script: fixture('tells-environment.mjs'), args: ['one'] });
  const { facts, outputs } = await run.ended;
  assert.equal(facts.exitCode, 0, JSON.stringify(facts));
  assert.deepEqual(outputs['argv'], ['one']);
  assert.equal(outputs['cwd'], path.dirname(fixture('x')));
});

test('a program that is not there ends with a sentence that names it', async (t) => {
  const rig = createRig(t);
  const missing = await rig.launch({ command: 'no-such-robot' }).ended;
  assert.deepEqual(missing.facts.spawnError, {
    code: 'ENOENT',
    message: 'program "no-such-robot" was not found: give its full path or put it on the PATH.',
    said: {
      words: '{0} was not found: give its full path or put it on the PATH.',
      facts: [{ words: 'program "{0}"', facts: ['no-such-robot'] }],
    },
  });
  const noFolder = await rig.launch({ ...nothing, cwd: '/no/such/folder' }).ended;
  assert.match(noFolder.facts.spawnError?.message ?? '', /working folder "\/no\/such\/folder" does not exist/);

  const plain = path.join(rig.home, 'robot.txt');
  writeFileSync(plain, 'not a program');
  const notExecutable = await rig.launch({ command: plain }).ended;
  if (!isWindows) assert.equal(notExecutable.facts.spawnError?.code, 'EACCES');
  assert.match(notExecutable.facts.spawnError?.message ?? '', isWindows ? /is a document/ : /chmod \+x/);

  const tooMuch = await rig.launch({
    ...nothing,
    args: Array.from({ length: 200 }, () => 'x'.repeat(31_000)),
  }).ended;
  assert.equal(tooMuch.facts.spawnError?.code, 'E2BIG');
  const nul = await rig.launch({ ...nothing, args: ['a\0b'] }).ended;
  assert.match(nul.facts.spawnError?.message ?? '', /NUL/);
});

test('a child that exits at once is reported as started, then ended, with its code', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(
    isWindows ? oneLine('process.exit(3)') : { command: fixture('exits-at-once.sh'), args: ['3'] },
  );
  const { facts } = await run.ended;
  assert.deepEqual(
    run.reports.map(({ type }) => type),
    ['started', 'ended'],
  );
  assert.deepEqual(facts, { exitCode: 3, signal: null });
});

test('a child that closes stdout is waited for, and its outputs are read', async (t) => {
  const rig = createRig(t);
  const { facts, outputs } = await rig.launch(
    isWindows
      ? oneLine(
          "fs.closeSync(1); fs.closeSync(2); fs.writeFileSync(process.env.ROTA_OUTPUT, 'after=closing'); process.exit(4)",
        )
      : { command: 'python3', args: [fixture('closes-stdout.py')] },
  ).ended;
  assert.equal(facts.exitCode, 4);
  assert.deepEqual(outputs, { after: 'closing' });
});

test('hundreds of children at a time all run and end, each with its own log', async (t) => {
  const rig = createRig(t, { hosts: 2 });
  const runs = Array.from({ length: isWindows ? 20 : 200 }, (_, index) =>
    rig.launch(
      isWindows
        ? oneLine(`console.log(fs.readFileSync(process.env.ROTA_INPUT, 'utf8')); process.exitCode = ${index % 7}`)
        : { command: '/bin/sh', args: ['-c', `read x < "$ROTA_INPUT"; echo "$x"; exit ${index % 7}`] },
      { values: { index } },
    ),
  );
  const ends = await Promise.all(runs.map(({ ended }) => ended));
  for (const [index, { facts }] of ends.entries()) {
    assert.equal(facts.exitCode, index % 7);
    assert.ok(runs[index]?.log().includes(`info {"index":${index}}`));
  }
});

test('a second host that has nothing to do leaves, one stays, and the next burst runs as the one before', async (t) => {
  let onGone = (_how: string): void => {};
  let opened = 0;
  const rig = createRig(t, {
    hosts: 2,
    idleHostMs: 100,
    startHost() {
      opened += 1;
      const port = forkHost({ environment: needed });
      return {
        ...port,
        onExit: (listener) =>
          port.onExit((how, error) => {
            listener(how, error);
            onGone(how);
          }),
      };
    },
  });
  for (const hosts of [2, 3]) {
    const gone = new Promise<string>((resolve) => (onGone = resolve));
    const runs = Array.from({ length: 12 }, () => rig.launch(nothing));
    assert.equal(opened, hosts, 'twelve at once need a second host');
    for (const { ended } of runs) assert.equal((await ended).facts.exitCode, 0);
    assert.equal(await gone, 'exit code 0');
    assert.equal((await rig.launch(nothing).ended).facts.exitCode, 0);
    assert.equal(opened, hosts, 'the one that stayed ran it');
  }
  assert.deepEqual(rig.warnings, []);
});

test('a program whose folder cannot be made is not started and scatters nothing, and both are reported', async (t) => {
  const rig = createRig(t);
  const blocked = path.join(rig.home, 'a-file');
  writeFileSync(blocked, '');
  const run = rig.launch(
    { ...oneLine("fs.writeFileSync(process.env.MARK, '')"), env: { MARK: path.join(rig.home, 'mark') } },
    { runDir: path.join(blocked, 'run') },
  );
  const { exitCode, spawnError } = (await run.ended).facts;
  assert.deepEqual([exitCode, spawnError?.code, spawnError?.place], [null, 'ENOTDIR', 'folder']);
  assert.match(spawnError?.message ?? '', /^it was not started: its folder .*run cannot be written \(ENOTDIR\)$/);
  assert.equal(existsSync(path.join(rig.home, 'mark')), false);
  assert.match(rig.warnings.join('\n'), /the folder of a run cannot be written/);
});

test('an attempt never reads what the attempt before it left', async (t) => {
  const rig = createRig(t);
  const first = rig.launch(oneLine("fs.writeFileSync(process.env.ROTA_OUTPUT, 'a=1'); process.exitCode = 1"));
  assert.deepEqual((await first.ended).outputs, { a: '1' });
  const second = rig.launch(nothing, { runId: first.id, attempt: 2, runDir: first.dir });
  assert.deepEqual((await second.ended).outputs, {});
  assert.ok(existsSync(path.join(first.dir, 'attempt-2.log')));
});

/** As uses-work-items.py, for computers without Python. */
const usesWorkItems = `
  const [{ payload }] = JSON.parse(fs.readFileSync(process.env.RPA_INPUT_WORKITEM_PATH, 'utf8'));
  const greeting = { greeting: 'hello ' + payload.customer, adapter: process.env.RPA_WORKITEMS_ADAPTER };
  fs.writeFileSync(process.env.RPA_OUTPUT_WORKITEM_PATH, JSON.stringify([{ payload: greeting, files: {} }]));`;

test('a robot written for Robocorp gets its values as a work item and gives its outputs as one', async (t) => {
  const rig = createRig(t);
  const run = rig.launch(
    {
      ...(isWindows ? oneLine(usesWorkItems) : { command: 'python3', args: [fixture('uses-work-items.py')] }),
      preset: 'robocorp',
      parameters: { properties: { customer: {} } },
    },
    { values: { customer: 'Ada' } },
  );
  const { facts, outputs } = await run.ended;
  assert.equal(facts.exitCode, 0, JSON.stringify(facts));
  assert.deepEqual(outputs, { greeting: 'hello Ada', adapter: 'FileAdapter' });
});

test('a log says first what was started and last how it ended, in a file for its owner only', async (t) => {
  const rig = createRig(t);
  mkdirSync(rig.home, { recursive: true });
  const run = rig.launch(oneLine('process.exit(2)'));
  await run.ended;
  const [first = '', ...rest] = run.log();
  assert.ok(
    (first.startsWith('rota attempt 1 of test: ') && first.endsWith(` -e process.exit(2) (in ${run.dir})`)) ||
      first.endsWith(` -e "process.exit(2)" (in ${run.dir})`),
    first,
  );
  assert.match(rest.at(-1) ?? '', /^rota ended with exit code 2 after \d+ ms$/);
  const { mode } = await import('node:fs/promises').then((fs) => fs.stat(path.join(run.dir, 'attempt-1.log')));
  // On Windows the folder's access list keeps other users out.
  if (!isWindows) assert.equal(mode & 0o077, 0);
  assert.match(
    readFileSync(path.join(run.dir, 'attempt-1.log'), 'utf8'),
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z rota /,
  );
});

test(
  'a script whose first line names what is not there is not said to be missing itself',
  { skip: isWindows && 'scripts have no first line that counts there' },
  async (t) => {
    const rig = createRig(t);
    const started = async (text: string) => {
      const command = path.join(rig.home, 'robot.sh');
      writeFileSync(command, text, { mode: 0o755 });
      return (await rig.launch({ command }).ended).facts.spawnError?.message ?? '';
    };
    assert.match(
      await started('#!/bin/sh\r\necho hi\r\n'),
      /robot\.sh" was not started: its lines end as on Windows \(CRLF\)/,
    );
    assert.match(
      await started('#! /no/such/python -u\nprint(1)\n'),
      /"\/no\/such\/python", which its first line names/,
    );
  },
);
