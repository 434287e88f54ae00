import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterSchema } from '../../contract/process.ts';
import { connectorStatus } from '../../server/domain/connector/connector-status.ts';
import { readValues } from '../../server/domain/values/values.ts';
import { inheritedEnvironment, layeredOn } from '../../server/runner/environment.ts';
import { inputVariables } from '../../server/runner/attempt/inputs.ts';
import { outputsOfWorkItems } from '../../server/runner/attempt/work-items.ts';

// An undeclared value never replaces a declared one.

const schemaOf = (properties: Record<string, object>, further = {}) =>
  parameterSchema.parse({ properties, ...further });
const user = schemaOf({ user_name: { type: 'string', maxLength: 5 }, müşteri: {}, pin: { writeOnly: true } });

test('a value that is not declared never takes the variable of a parameter, given or not, wherever it stands', () => {
  assert.deepEqual(inputVariables({ user_name: 'right', 'user.name': 'WRONG' }, user), { INPUT_USER_NAME: 'right' });
  assert.deepEqual(inputVariables({ 'user.name': 'WRONG', user_name: 'right' }, user), { INPUT_USER_NAME: 'right' });
  assert.deepEqual(inputVariables({ 'user.name': 'WRONG', 'USER NAME': 'WRONG' }, user), {});
  assert.deepEqual(inputVariables({ musteri: 'WRONG', MÜŞTERİ: 'WRONG', pın: 'WRONG', ＰＩＮ: 'WRONG' }, user), {});
  // Named in an alternative of the schema, but no parameter itself.
  const mentioned = schemaOf({ userName: {} }, { anyOf: [{ required: ['userName'] }, { required: ['username'] }] });
  assert.deepEqual(inputVariables({ username: 'WRONG' }, mentioned), {});
  assert.deepEqual(inputVariables({ order: '7', 'a.b': '1' }, user), { INPUT_ORDER: '7', INPUT_A_B: '1' });
});

test('nor that of a variable which the definition of the process gives its program itself', () => {
  const env = ['INPUT_MODE', 'input_zone'];
  assert.deepEqual(inputVariables({ mode: 'WRONG', Zone: 'WRONG', other: '1' }, user, env), { INPUT_OTHER: '1' });
  const mode = schemaOf({ mode: {} });
  assert.deepEqual(
    inputVariables({ mode: 'right' }, mode, env),
    { INPUT_MODE: 'right' },
    'what is declared is meant so',
  );
  const { warnings } = readValues(user, { mode: 'x' }, { isStrict: false, env });
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['VALUE_UNKNOWN', 'VALUE_VARIABLE'],
  );
});

test('of two values without a parameter that share a variable none has it, and a secret has its own before all', () => {
  assert.deepEqual(inputVariables({ 'a.b': '1', a_b: '2', c: '3' }, user), { INPUT_C: '3' });
  const older = schemaOf({ 'p-in': { writeOnly: true }, p_in: {} });
  assert.deepEqual(inputVariables({ 'p-in': 'secret', p_in: 'plain' }, older), { INPUT_P_IN: 'secret' });
  assert.deepEqual(inputVariables({ p_in: 'plain', 'p-in': 'secret' }, older), { INPUT_P_IN: 'secret' });
});

test('a caller is told which value a robot will not find under its variable; strict refuses it', () => {
  const raw = { user_name: 'right', 'user.name': 'WRONG', 'a.b': 1, a_b: 2 };
  const { warnings, errors } = readValues(user, raw, { isStrict: false });
  assert.deepEqual(errors, []);
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'VALUE_VARIABLE').map(({ field }) => field),
    ['values.user.name', 'values.a.b', 'values.a_b'],
  );
  const open = schemaOf({ user_name: {} }, { additionalProperties: true });
  const strict = readValues(open, { user_name: 'right', 'user.name': 'WRONG' }, { isStrict: true });
  assert.deepEqual(
    strict.errors.map(({ message }) => message),
    ['values.user.name: shares the variable INPUT_USER_NAME with "user_name"'],
  );
});

test('a hundred thousand values of one variable are looked through once', () => {
  const many = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, at) => [`${'.'.repeat(at % 7)}n${'-'.repeat(at % 5)}${at}`, 'x']),
  );
  assert.ok(Object.keys(inputVariables(many, user)).length > 0);
});

test('on Windows a variable written in another case replaces the one before, and names of Rota are nobody else’s', () => {
  const inherited = { Path: 'C:\\Windows', windir: 'C:\\Windows', ROTA_HOME: 'x', rota_port: '1', Input_Pin: '0' };
  const kept = inheritedEnvironment(inherited);
  assert.deepEqual(kept, { Path: 'C:\\Windows', windir: 'C:\\Windows' });
  const layers = [
    kept,
    { PATH: 'D:\\robots', rota_output: 'forged', Input_Pin: 'forged' },
    { INPUT_PIN: '1' },
    { ROTA_OUTPUT: 'right' },
  ];
  assert.deepEqual(layeredOn('win32', layers), {
    PATH: 'D:\\robots',
    windir: 'C:\\Windows',
    ROTA_OUTPUT: 'right',
    INPUT_PIN: '1',
  });
  assert.deepEqual(Object.keys(layeredOn('linux', layers)).length, 7);
});

test('an output whose name had to be changed never stands for one that bears that name, and nothing is lost', () => {
  const items = [
    { payload: { Invoice_no: 'right', total: 1 } },
    { payload: { 'Invoice no': 'other', 'Invoice/no': 'third', total: 2 } },
  ];
  assert.deepEqual(outputsOfWorkItems(JSON.stringify(items)), {
    Invoice_no: 'right',
    total: 2,
    Invoice_no_2: 'other',
    Invoice_no_3: 'third',
  });
});

test('of the outputs "x" and "__out_x" each has a key of its own', () => {
  const keys = (outputs: Record<string, unknown>) => {
    const run = { status: 'ended', outcome: 'succeeded', outputs, reason: null, attempt: 1, maxAttempts: 1 };
    const schedule = {
      state: 'ended',
      due: null,
      plan: { kind: 'now', timezone: 'UTC' },
      reason: null,
      deletedAt: null,
    };
    const facts = { active: [], lastEnded: run, lastRan: run, schedule, ahead: 0, isEverythingPaused: false, now: 0 };
    const { answer } = connectorStatus(facts as never, { isNative: false });
    return Object.fromEntries(Object.entries(answer).filter(([key]) => key.startsWith('__out_')));
  };
  assert.deepEqual(keys({ __out_x: 'written' }), { __out_x: 'written' });
  assert.deepEqual(keys({ x: 'right', __out_x: 'other' }), { __out_x: 'right', __out___out_x: 'other' });
  assert.deepEqual(keys({ __out_x: 'other', x: 'right' }), { __out_x: 'right', __out___out_x: 'other' });
});
