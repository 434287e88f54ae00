import assert from 'node:assert/strict';
import test from 'node:test';
import {
  changeTexts,
  fillReferences,
  hasReference,
  referencesIn,
  referenceText,
} from '../../contract/vault-reference.ts';
import { rpaProcess } from '../../contract/process.ts';
import { readValues } from '../../server/domain/values/values.ts';

const read = (text: string, isValue = false) =>
  referencesIn(text, isValue).map((found) => (found.ok ? referenceText(found.reference) : `! ${found.written}`));

test('a reference is read as another one', () => {
  assert.deepEqual(read('{{vault:Bank/Portal}}'), ['{{vault:Bank/Portal}}']);
  assert.deepEqual(read('a {{ VAULT : Bank TR / Portal.x.Password }} b {{otp:B/P}}'), [
    '{{vault:Bank TR/Portal.x.password}}',
    '{{otp:B/P}}',
  ]);
  assert.deepEqual(
    read('{{vault:Bank}} {{vault:/P}} {{vault:B/}} {{vault:B/.user}} {{otp:B/P.user}} {{vault:a/b/c}}'),
    [
      '! {{vault:Bank}}',
      '! {{vault:/P}}',
      '! {{vault:B/}}',
      '! {{vault:B/.user}}',
      '! {{otp:B/P.user}}',
      '! {{vault:a/b/c}}',
    ],
  );
  for (const plain of ['{{customer}}', '{{vaults:a/b}}', '{vault:a/b}', 'vault(a,b)', ''])
    assert.deepEqual(read(plain), []);
});

test("the vendor's form is not understood in a value, or is understood anywhere", () => {
  assert.deepEqual(read('vault(Bank,Portal)', true), ['{{vault:Bank/Portal}}']);
  assert.deepEqual(read(` Vault( "Bank TR" , 'Portal.user' ) `, true), ['{{vault:Bank TR/Portal.user}}']);
  assert.deepEqual(read('vault(Bank)', true), ['! vault(Bank)']);
  assert.deepEqual(read('x vault(Bank,Portal)', true), []);
});

test('what is filled in changes texts around it, numbers or files', () => {
  const give = () => 'S{{vault:X/Y}}';
  assert.equal(fillReferences('a{{vault:B/P}}-{{nothing}}', give), 'aS{{vault:X/Y}}-{{nothing}}');
  const file = { $file: 'a'.repeat(64), name: '{{vault:B/P}}', bytes: 1 };
  const value = { list: ['{{vault:B/P}}', 5, null, true], file };
  assert.ok(hasReference(value) && !hasReference(file));
  assert.deepEqual(
    changeTexts(value, (text) => fillReferences(text, give)),
    {
      list: ['S{{vault:X/Y}}', 5, null, true],
      file,
    },
  );
});

test('a value with a reference is held against the schema before it is filled in, or never', () => {
  const schema = {
    type: 'object' as const,
    required: ['pin'],
    properties: { pin: { type: 'integer', minimum: 5 }, list: { type: 'array' } },
  };
  const given = { pin: '{{vault:B/Pin}}', list: '["{{vault:B/P}}", 1]' };
  const kept = readValues(schema, given, { isStrict: true });
  assert.deepEqual([kept.errors, kept.values], [[], { pin: '{{vault:B/Pin}}', list: ['{{vault:B/P}}', 1] }]);
  assert.deepEqual(readValues(schema, { pin: '7' }, { isStrict: false, isFilledIn: true }).values, { pin: 7 });
  assert.equal(readValues(schema, { pin: '{{vault:B/Pin}}' }, { isStrict: false, isFilledIn: true }).errors.length, 1);
  assert.equal(readValues(schema, { pin: '3' }, { isStrict: false, isFilledIn: true }).errors.length, 1);
});

test('a definition puts a secret into an argument', () => {
  const definition = { name: 'P', command: 'x' };
  const messages = (more: object) =>
    rpaProcess
      .safeParse({ ...definition, ...more })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  assert.match(messages({ args: ['-p{{vault:B/P}}'] })[0]!, /^args: .*would stand in an argument/);
  assert.match(messages({ args: ['{{otp:B/P}}'] })[0]!, /would stand in an argument/);
  assert.match(messages({ env: { A: '{{vault:B}}' } })[0]!, /^env: .*no reference/);
  assert.deepEqual(messages({ args: ['--key={{vault:B/P.file}}'], env: { A: 'x{{vault:B/P.user}}' } }), []);
});
