import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { parameterSchema, rpaProcess } from '../../contract/process.ts';
import { closeNames, editDistance } from '../../server/domain/close-names.ts';
import { foldKey, matchName } from '../../server/domain/name-matching.ts';
import { schemaFault } from '../../server/domain/values/value-errors.ts';
import { readValues } from '../../server/domain/values/values.ts';

const schema = parameterSchema.parse({
  type: 'object',
  properties: {
    customer: { type: 'string', maxLength: 10 },
    amount: { type: 'number', minimum: 1, maximum: 100 },
    count: { type: 'integer' },
    isUrgent: { type: 'boolean' },
    lines: { type: 'array', items: { type: 'string' } },
    address: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    colour: { type: 'string', enum: ['red', 'green'] },
    day: { type: 'string', format: 'date' },
    note: { type: ['string', 'null'], minLength: 0 },
    pages: { type: 'integer', default: 3 },
    password: { type: 'string', writeOnly: true, pattern: '^[a-z]+$' },
    any: {},
  },
  required: ['customer'],
});
const loose = (raw: unknown) => readValues(schema, raw, { isStrict: false });
const strict = (raw: unknown) => readValues(schema, raw, { isStrict: true });
const messages = (read: { errors: readonly { message: string }[] }) => read.errors.map(({ message }) => message);

test('texts, as every real client sends them, become what the schema declares', () => {
  const read = loose({
    customer: 'Ada',
    amount: ' 12.5 ',
    count: '7',
    isUrgent: 'Evet',
    lines: '["a","b"]',
    address: '{"city":"İzmir"}',
  });
  assert.deepEqual(read, {
    values: {
      customer: 'Ada',
      amount: 12.5,
      count: 7,
      isUrgent: true,
      lines: ['a', 'b'],
      address: { city: 'İzmir' },
      pages: 3,
    },
    warnings: [],
    errors: [],
  });
  for (const no of ['hayır', 'HAYIR', 'Hayir', 'H', 'no', '0', 0, false]) {
    assert.equal(loose({ customer: 'x', isUrgent: no }).values.isUrgent, false, String(no));
  }
  assert.equal(loose({ customer: 42 }).values.customer, '42');
});

test('values may come as the JSON text of an object, and as nothing at all', () => {
  assert.equal(loose('{"customer":"Ada"}').values.customer, 'Ada');
  for (const nothing of [undefined, null, '', '  ', '{}', {}]) {
    assert.deepEqual(messages(loose(nothing)), ['values.customer: is required and missing']);
  }
  for (const wrong of [['a'], '["a"]', 7, '"text"', '{"customer"']) {
    assert.deepEqual(messages(loose(wrong)), ['values: must be an object, or the JSON text of one'], String(wrong));
  }
});

test('an empty list, as PHP writes an object without members, is taken as one and said; strict refuses it', () => {
  for (const empty of [[], '[]', ' [ ] ']) {
    const read = loose(empty);
    assert.deepEqual(messages(read), ['values.customer: is required and missing'], String(empty));
    assert.deepEqual(
      read.warnings.map(({ code }) => code),
      ['VALUES_LIST'],
    );
    assert.deepEqual(messages(strict(empty)), ['values: must be an object, or the JSON text of one'], String(empty));
  }
});

test('everything wrong is said at once, by parameter, with what is allowed and without what was given', () => {
  const read = loose({
    amount: '1000',
    count: '3,5',
    isUrgent: 'maybe',
    lines: ['a', 5],
    address: {},
    colour: 'hunter2',
    day: 'hunter2',
    password: 'Hunter2!',
  });
  assert.deepEqual(messages(read), [
    'values.count: must be a whole number',
    'values.isUrgent: must be yes or no (true, false, evet, hayır)',
    'values.customer: is required and missing',
    'values.amount: must be at most 100',
    'values.lines.1: must be text',
    'values.address: must have city',
    'values.colour: must be one of "red", "green"',
    'values.day: must be a date of the calendar, written as 2026-01-31',
    'values.password: must match the pattern ^[a-z]+$',
  ]);
  assert.deepEqual(
    read.errors.filter(({ code }) => code === 'VALUE_MISSING').map(({ field }) => field),
    ['values.customer'],
  );
  assert.doesNotMatch(JSON.stringify(read.errors), /hunter2|1000|maybe/i);
});

test('null and "" mean absent, except where the schema allows just that', () => {
  const read = loose({ customer: 'x', count: '', amount: null, pages: '', note: '' });
  assert.deepEqual(read.values, { customer: 'x', pages: 3, note: '' });
  assert.equal(loose({ customer: 'x', note: null }).values.note, null);
  assert.deepEqual(messages(loose({ customer: '' })), ['values.customer: is required and missing']);
});

test('a number that would silently become another one is refused', () => {
  assert.deepEqual(messages(loose({ customer: 'x', count: '9007199254740993' })), [
    'values.count: must be a whole number',
  ]);
  assert.deepEqual(messages(loose({ customer: 'x', amount: '0x10' })), ['values.amount: must be a number such as 3.5']);
  // Without quotes its last digits are lost at parsing.
  const account: unknown = JSON.parse('{"customer": 90071992547409931, "count": 9007199254740993}');
  assert.deepEqual(messages(loose(account)), [
    'values.customer: must be text, in quotes: it has more digits than a number can hold',
    'values.count: must be a whole number',
  ]);
});

