import assert from 'node:assert/strict';
import test from 'node:test';
import {
  describeError,
  describeInBody,
  explainError,
  parseQuartz,
  printQuartz,
  type QuartzError,
} from '../../contract/quartz/index.ts';

function errorsOf(expression: string): readonly QuartzError[] {
  const result = parseQuartz(expression);
  return result.ok ? [] : result.errors;
}

const printed = (expression: string): string => {
  const result = parseQuartz(expression);
  return result.ok ? printQuartz(result.cron) : `refused: ${result.errors[0]?.message}`;
};

test('an error that does not say field, value, position and what is allowed', () => {
  const [error] = errorsOf('0 6 6 ? * 8');
  assert.equal(
    error?.message,
    "day-of-week: '8' is out of range, use 1 (Sunday) to 7 (Saturday) or SUN to SAT (position 11)",
  );
  assert.deepEqual(
    [error?.code, error?.field, error?.value, error?.position],
    ['OUT_OF_RANGE', 'day-of-week', '8', 11],
  );
  assert.equal(
    error && describeError(error, 'tr'),
    "haftanın günü: '8' aralık dışında; 1 (Pazar) ile 7 (Cumartesi) arasında bir sayı ya da SUN ile SAT arasında bir ad yazın (konum 11)",
  );
});

test('what stands under a field is a line of a log and not a sentence', () => {
  const [weekday] = errorsOf('0 0 9 ? * 8');
  const [whole] = errorsOf('hello');
  const said = (error: QuartzError | undefined, language: 'en' | 'tr') => error && explainError(error, language);
  assert.equal(said(weekday, 'en'), 'Day of week: “8” is out of range. Use 1 (Sunday) to 7 (Saturday) or SUN to SAT.');
  assert.equal(
    said(weekday, 'tr'),
    'Haftanın günü: “8” aralık dışında. 1 (Pazar) ile 7 (Cumartesi) arasında bir sayı ya da SUN ile SAT arasında bir ad yazın.',
  );
  assert.match(said(whole, 'en') ?? '', /^It has 1 of 6 fields\. Write second/);
  assert.match(said(whole, 'tr') ?? '', /^6 alandan 1 tanesi var\. Saniye/);
});

test('the end of a range that is out of range is named by the start of the range, or not at all', () => {
  const told = (expression: string) => errorsOf(expression).map(({ code, value, position }) => [code, value, position]);
  assert.deepEqual(told('0 0 8-99 * * ?'), [['OUT_OF_RANGE', '99', 7]]);
  assert.deepEqual(told('0 0 99-8 * * ?'), [['OUT_OF_RANGE', '99', 5]]);
  assert.deepEqual(told('0 0 0 ? * MON-FUN'), [['UNKNOWN_NAME', 'FUN', 15]]);
});

test('of several faults only the first is reported', () => {
  assert.deepEqual(
    errorsOf('60 0 24 ? 13 FRX').map(({ field, position }) => [field, position]),
    [
      ['seconds', 1],
      ['hours', 6],
      ['month', 11],
      ['day-of-week', 14],
    ],
  );
});

test('a position counts in a cleaned text instead of the given one', () => {
  assert.equal(errorsOf('\t 0  0   1,99 * * ?')[0]?.position, 12);
  assert.equal(errorsOf('0 0 5-77 * * ?')[0]?.position, 7);
  assert.equal(errorsOf('0 0/99 * * * ?')[0]?.position, 5);
});

test('each kind of fault has its own code', () => {
  const codes: [expression: string, code: QuartzError['code']][] = [
    ['0 0 12 * ?', 'TOO_FEW_FIELDS'],
    ['', 'TOO_FEW_FIELDS'],
    ['@daily', 'UNIX_WORD'],
    ['@reboot', 'UNIX_REBOOT'],
    ['@every 5m', 'UNKNOWN_WORD'],
    ['0 0 12 * * ? 2027 x', 'TOO_MANY_FIELDS'],
    ['0 0 9 1 * MON', 'BOTH_DAYS_SET'],
    ['0 0 9 ? * ?', 'BOTH_DAYS_OPEN'],
    ['0 ? 9 1 * ?', 'QUESTION_MARK_NOT_HERE'],
    ['0 0 9 1,,2 * ?', 'EMPTY_ITEM'],
    ['0 0 9 1/32 * ?', 'STEP_OUT_OF_RANGE'],
    ['0 0/0 9 1 * ?', 'STEP_OUT_OF_RANGE'],
    ['0 5/ 9 1 * ?', 'STEP_MISSING'],
    ['0 0 9 ? * MON-FRI/2', 'STEP_AFTER_NAME'],
    ['0 0 9 ? * FRY', 'UNKNOWN_NAME'],
    ['0 0 MON 1 * ?', 'NAME_NOT_HERE'],
    ['0 0 9 ? * MONDAY-FRIDAY', 'LONG_NAME_IN_RANGE'],
    ['0 0 9 1 JAN-3 ?', 'MIXED_RANGE'],
    ['0 0 9 1 * ? 2030-2020', 'RANGE_REVERSED'],
    ['0 0 9 1 5L ?', 'SIGN_NOT_HERE'],
    ['0 0 9 L,15 * ?', 'NOT_IN_LIST'],
    ['0 0 9 L-31 * ?', 'LAST_OFFSET_OUT_OF_RANGE'],
    ['0 0 9 L-31W * ?', 'LAST_OFFSET_OUT_OF_RANGE'],
    ['0 0 9 32W * ?', 'OUT_OF_RANGE'],
    ['0 0 9 ? * 6#6', 'NTH_OUT_OF_RANGE'],
    ['0 0 9 1–5 * ?', 'NOT_READABLE'],
    ['0 0 9 1 * ? 3000', 'OUT_OF_RANGE'],
    [`0 0 9 1 * ?${' '.repeat(200)}`, 'TOO_LONG'],
  ];
  for (const [expression, code] of codes) {
    const errors = errorsOf(expression);
    assert.equal(errors[0]?.code, code, expression);
    for (const error of errors) {
      assert.ok(error.message.length > 20 && !/undefined|NaN/.test(error.message), error.message);
      assert.ok(!/undefined|NaN/.test(describeError(error, 'tr')));
    }
  }
});

