import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { RotaError } from '../../contract/errors.ts';
import { loadBundled } from '../../server/engine/configuration/bundled-processes.ts';
import { createCatalogue } from '../../server/engine/configuration/catalogue.ts';
import { createLog, silentLog } from '../../server/log.ts';
import { openTestConfig, temporaryFolder } from '../store/fixture.ts';
import { clientOf, operator } from './callers.ts';

const box = path.join(import.meta.dirname, '../../processes');
const places =
  process.platform === 'win32'
    ? ({ platform: 'win32', path: process.env['PATH'] ?? '' } as const)
    : ({ platform: 'linux', path: '/usr/bin:/bin' } as const);

async function setUp(t: TestContext, folder?: string) {
  const opened = await openTestConfig(t, folder);
  const audited: string[] = [];
  const schedules = new Map<string, string[]>();
  const catalogue = createCatalogue({
    config: opened.config,
    bundled: await loadBundled(box, silentLog),
    places,
    audit: (caller, action, what) => audited.push(`${caller.name} ${action} ${what as string}`),
    announce: () => {},
    statistics: () =>
      Promise.resolve(new Map([['Payroll', { schedules: 2, lastRun: null, successRate: 0.5, usualMs: 1200 }]])),
    vaultFaults: () => [],
    checkFollowUps: (list) => Promise.resolve({ followUps: [...list], triggers: [], errors: [] }),
    schedulesOf: (name) => Promise.resolve(schedules.get(name) ?? []),
  });
  return { ...opened, catalogue, audited, schedules };
}

const payroll = { name: 'Payroll', command: '/bin/true' };

test('the box is there at the first start, with its script absolute, and is not copied into the document', async (t) => {
  const { catalogue, config } = await setUp(t);
  const found = catalogue.find('onestepnotepadrunner');
  assert.equal(found?.name, 'OneStepNotepadRunner');
  assert.equal(found.script, path.join(box, 'OneStepNotepadRunner', 'robot.mjs'));
  assert.ok(catalogue.isBundled('OneStepNotepadRunner'));
  assert.deepEqual(config.get().processes, []);
});

test('a bundled process that was deleted stays away after a restart, and comes back when it is added again', async (t) => {
  const first = await setUp(t);
  const definition = first.catalogue.get('OneStepNotepadRunner');
  await first.catalogue.delete('OneStepNotepadRunner', operator);
  await first.config.close();
  const second = await setUp(t, first.folder);
  assert.equal(second.catalogue.find('OneStepNotepadRunner'), null);
  await second.catalogue.put({ ...definition, timeoutSeconds: 60 }, true, operator);
  assert.equal(second.catalogue.find('OneStepNotepadRunner')?.timeoutSeconds, 60);
  assert.equal(second.catalogue.isBundled('OneStepNotepadRunner'), false);
  assert.deepEqual(second.config.get().removedBundled, []);
  assert.equal(second.catalogue.all().length, 1, 'the edited one replaces the one in the box');
});

test('a process is found exactly, else ignoring case if only one is meant', async (t) => {
  const { catalogue, config } = await setUp(t);
  await catalogue.put(payroll, true, operator);
  assert.equal(catalogue.find(' PAYROLL ')?.name, 'Payroll');
  await assert.rejects(catalogue.put({ ...payroll, name: 'payroll' }, false, operator), { code: 'NAME_TAKEN' });
  await assert.rejects(catalogue.put(payroll, true, operator), { code: 'NAME_TAKEN' });
  await config.update((document) => ({
    ...document,
    processes: [...document.processes, rpaProcess.parse({ ...payroll, name: 'PAYROLL' })],
  }));
  assert.equal(catalogue.find('payroll'), null, 'two are meant');
  assert.equal(catalogue.find('PAYROLL')?.name, 'PAYROLL');
});

test('a name that is not there gets close names, and a client hears only of its own processes', async (t) => {
  const { catalogue } = await setUp(t);
  await catalogue.put(payroll, true, operator);
  const messageOf = (name: string, ...own: string[]) => {
    try {
      catalogue.get(name, own.length > 0 ? clientOf(...own) : undefined);
    } catch (error) {
      assert.ok(error instanceof RotaError && error.code === 'PROCESS_NOT_FOUND');
      return error.message;
    }
    return 'found';
  };
  assert.equal(messageOf('Payrol'), 'name: there is no process "Payrol"; did you mean "Payroll"?');
  assert.equal(messageOf('Payroll', 'OneStepNotepadRunner'), 'name: there is no process "Payroll"');
  assert.equal(messageOf('Payroll', 'Payroll'), 'found');
});

