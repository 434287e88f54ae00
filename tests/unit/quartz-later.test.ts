import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  describeQuartz,
  explainError,
  nextFires,
  parseQuartz,
  printQuartz,
  readQuartz,
  tolerateQuartz,
} from '../../contract/quartz/index.ts';
import { slowFires } from '../fixtures/quartz/slow-quartz.ts';

interface Answer {
  readonly valid: boolean;
  readonly fires?: readonly number[];
}
interface Difference {
  readonly id: string;
  readonly e: string;
  readonly tz: string;
  readonly after: number;
  readonly 'v2.3.2': Answer;
  readonly 'v2.5.1': Answer;
  readonly 'v2.5.2': Answer;
}
const file = new URL('../fixtures/quartz/differences-2.5.jsonl.gz', import.meta.url);
const differences = gunzipSync(readFileSync(file))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Difference);
const isList = ({ e }: Difference) => /,/.test(e.split(/\s+/)[3] ?? '') && /[LW]/i.test(e.split(/\s+/)[3] ?? '');
const lists = differences.filter(isList);
// Morocco's rules changed after the vectors were made.
const comparable = differences.filter(({ tz }) => tz !== 'Africa/Casablanca');

test('where later Quartz differs, an expression that both know no longer fires as Quartz 2.3.2', () => {
  const known = comparable.filter((one) => one['v2.3.2'].valid && !isList(one) && parseQuartz(one.e).ok);
  assert.ok(known.length > 180, String(known.length));
  for (const {
    id,
    e,
    tz,
    after,
    'v2.3.2': { fires = [] },
  } of known) {
    const parsed = parseQuartz(e);
    assert.ok(parsed.ok);
    assert.deepEqual(nextFires(parsed.cron, after, tz, fires.length), fires, `${id} ${e} ${tz}`);
  }
});

test('a list of Quartz 2.5 is refused, taken without a word, or taken by who asked to be strict', () => {
  for (const { e } of lists) {
    const read = tolerateQuartz(e);
    assert.ok(read.ok, e);
    assert.deepEqual(
      read.warnings.map(({ code }) => code),
      ['QUARTZ_25_LIST'],
      e,
    );
    assert.ok(!parseQuartz(e).ok, e);
  }
});

test('a list fires on other days than its documentation says, or misses one that Quartz 2.5.2 has', () => {
  const given = comparable.filter(isList);
  let alike = 0;
  for (const { id, e, tz, after, 'v2.5.2': later } of given) {
    const parsed = readQuartz(e);
    assert.ok(parsed.ok, e);
    const wanted = later.fires ?? [];
    const ours = nextFires(parsed.cron, after, tz, 2 * wanted.length);
    assert.deepEqual(ours.slice(0, 4), slowFires(parsed.cron, after, tz, 4, 1500), `${id} ${e}`);
    assert.deepEqual(
      wanted.filter((fire) => !ours.includes(fire)),
      [],
      `${id} ${e}`,
    );
    if (wanted.every((fire, at) => fire === ours[at])) alike += 1;
  }
  // The others miss listed days: some nearest weekdays if months are left out, and first times on LW days.
  assert.ok(alike >= given.length - 8, `${alike} of ${given.length}`);
});

const item = fc.oneof(
  fc.integer({ min: 1, max: 31 }).map(String),
  // Alone, 29W to 31W also fire in some shorter months, as in Quartz; in a list they do not (see below).
  fc.integer({ min: 1, max: 28 }).map((day) => `${day}W`),
  fc.integer({ min: 0, max: 30 }).map((days) => `L-${days}`),
  fc.integer({ min: 1, max: 27 }).map((days) => `L-${days}w`),
  fc.constantFrom('L', 'LW', '1-5', '28-3', '*/10', '5/7'),
);
const listed = fc.array(item, { minLength: 2, maxLength: 5 }).map((items) => `0 30 9 ${items.join(',')} * ?`);