test('behind the key of a body the line is garbled: it is a sentence for each kind of fault', () => {
  const line = (expression: string) => errorsOf(expression).map((error) => `quartzDef: ${describeInBody(error)}`)[0];
  const days = 'second, minute, hour, day-of-month, month, day-of-week and, if wanted, year';
  const lines: [expression: string, line: string][] = [
    ['0 0 12 * ?', `quartzDef: it has 5 of 6 fields, write ${days} (position 11)`],
    [
      '@daily',
      "quartzDef: '@daily' is a word of Unix cron that Quartz does not know, write '0 0 0 * * ?' instead (position 1)",
    ],
    ['@every 5m', `quartzDef: '@every' is not a time, write ${days}, such as '0 0 6 * * ?' (position 1)`],
    ['0 0 12 * * ? 2027 x', "quartzDef: 'x' is one field too many, use 6 fields, or 7 with the year (position 19)"],
    [
      '0 0 9 ? * FRY',
      "quartzDef: day-of-week 'FRY' is not a day, use 1 (Sunday) to 7 (Saturday) or SUN to SAT (position 11)",
    ],
    [
      '0 0 9 ? * ?',
      "quartzDef: '?' stands in both day fields, keep '?' in one and write '*' or days in the other (position 11)",
    ],
    [
      '0 0 9 1,,2 * ?',
      'quartzDef: day-of-month: an item of the list is empty, use 1 to 31 between the commas (position 9)',
    ],
    ['0 0/99 9 1 * ?', "quartzDef: minutes: step '99' is out of range, use 1 to 59 (position 5)"],
    ['0 5/ 9 1 * ?', "quartzDef: minutes: no step follows '/' in '5/', use 1 to 59 (position 4)"],
  ];
  for (const [expression, wanted] of lines) assert.equal(line(expression), wanted);
});

test('a word of Unix cron is refused without what to write instead, in either language', () => {
  const instead: [word: string, quartz: string][] = [
    ['@yearly', '0 0 0 1 1 ?'],
    ['@annually', '0 0 0 1 1 ?'],
    ['@Monthly', '0 0 0 1 * ?'],
    ['@weekly', '0 0 0 ? * SUN'],
    [' @daily ', '0 0 0 * * ?'],
    ['@MIDNIGHT', '0 0 0 * * ?'],
    ['@hourly', '0 0 * * * ?'],
  ];
  for (const [word, quartz] of instead) {
    const [error] = errorsOf(word);
    assert.ok(error && parseQuartz(quartz).ok);
    for (const language of ['en', 'tr'] as const)
      assert.ok(explainError(error, language).includes(`“${quartz}”`), word);
    assert.ok(describeInBody(error).includes(`'${word.trim()}'`) && describeInBody(error).includes(`'${quartz}'`));
  }
});

test('a Turkish or dotless letter passes for an English one', () => {
  assert.equal(parseQuartz('0 0 9 ? * fri').ok, true);
  assert.equal(parseQuartz('0 0 9 ? * frı').ok, false);
  assert.equal(parseQuartz('0 0 9 ? * FRİ').ok, false);
});

test('printing changes the meaning, or leaves two texts for one meaning', () => {
  assert.equal(printed(' 0\t00 09  ?  *  2-6 '), '0 0 9 ? * MON-FRI');
  assert.equal(printed('0 0 9 ? * 2-6/2'), '0 0 9 ? * 2-6/2');
  assert.equal(printed('0 0 9 ? * L'), '0 0 9 ? * SAT');
  assert.equal(printed('0 0 9 ? * 6l'), '0 0 9 ? * FRIL');
  assert.equal(printed('0 0 9 ? jan-MARCH 6#3 *'), '0 0 9 ? 1-3 FRI#3');
  assert.equal(printed('*/1 */7 9 l-3w 5,5 ? 2027'), '* */7 9 L-3W 5 ? 2027');
  assert.equal(printed('0 0 9 15w */2 ?'), '0 0 9 15W */2 ?');
});