test('a definition with faults names every one of them by its place', async (t) => {
  const { catalogue } = await setUp(t);
  const wrong = {
    name: 'X',
    comand: 'x',
    args: ['{{nope}}', 7],
    env: { 'A=B': 'x' },
    exitCodes: { '75': 'again' },
  };
  await assert.rejects(catalogue.put(wrong, false, operator), (error: RotaError) => {
    const fields = error.details.map(({ field }) => field);
    assert.deepEqual(fields.sort(), ['args[1]', 'comand', 'env.A=B', 'exitCodes.75']);
    assert.match(error.message, /comand: is not a known key; did you mean "command"\?/);
    return error.code === 'BODY_INVALID';
  });
  const secretInArgs = {
    name: 'X',
    command: 'x',
    args: ['--p={{pass}}', '{{other}}'],
    parameters: { properties: { pass: { type: 'string', writeOnly: true } } },
  };
  await assert.rejects(
    catalogue.put(secretInArgs, false, operator),
    /"{{pass}}" is a secret.*"{{other}}" is not a parameter/,
  );
  await assert.rejects(catalogue.put({ name: 'X' }, false, operator), /either "command" or "script"/);
  const badPattern = { ...payroll, parameters: { properties: { a: { type: 'string', pattern: '(' } } } };
  await assert.rejects(catalogue.put(badPattern, false, operator), /parameters: is not a usable JSON Schema/);
});

test('more parameters than a person could fill in are refused, with what to do', async (t) => {
  const { catalogue } = await setUp(t);
  const withParameters = (count: number) => ({
    ...payroll,
    parameters: { properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, {}])) },
  });
  await catalogue.put(withParameters(2000), false, operator);
  await assert.rejects(
    catalogue.put(withParameters(2001), false, operator),
    /parameters: has 2001 parameters; a process can have 2000\. Give many values as one, a list or an object/,
  );
});

test('a keyword that the validator passes over in silence is refused: values would count as checked', async (t) => {
  const { catalogue } = await setUp(t);
  for (const a of [
    { $dynamicRef: '#x' },
    { type: 'array', items: { $recursiveRef: '#' } },
    { anyOf: [{ $dynamicRef: '#x' }] },
  ])
    await assert.rejects(
      catalogue.put({ ...payroll, parameters: { properties: { a } } }, false, operator),
      /parameters: uses "\$(dynamic|recursive)Ref", which is not followed here: name the schema with "\$ref"/,
    );
  // As a name, or as data, it is no keyword.
  const named = {
    properties: { $dynamicRef: { type: 'string', default: '$dynamicRef' }, b: { const: { $dynamicRef: 1 } } },
  };
  await catalogue.put({ ...payroll, parameters: named }, false, operator);
});

test('what no run could use is refused when it is added: NUL, an unknown encoding, a meaning for exit code 0', async (t) => {
  const { catalogue } = await setUp(t);
  const odd = { args: ['a', 'b\0'], env: { A: 'x\0' }, cwd: '/a\0', encoding: 'klingon', exitCodes: { '0': 'retry' } };
  await assert.rejects(catalogue.put({ ...payroll, ...odd }, false, operator), (error: RotaError) => {
    assert.deepEqual(
      error.details.map(({ message }) => message),
      [
        'cwd: must not hold a NUL character',
        'args[1]: must not hold a NUL character',
        'env.A: must not hold a NUL character',
        'exitCodes.0: is always success; give other codes',
        'encoding: "klingon" is not known; use "auto", "utf-8" or a name such as "windows-1254" or "cp857"',
      ],
    );
    return true;
  });
  await assert.rejects(catalogue.put({ ...payroll, encoding: 'base64' }, false, operator), /not known/);
  for (const encoding of ['cp437', 'cp857', 'cp1254', 'UTF-8', 'iso-8859-9'])
    await catalogue.put({ ...payroll, encoding }, false, operator);
});

test('relative paths become absolute against the folder of the file, and are refused where nothing says from where', async (t) => {
  const { catalogue } = await setUp(t);
  const script = { name: 'Script', script: 'robots/a.mjs', cwd: 'work' };
  await assert.rejects(catalogue.put(script, false, operator), /cwd: must be an absolute path.*script: must be/);
  const [home, srv] = [path.resolve('/opt/robots'), path.resolve('/srv')];
  const put = await catalogue.put(script, false, operator, home);
  assert.deepEqual([put.script, put.cwd], [path.join(home, 'robots/a.mjs'), path.join(home, 'work')]);
  const fromCwd = await catalogue.put({ ...script, cwd: srv }, false, operator);
  assert.equal(fromCwd.script, path.join(srv, 'robots/a.mjs'));
});

