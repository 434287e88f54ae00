import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { isWine } from '../support/windows.ts';
import { type LaunchedRun, createRig } from './rig.ts';

const examples = path.resolve(import.meta.dirname, '../../docs/examples');
const hasProgram = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** Starts an example as its process.json says, with absolute paths, as the catalogue makes them. */
function launchExample(
  t: TestContext,
  language: string,
  values: Record<string, unknown>,
  environment: Record<string, string> = {},
  program?: string,
): LaunchedRun {
  const folder = path.join(examples, language);
  const definition = rpaProcess.parse(JSON.parse(readFileSync(path.join(folder, 'process.json'), 'utf8')));
  const { script } = definition;
  return createRig(t, { environment }).launch(
    {
      ...definition,
      ...(program === undefined ? {} : { command: program }),
      cwd: folder,
      ...(script === undefined ? {} : { script: path.join(folder, script) }),
    },
    { values },
  );
}

for (const [language, program, args, name = language] of [
  ['node', process.execPath, ['--version']],
  ['python', 'python3', ['--version']],
  ['powershell', 'pwsh', ['-NoProfile', '-Command', 'exit']],
  ['powershell', 'powershell.exe', ['-NoProfile', '-Command', 'exit'], 'Windows PowerShell'],
] as const) {
  // Wine's own powershell.exe does nothing, and says that this went well.
  const isThere = hasProgram(program, ...args) && !(isWine && program === 'powershell.exe');
  const skip = !isThere && `NOT TESTED HERE: ${program} is not installed, so the ${name} library was never run`;
  const start = (t: TestContext, values: Record<string, unknown>) =>
    launchExample(t, language, values, {}, language === 'powershell' ? program : undefined);

  test(`a robot that uses the ${name} library gives outputs, progress and artifacts`, { skip }, async (t) => {
    const values = { customer: 'Ayşe Öz', invoices: 4, password: 'hunter2!' };
    const run = start(t, values);
    const { facts, outputs } = await run.ended;
    assert.deepEqual(facts, { exitCode: 0, signal: null }, run.log().join('\n'));
    assert.deepEqual(outputs, { invoices: 4, customer: 'Ayşe Öz', hasPassword: true });
    const told = run.reports.flatMap((report) => (report.type === 'progress' ? [report.progress] : []));
    assert.deepEqual(told.at(-1), { percent: 100, text: 'invoice 4 of 4' });
    const artifacts = path.join(run.dir, 'artifacts');
    assert.equal(readdirSync(artifacts).length, 4);
    assert.equal(readFileSync(path.join(artifacts, 'invoice-4.txt'), 'utf8').trim(), 'Invoice 4 for Ayşe Öz');
  });

  test(`the ${name} library tells a business error in words`, { skip }, async (t) => {
    const { facts } = await start(t, { customer: 'nobody' }).ended;
    assert.deepEqual(facts, { exitCode: 2, signal: null, lastError: 'there is no customer called nobody' });
  });
}

const python = hasProgram('python3', '--version');
const robocorp = python && hasProgram('python3', '-c', 'import robocorp.tasks, robocorp.workitems');

test(
  `the Robocorp example takes a work item and gives files and a summary (${robocorp ? 'the real library' : 'a stand-in: robocorp-workitems is not installed'})`,
  { skip: !python && 'NOT TESTED HERE: python3 is not installed' },
  async (t) => {
    const values = { customer: 'Ayşe Öz', invoices: 2, password: 'hunter2!' };
    const standIn = robocorp ? {} : { PYTHONPATH: path.resolve(import.meta.dirname, '../fixtures/python') };
    const run = launchExample(t, 'robocorp', values, standIn);
    const { facts, outputs } = await run.ended;
    assert.equal(facts.exitCode, 0, run.log().join('\n'));
    assert.deepEqual(outputs, { Invoices_written: 2, customer: 'Ayşe Öz', hasPassword: true });
    const artifacts = path.join(run.dir, 'artifacts');
    assert.equal(readFileSync(path.join(artifacts, 'invoice-2.txt'), 'utf8'), 'Invoice 2 for Ayşe Öz\n');
    assert.doesNotMatch(readFileSync(path.join(run.dir, 'attempt-1.work-items.json'), 'utf8'), /hunter2/);
  },
);
