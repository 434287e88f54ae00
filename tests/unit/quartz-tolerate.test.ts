import assert from 'node:assert/strict';
import test from 'node:test';
import { describeWarning, parseQuartz, tolerateQuartz } from '../../contract/quartz/index.ts';

function read(expression: string): { expression: string; codes: string[] } {
  const result = tolerateQuartz(expression);
  assert.ok(result.ok, `'${expression}' refused: ${result.ok ? '' : result.errors[0]?.message}`);
  assert.deepEqual(parseQuartz(result.expression), { ok: true, cron: result.cron });
  return { expression: result.expression, codes: result.warnings.map(({ code }) => code) };
}

test('a two-letter day as the vendor prints it is refused, or taken without a word', () => {
  assert.deepEqual(read('0 6 6 ? * FR'), { expression: '0 6 6 ? * FRI', codes: ['TWO_LETTER_DAY'] });
  assert.equal(read('0 6 6 ? * mo-Fr').expression, '0 6 6 ? * MON-FRI');
  assert.equal(read('0 6 6 ? * MO,WE,SU 2030').expression, '0 6 6 ? * MON,WED,SUN 2030');
  assert.equal(read('0 6 6 ? * FR#3').expression, '0 6 6 ? * FRI#3');
});

test("'*' in both day fields is refused", () => {
  assert.deepEqual(read('0 0 12 * * *'), { expression: '0 0 12 * * ?', codes: ['BOTH_DAYS_ANY'] });
  assert.equal(read('0 0 12 * 5 * 2030').expression, '0 0 12 * 5 ? 2030');
});

test('a Unix weekday is off by one', () => {
  const unix: [unix: string, quartz: string][] = [
    ['0 9 * * 0', '0 0 9 ? * SUN'],
    ['0 9 * * 7', '0 0 9 ? * SUN'],
    ['0 9 * * 1', '0 0 9 ? * MON'],
    ['0 9 * * 6', '0 0 9 ? * SAT'],
    ['0 9 * * 1-5', '0 0 9 ? * MON-FRI'],
    ['0 9 * * 5-7', '0 0 9 ? * FRI-SUN'],
    ['0 9 * * 0-6', '0 0 9 ? * SUN-SAT'],
    ['0 9 * * 0-7', '0 0 9 ? * SUN-SAT'],
    ['0 9 * * 1-5/2', '0 0 9 ? * MON,WED,FRI'],
    ['0 9 * * fri-tue/2', '0 0 9 ? * FRI,SUN,TUE'],
    ['0 9 * * sat-mon', '0 0 9 ? * SAT-MON'],
    ['0 9 * * */2', '0 0 9 ? * SUN,TUE,THU,SAT'],
    ['0 22 * 1-3 1,3,sat', '0 0 22 ? 1-3 MON,WED,SAT'],
    ['*/5 * * * *', '0 */5 * * * ?'],
    ['30 4 1,15 * *', '0 30 4 1,15 * ?'],
  ];
  for (const [expression, quartz] of unix) {
    assert.deepEqual(read(expression), { expression: quartz, codes: ['UNIX_CRON'] });
  }
});

test('a Unix expression that Quartz cannot say is bent into something else', () => {
  const result = tolerateQuartz('0 9 1 * 1');
  assert.deepEqual(result.ok ? [] : result.errors.map(({ code, position }) => [code, position]), [
    ['UNIX_BOTH_DAYS', 9],
  ]);
  for (const expression of ['0 9 * * 6-1', '0 25 * * *', '0 12 * * ?', '0 9 L * *', '@daily']) {
    const other = tolerateQuartz(expression);
    assert.equal(other.ok, false, expression);
    assert.equal(other.expression, expression);
    assert.deepEqual(other.warnings, []);
  }
});

test('an expression that is already valid is touched', () => {
  for (const expression of ['0 0 9 ? * 2', ' 0 0 12 * * ? ', '0 0 9 1W * ? 2030']) {
    assert.deepEqual(read(expression), { expression, codes: [] });
  }
});

test('the position of an error counts in a rewritten text', () => {
  const result = tolerateQuartz('0 0 25 ? * FR');
  assert.deepEqual(result.ok ? [] : result.errors.map(({ position }) => position), [5, 12]);
});

test('a warning is there in one language only', () => {
  const [warning] = tolerateQuartz('0 9 * * 1').warnings;
  assert.equal(warning?.message, "five fields, read as Unix cron: '0 9 * * 1' became '0 0 9 ? * MON'");
  assert.equal(
    warning && describeWarning(warning, 'tr'),
    "beş alan Unix cron olarak okundu: '0 9 * * 1' yerine '0 0 9 ? * MON'",
  );
});