/** Windows has no execute permission: tests/unit/windows-starts.test.ts covers what it starts. */
const hasExecuteRight = process.platform !== 'win32';

test('a program that may not be executed passes the check', { skip: !hasExecuteRight }, async (t) => {
  const { catalogue } = await setUp(t);
  const folder = await temporaryFolder(t);
  const file = path.join(folder, 'robot.sh');
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o644);
  for (const [command, cwd] of [
    [file, null],
    ['./robot.sh', folder],
  ] as const) {
    const found = await catalogue.check({ name: 'X', command, ...(cwd === null ? {} : { cwd }) });
    assert.deepEqual(
      found.map(({ message }) => message),
      [`command: "${command}" is there, but may not be executed`],
    );
  }
});

test('a check names what is not there: program, folder, script, odd names', async (t) => {
  const { catalogue } = await setUp(t);
  const check = async (definition: object) =>
    (await catalogue.check({ name: 'X', ...definition })).map(({ message }) => message);
  const command = process.platform === 'win32' ? 'cmd.exe' : 'sh';
  assert.deepEqual(await check({ command }), []);
  assert.deepEqual(await check({ command: 'no-such-program' }), [
    'command: no program "no-such-program" was found on the PATH',
  ]);
  assert.deepEqual(await check({ command, cwd: '/no/such' }), ['cwd: there is no folder /no/such']);
  assert.deepEqual(await check({ script: '/no/robot.mjs' }), ['script: there is no file /no/robot.mjs']);
  const parameters = { properties: { 日本: {}, 中国: {} } };
  assert.deepEqual(await check({ command, env: { ROTA_RUN_ID: 'x' }, parameters, encoding: 'cp857' }), [
    'env.ROTA_RUN_ID: is set by Rota for each run and would be replaced',
    'parameters: "日本" and "中国" share the variable INPUT___; a robot sees only one of them there',
  ]);
  assert.deepEqual(await check({}), ['command: give either "command" or "script", and not both']);
});

test('parameters that one variable would have to stand for are refused at save, and of names that no variable can tell apart secrets', async (t) => {
  const { catalogue } = await setUp(t);
  const save = (properties: object) =>
    catalogue.put({ name: 'X', command: 'sh', parameters: { properties } }, false, operator);
  for (const properties of [
    { user_name: {}, 'user.name': {} },
    { şifre: {}, sifre: {} },
    { IBAN: {}, iban: {} },
    { A社: {}, A者: {} },
    { 日本: {}, 中国: { writeOnly: true } },
  ])
    await assert.rejects(save(properties), {
      code: 'BODY_INVALID',
      message: /^parameters: .* share the variable INPUT_/,
    });
  await save({ 日本: {}, 中国: {} });
});

test('a process that schedules need is not deleted, and they are named', async (t) => {
  const { catalogue, schedules, audited } = await setUp(t);
  await catalogue.put(payroll, true, operator);
  schedules.set('Payroll', ['Every Friday', 'Month end']);
  await assert.rejects(catalogue.delete('Payroll', operator), {
    code: 'IN_USE',
    message: /"Every Friday", "Month end"/,
  });
  schedules.clear();
  await catalogue.delete('Payroll', operator);
  await assert.rejects(catalogue.delete('Payroll', operator), { code: 'PROCESS_NOT_FOUND' });
  assert.deepEqual(audited, ['operator process added Payroll', 'operator process deleted Payroll']);
});

test('rows carry what the runs say, and plain zeros where none say anything', async (t) => {
  const { catalogue } = await setUp(t);
  await catalogue.put(payroll, true, operator);
  const rows = await catalogue.rows();
  assert.deepEqual(
    rows.map(({ process: { name }, isBundled, schedules, successRate }) => [name, isBundled, schedules, successRate]),
    [
      ['OneStepNotepadRunner', true, 0, null],
      ['Payroll', false, 2, 0.5],
    ],
  );
});

test('a broken process in the box is left out and said, the others stay', async (t) => {
  const folder = await temporaryFolder(t);
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  );
  for (const [name, text] of [
    ['Good', '{"name":"Good","script":"a.mjs"}'],
    ['Bad', '{"name":'],
    ['Worse', '{"name":"Worse"}'],
  ] as const) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'process.json'), text);
  }
  const loaded = await loadBundled(folder, log);
  assert.deepEqual(
    loaded.map(({ name, script }) => [name, script]),
    [['Good', path.join(folder, 'Good', 'a.mjs')]],
  );
  assert.equal(lines.length, 2);
  assert.deepEqual(await loadBundled(path.join(folder, 'nowhere'), log), []);
});
