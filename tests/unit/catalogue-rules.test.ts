import assert from 'node:assert/strict';
import test from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { createNameIndex, processNotFound, readDefinition } from '../../server/domain/catalogue-rules.ts';

function faultsOf(parameters: unknown): [string | null, string][] {
  const read = readDefinition({ name: 'Pay', command: '/bin/true', parameters }, null);
  return read.ok ? [] : read.details.map(({ field, message }) => [field, message]);
}
const ofProperties = (properties: Record<string, unknown>) => faultsOf({ type: 'object', properties });

test('a default that its own parameter refuses makes every start fail that leaves it out', () => {
  const [fault, ...others] = ofProperties({
    count: { type: 'integer', default: 'many' },
    name: { type: 'string', default: 'Ada' },
  });
  assert.deepEqual(others, []);
  assert.equal(fault?.[0], 'parameters.properties.count.default');
  assert.match(fault?.[1] ?? '', /^parameters\.properties\.count\.default/);
});

const faultsIn = (definition: Record<string, unknown>, base: string | null = null) => {
  const read = readDefinition({ name: 'Pay', command: '/bin/true', ...definition }, base);
  return read.ok ? [] : read.details.map(({ field }) => field);
};

test('a process may have as many parameters as anybody fills in, and no more; of wrong defaults the first are named', () => {
  const many = (count: number, parameter: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`name${at}`, parameter]));
  assert.deepEqual(ofProperties(many(2000, {})), []);
  assert.match(ofProperties(many(2001, {}))[0]?.[1] ?? '', /has 2001 parameters; a process can have 2000/);
  const wrong = ofProperties(many(25, { type: 'integer', default: 'many' }));
  assert.equal(wrong.length, 20);
  assert.equal(wrong[19]?.[0], 'parameters.properties.name19.default');
});

test('a fault that no computer can work with is overlooked, or named at another field', () => {
  assert.deepEqual(faultsIn({ command: 'a\0b' }), ['command']);
  assert.deepEqual(faultsIn({ args: ['a', 'b\0'] }), ['args[1]']);
  assert.deepEqual(faultsIn({ env: { A: 'b\0' } }), ['env.A']);
  assert.deepEqual(faultsIn({ exitCodes: { 0: 'retry' } }), ['exitCodes.0']);
  assert.deepEqual(faultsIn({ exitCodes: { 1: 'retry' } }), []);
  assert.deepEqual(faultsIn({ encoding: 'klingon' }), ['encoding']);
  assert.deepEqual(faultsIn({ encoding: 'cp857' }), []);
  assert.deepEqual(faultsIn({ title: 'a\uFFFD' }), ['title']);
  const alike = { properties: { 'user name': {}, user_name: {} } };
  assert.deepEqual(faultsIn({ parameters: alike }), ['parameters']);
  const inOtherLetters = { properties: { 名前: {}, 住所: {} } };
  assert.deepEqual(faultsIn({ parameters: inOtherLetters }), [], 'only a warning');
  const secret = { properties: { 名前: { writeOnly: true }, 住所: {} } };
  assert.deepEqual(faultsIn({ parameters: secret }), ['parameters'], 'a secret must not be taken for another value');
});

test('a relative path means another folder on every start, or is read against the wrong one', () => {
  const pathsOf = (definition: Record<string, unknown>, base: string | null) => {
    const read = readDefinition({ name: 'Pay', ...definition }, base);
    return read.ok ? [read.process.cwd, read.process.script] : read.details.map(({ field }) => field);
  };
  const command = '/bin/true';
  assert.deepEqual(pathsOf({ command, cwd: 'work' }, null), ['cwd']);
  assert.deepEqual(pathsOf({ command, cwd: 'work' }, '/robots'), ['/robots/work', undefined]);
  assert.deepEqual(pathsOf({ command, cwd: '/work' }, '/robots'), ['/work', undefined]);
  assert.deepEqual(pathsOf({ command, cwd: 'work' }, 'robots'), ['cwd'], 'a relative base');
  assert.deepEqual(pathsOf({ command, cwd: 'C:\\work' }, '/robots'), ['C:\\work', undefined], 'for Windows');
  assert.deepEqual(pathsOf({ script: 'pay.mjs' }, null), ['script']);
  assert.deepEqual(pathsOf({ script: 'pay.mjs', cwd: '/work' }, null), ['/work', '/work/pay.mjs']);
  assert.deepEqual(pathsOf({ script: 'pay.mjs', cwd: '/work' }, '/robots'), ['/work', '/robots/pay.mjs']);
});

test('a name of two processes leads to one of them, or one that is not there gets no suggestion', () => {
  const find = createNameIndex([
    rpaProcess.parse({ name: 'Pay', command: 'x' }),
    rpaProcess.parse({ name: 'PAY', command: 'x' }),
    rpaProcess.parse({ name: 'Buy', command: 'x' }),
  ]);
  assert.equal(find('Pay')?.name, 'Pay');
  assert.equal(find('pay'), null, 'two are meant');
  assert.equal(find(' buy ')?.name, 'Buy');
  assert.equal(find('Sell'), null);
  assert.match(processNotFound('Bui', ['Buy', 'Pay']).message, /there is no process "Bui"; did you mean "Buy"/);
  assert.equal(processNotFound('x'.repeat(200), []).message, `name: there is no process "${'x'.repeat(100)}"`);
});
