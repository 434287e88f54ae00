import assert from 'node:assert/strict';
import test from 'node:test';
import { safeFileName } from '../../contract/file-value.ts';
import { rpaProcess } from '../../contract/process.ts';
import { readSpid } from '../../server/domain/connector/spid.ts';
import { readCrontab } from '../../server/domain/import/import-crontab.ts';
import { fillPlaceholders } from '../../server/runner/attempt/inputs.ts';
import { maxJsonEntries } from '../../server/domain/start/json-scan.ts';
import { readJson } from '../../server/domain/start/lenient-json.ts';
import { mostValues, readValues } from '../../server/domain/values/values.ts';
import { matchName, nameMatcher } from '../../server/domain/name-matching.ts';

const lax = { isStrict: false };
const numbered = (count: number, name: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, 'x']));

test('more values than any process means are refused by their number, before one of them is looked at', () => {
  const schema = {
    type: 'object' as const,
    // Listing the parameters fails the test.
    properties: new Proxy<Record<string, Record<string, unknown>>>(
      {},
      { ownKeys: () => assert.fail('the parameters were looked at') },
    ),
  };
  const { errors } = readValues(schema, numbered(mostValues + 1, 'key'), lax);
  assert.deepEqual(
    errors.map(({ code, message }) => [code, message]),
    [['VALUE_INVALID', `values: must have at most ${mostValues} entries, not ${mostValues + 1}`]],
  );
});

test('a body with more entries than the limit is refused at the place where it is passed, and one below is read', () => {
  const list = (count: number) => `[${Array.from({ length: count }, () => '1').join(',')}]`;
  const many = readJson(list(maxJsonEntries + 1), true);
  assert.equal(many.ok, false);
  assert.match(many.ok ? '' : many.error.message, new RegExp(`at most ${maxJsonEntries} entries at line 1`));
  assert.equal(readJson(list(maxJsonEntries - 1), true).ok, true);
});

test('of many unknown values only the first are compared with all names of the process', () => {
  const schema = { type: 'object' as const, properties: { customer: { type: 'string' } } };
  const { warnings } = readValues(schema, numbered(100, 'custome'), lax);
  const withHint = warnings.filter(({ message }) => message.includes('did you mean'));
  assert.equal(warnings.length, 100);
  assert.equal(withHint.length, 20);
});

test('names are matched as ever, by an index', () => {
  const names = ['userName', 'USER_NAME', 'Şube', 'count'];
  for (const given of ['userName', 'username', 'COUNT', 'şube', 'nobody', 'user-name'])
    assert.equal(nameMatcher(names)(given), matchName(given, names), given);
});

test('texts made to be looked through from each of their signs anew are looked through once', () => {
  const long = 300_000;
  const [dots, blanks] = ['.'.repeat(long), ' '.repeat(long)];
  assert.equal(safeFileName(`${dots}x${dots}`).length, long + 1);
  assert.equal(readSpid(`"x${'"'.repeat(long)}x`), null);
  const process = { name: 'Long', command: 'true', args: [`{{${' '.repeat(31_000)}`, `{{${' '.repeat(31_000)}a}}`] };
  const refused = rpaProcess.safeParse(process);
  assert.match(String(refused.error?.issues[0]?.message), /"\{\{a\}\}" is not a parameter/);
  assert.equal(fillPlaceholders([`{{${blanks}a}}`, `{{${blanks}`], { a: 'x' })[0], 'x');
  const lines = [`${blanks}x${blanks}x`, `0 1 * * * /bin/x${blanks}x`, `A=${blanks}b${blanks}c`];
  assert.equal(readCrontab(lines.join('\n'), { timezone: 'UTC' }).schedules.length, 1);
});

test('a field of a crontab that is longer than any cron takes is none', () => {
  const fields = [`${'1,'.repeat(400)}1`, `${'1,'.repeat(50_000)}1`];
  const { schedules, refused } = readCrontab(fields.map((field) => `0 ${field} * * * /bin/x`).join('\n'), {
    timezone: 'UTC',
  });
  assert.deepEqual([schedules.length, refused.length], [1, 1]);
});