test('some list of days does not mean each day that its items mean, or is not printed and said as it was read', () => {
  fc.assert(
    fc.property(listed, fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), (expression, after) => {
      const read = readQuartz(expression);
      assert.ok(read.ok, expression);
      assert.deepEqual(
        nextFires(read.cron, after, 'Asia/Kathmandu', 6),
        slowFires(read.cron, after, 'Asia/Kathmandu', 6, 3000),
      );
      const alone = expression
        .split(' ')[3]!
        .split(',')
        .flatMap((day) => {
          const one = readQuartz(`0 30 9 ${day} * ?`);
          assert.ok(one.ok);
          return slowFires(one.cron, after, 'Asia/Kathmandu', 6, 70);
        });
      const union = [...new Set(alone)].sort((a, b) => a - b).slice(0, 2);
      assert.deepEqual(nextFires(read.cron, after, 'Asia/Kathmandu', union.length), union, expression);
      const printed = printQuartz(read.cron);
      assert.deepEqual(readQuartz(printed), read, printed);
      for (const language of ['en', 'tr'] as const)
        assert.match(describeQuartz(printed, language), /^(At|Saat) 09:30, \S.*\S$/);
    }),
    { numRuns: 300 },
  );
});

test('a nearest weekday fires in a month that has not got its day, because others stand beside it in a list', () => {
  const read = readQuartz('0 30 9 1W,29W * ?');
  assert.ok(read.ok);
  const fires = nextFires(read.cron, Date.UTC(2031, 1, 4), 'UTC', 2).map((at) =>
    new Date(at).toISOString().slice(0, 10),
  );
  assert.deepEqual(fires, ['2031-03-03', '2031-03-28']);
});

test('a list is said as what it means, in either language, and what is wrong in it is named', () => {
  assert.equal(
    describeQuartz('0 0 9 1,15,L * ?', 'en'),
    'At 09:00, on days 1 and 15 of the month and on the last day of the month',
  );
  assert.equal(describeQuartz('0 0 9 1,15,L * ?', 'tr'), 'Saat 09:00, ayın 1 ve 15. günleri ve ayın son günü');
  assert.equal(
    describeQuartz('0 0 9 15W,20W * ?', 'en'),
    'At 09:00, on the weekday (Monday to Friday) nearest to day 15 of the month and on the weekday (Monday to Friday) nearest to day 20 of the month',
  );
  const wrong = readQuartz('0 0 9 1,L-31,32W * ?');
  assert.ok(!wrong.ok);
  assert.deepEqual(
    wrong.errors.map(({ code }) => code),
    ['LAST_OFFSET_OUT_OF_RANGE', 'OUT_OF_RANGE'],
  );
  const strict = parseQuartz('0 0 9 1,15,L * ?');
  assert.ok(!strict.ok && explainError(strict.errors[0]!, 'en').includes('cannot be part of a list'));
});

test('31W in a list comes only in months that have a 31st, and a day that two items mean comes once', () => {
  const read = readQuartz('0 0 9 31,31W * ?');
  assert.ok(read.ok);
  const days = nextFires(read.cron, Date.UTC(2027, 0, 1), 'UTC', 5).map((at) =>
    new Date(at).toISOString().slice(0, 10),
  );
  assert.deepEqual(days, ['2027-01-29', '2027-01-31', '2027-03-31', '2027-05-31', '2027-07-30']);
});

test('the last and the first days that a calendar has fire no more', () => {
  const daily = parseQuartz('0 0 20 * * ?');
  assert.ok(daily.ok);
  const after = (text: string, zone: string) => nextFires(daily.cron, Date.parse(text), zone, 2);
  assert.deepEqual(after('2999-12-30T21:00:00Z', 'UTC'), [Date.parse('2999-12-31T20:00:00Z')]);
  assert.deepEqual(after('2999-12-31T21:00:00Z', 'America/Los_Angeles'), [Date.parse('3000-01-01T04:00:00Z')]);
  assert.deepEqual(after('2999-12-31T20:00:00Z', 'UTC'), []);
  assert.deepEqual(after('1970-01-01T00:00:00Z', 'UTC')[0], Date.parse('1970-01-01T20:00:00Z'));
});