test('names are matched in another spelling with a warning, and the exact one wins', () => {
  const read = loose({ CUSTOMER: 'a', IS_URGENT: 'y', 'is-urgent': 'n' });
  assert.deepEqual(read.values, { customer: 'a', isUrgent: false, pages: 3 });
  assert.deepEqual(
    read.warnings.map(({ field }) => field),
    ['values.CUSTOMER', 'values.IS_URGENT', 'values.is-urgent'],
  );
  assert.equal(loose({ customer: 'exact', Customer: 'other' }).values.customer, 'exact');
});

test('an unknown value is kept with a warning that names the likely one; strict refuses it', () => {
  const read = loose({ customer: 'x', custommer: 'kept' });
  assert.equal(read.values.custommer, 'kept');
  assert.match(read.warnings[0]?.message ?? '', /did you mean "customer"\?/);
  assert.match(messages(strict({ customer: 'x', custommer: 1 }))[0] ?? '', /is not a parameter.*"customer"/);
  const closed = parameterSchema.parse({ properties: { a: {} }, additionalProperties: false });
  assert.deepEqual(messages(readValues(closed, { b: 1 }, { isStrict: false })), [
    'values.b: is not a parameter of this process',
  ]);
});

test('strict takes texts in their JSON form only', () => {
  assert.deepEqual(strict({ customer: 'x', count: '5', isUrgent: 'true' }).values, {
    customer: 'x',
    count: 5,
    isUrgent: true,
    pages: 3,
  });
  assert.equal(strict({ customer: 'x', isUrgent: 'evet' }).errors.length, 1);
  assert.equal(strict({ customer: 7 }).errors.length, 1);
  assert.deepEqual(messages(strict({ Customer: 'x' })).length, 2);
});

test('a text with NUL, which no program can be given, is refused at the start and not at every run', () => {
  const read = loose({ customer: 'a\0b' });
  assert.deepEqual(
    read.errors.map(({ message }) => message),
    ['values.customer: must not hold a NUL character: no program can be given one'],
  );
});

test('a key such as __proto__ stays a plain key', () => {
  const read = loose(JSON.parse('{"customer":"x","__proto__":{"polluted":true},"constructor":"y"}'));
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  assert.equal(Object.getPrototypeOf(read.values), Object.prototype);
  assert.ok(Object.hasOwn(read.values, '__proto__'));
});

test('OneStepNotepadRunner takes English and Turkish names, and names its alternatives when none is given', async () => {
  const file = path.join(import.meta.dirname, '../../processes/OneStepNotepadRunner/process.json');
  const { parameters } = rpaProcess.parse(JSON.parse(await readFile(file, 'utf8')));
  const read = (raw: unknown) => readValues(parameters, raw, { isStrict: false });
  assert.deepEqual(read({ kullaniciAdi: 'Ada', kullaniciSoyadi: 'Lovelace' }).errors, []);
  assert.deepEqual(read({ KULLANICIADI: 'Ada' }).values.kullaniciAdi, 'Ada');
  assert.deepEqual(read({ username: 'Ada' }).errors, []);
  const none = read({});
  assert.equal(none.errors.length, 1);
  assert.equal(none.errors[0]?.code, 'VALUE_MISSING');
  assert.match(none.errors[0]?.message ?? '', /at least one of these is required: userName, userSurname, kullaniciAdi/);
});

test('conditions, references and broken schemas get a sentence, never an exception', () => {
  const made = parameterSchema.parse({
    properties: { kind: { $ref: '#/$defs/kind' }, other: { type: 'string' } },
    $defs: { kind: { enum: ['a', 'b'] } },
    if: { properties: { kind: { const: 'b' } }, required: ['kind'] },
    then: { required: ['other'] },
  });
  assert.deepEqual(messages(readValues(made, { kind: 'c' }, { isStrict: false })), [
    'values.kind: must be one of "a", "b"',
  ]);
  assert.deepEqual(messages(readValues(made, { kind: 'b' }, { isStrict: false })), [
    'values.other: is required and missing',
  ]);
  const broken = parameterSchema.parse({ properties: { a: { type: 'string', pattern: '(' } } });
  assert.match(schemaFault(broken) ?? '', /regular expression/);
  assert.match(
    messages(readValues(broken, { a: 'x' }, { isStrict: false }))[0] ?? '',
    /schema of the process is broken/,
  );
  assert.equal(schemaFault(schema), null);
});

test('folding never depends on a locale: I, İ, ı and i are one letter', () => {
  for (const name of ['KULLANICI_ADI', 'kullanıcıadı', 'Kullanici-Adi', 'KULLANİCİ ADI']) {
    assert.equal(foldKey(name), 'kullaniciadi', name);
  }
  assert.equal(matchName('a_b', ['ab', 'A B']), null, 'two that fold alike are no match');
  assert.equal(matchName('ab', ['ab', 'A B']), 'ab');
});

test('close names come likeliest first and far ones not at all', () => {
  assert.equal(editDistance('notepad', 'ntoepad'), 1);
  assert.deepEqual(closeNames('OneStepNotpadRuner', ['InvoiceDownload', 'OneStepNotepadRunner']), [
    'OneStepNotepadRunner',
  ]);
  assert.deepEqual(closeNames('invoice', ['InvoiceDownload', 'Payroll']), ['InvoiceDownload']);
  assert.deepEqual(closeNames('zzz', ['InvoiceDownload']), []);
});

test('a time that is none is refused by the name of a schema, not by how it is written', () => {
  const timed = parameterSchema.parse({
    properties: { at: { type: 'string', format: 'date-time' }, mail: { type: 'string', format: 'email' } },
  });
  const read = readValues(timed, { at: 'tomorrow', mail: 'nobody' }, { isStrict: true });
  assert.match(messages(read).join('\n'), /2026-01-31T08:00:00Z[^]*in the format "email"/);
});
