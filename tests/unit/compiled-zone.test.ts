import assert from 'node:assert/strict';
import test from 'node:test';
import { readCompiledZone } from '../../server/zones/compiled-zone.ts';
import { changesByRule, readPosixRule } from '../../server/zones/posix-rule.ts';
import { compiledZone } from '../support/zone-files.ts';

const hour = 3_600_000;

/** The changes by a rule, and the UTC offset in hours after each. */
function changesOf(rule: string, year: number): [string, number][] {
  const read = readPosixRule(rule);
  assert.ok(read !== null, rule);
  return changesByRule(read, year, year).map(([at, offset]) => [
    new Date(at).toISOString().replace(':00.000Z', ''),
    offset / hour,
  ]);
}

test('the rule at the end of a compiled zone is read otherwise than POSIX and RFC 9636 have it', () => {
  const right: Record<string, [string, number][]> = {
    // The hour is two if none is given.
    'EST5EDT,M3.2.0,M11.1.0': [
      ['2027-03-14T07:00', -4],
      ['2027-11-07T06:00', -5],
    ],
    'CET-1CEST,M3.5.0,M10.5.0/3': [
      ['2027-03-28T01:00', 2],
      ['2027-10-31T01:00', 1],
    ],
    // The southern hemisphere, and a zone whose winter time is marked as daylight saving.
    'AEST-10AEDT,M10.1.0,M4.1.0/3': [
      ['2027-04-03T16:00', 10],
      ['2027-10-02T16:00', 11],
    ],
    'IST-1GMT0,M10.5.0,M3.5.0/1': [
      ['2027-03-28T01:00', 1],
      ['2027-10-31T01:00', 0],
    ],
    // Half an hour; names in angle brackets.
    '<+1030>-10:30<+11>-11,M10.1.0,M4.1.0': [
      ['2027-04-03T15:00', 10.5],
      ['2027-10-02T15:30', 11],
    ],
    // Hours before the day and after it.
    '<-02>2<-01>,M3.5.0/-1,M10.5.0/0': [
      ['2027-03-28T01:00', -1],
      ['2027-10-31T01:00', -2],
    ],
    'IST-2IDT,M3.4.4/26,M10.5.0': [
      ['2027-03-26T00:00', 3],
      ['2027-10-30T23:00', 2],
    ],
    'EET-2EEST,M3.4.4/50,M10.4.4/50': [
      ['2027-03-27T00:00', 3],
      ['2027-10-29T23:00', 2],
    ],
  };
  for (const [rule, changes] of Object.entries(right)) assert.deepEqual(changesOf(rule, 2027), changes, rule);
  assert.deepEqual(readPosixRule('<-03>3'), { standardMs: -3 * hour, summer: null });
  assert.deepEqual(readPosixRule('<+0545>-5:45'), { standardMs: 5.75 * hour, summer: null });
});

test('a day of the year is counted with 29 February where it is not, or without where it is', () => {
  const dates = (rule: string, year: number) => changesOf(rule, year).map(([at]) => at.slice(5, 10));
  // J60 is 1 March in every year; 59 is 29 February in a leap year.
  assert.deepEqual(dates('AAA0BBB,J60/12,J365/12', 2027), ['03-01', '12-31']);
  assert.deepEqual(dates('AAA0BBB,J60/12,J365/12', 2028), ['03-01', '12-31']);
  assert.deepEqual(dates('AAA0BBB,59/12,364/12', 2027), ['03-01', '12-31']);
  assert.deepEqual(dates('AAA0BBB,59/12,364/12', 2028), ['02-29', '12-30']);
  // The fifth weekday means the last one, in a month of four as well.
  assert.deepEqual(dates('AAA0BBB,M2.5.0/12,M10.5.5/12', 2027), ['02-28', '10-29']);
});

test('a rule that is none is taken for one', () => {
  const wrong = [
    '',
    'EST',
    '5',
    'E5',
    'EST5EDT',
    'EST5EDT,M3.2.0',
    'EST5EDT,M3.2.0,M11.1.0,M12.1.0',
    'EST5EDT,M0.2.0,M11.1.0',
    'EST5EDT,M13.2.0,M11.1.0',
    'EST5EDT,M3.0.0,M11.1.0',
    'EST5EDT,M3.6.0,M11.1.0',
    'EST5EDT,M3.2.7,M11.1.0',
    'EST5EDT,J0,J300',
    'EST5EDT,J366,J300',
    'EST5EDT,366,300',
    'EST5EDT,M3.2.0/168,M11.1.0',
    'EST5EDT,M3.2.0/2:60,M11.1.0',
    'EST25',
    'EST5:60',
    'EST5EDT,M3.2.0,M11.1.0 ',
    '<EST5',
  ];
  for (const rule of wrong) assert.equal(readPosixRule(rule), null, rule);
});

const utc = (year: number, month: number, day = 1, at = 0) => Date.UTC(year, month - 1, day, at) / 1000;

test('what follows the last change of a compiled zone is not what its rule says', () => {
  const berlin = readCompiledZone(
    compiledZone({
      first: 3208,
      changes: [
        [utc(1893, 4), 3600],
        [utc(2020, 6), 7200],
      ],
      footer: 'CET-1CEST,M3.5.0,M10.5.0/3',
    }),
  );
  assert.ok(berlin !== null);
  assert.equal(berlin.offsets[0], 3_208_000);
  // The rule applies from within the year of the last change until the cycle of years repeats.
  assert.equal(berlin.changes[2], Date.UTC(2020, 9, 25, 1));
  assert.equal(berlin.changes.at(-1), Date.UTC(2128, 9, 31, 1));
  assert.equal(berlin.changes.length + 1, berlin.offsets.length);
});

test('summer time all the year is an hour of winter at each new year', () => {
  const table = readCompiledZone(
    compiledZone({ first: -18_000, changes: [[utc(2000, 1, 1, 5), -14_400]], footer: 'EST5EDT,0/0,J365/25' }),
  );
  assert.deepEqual(table, { changes: [utc(2000, 1, 1, 5) * 1000], offsets: [-5 * hour, -4 * hour] });
});

test('without a rule, and in a file of the first version, the last offset goes on', () => {
  const changes = [[utc(2016, 9, 6, 21), 10_800]] as const;
  const right = { changes: [changes[0][0] * 1000], offsets: [2 * hour, 3 * hour] };
  assert.deepEqual(readCompiledZone(compiledZone({ first: 7200, changes })), right);
  assert.deepEqual(readCompiledZone(compiledZone({ version: '\0', first: 7200, changes })), right);
  assert.deepEqual(readCompiledZone(compiledZone({ version: '4', first: 7200, changes })), right);
});

test('a compiled file that is cut, changed or no zone at all is taken, or throws', () => {
  const whole = compiledZone({
    first: 3600,
    changes: [
      [utc(2000, 3), 7200],
      [utc(2000, 10), 3600],
    ],
    footer: 'CET-1CEST,M3.5.0,M10.5.0/3',
  });
  assert.ok(readCompiledZone(whole) !== null);
  for (let length = 0; length < whole.length; length += 1)
    assert.equal(readCompiledZone(whole.subarray(0, length)), null, `cut to ${length} of ${whole.length} bytes`);
  // Whichever byte is changed: an ordered table, or none.
  for (let place = 0; place < whole.length; place += 1) {
    for (const byte of [0, 0xff, (whole[place] ?? 0) ^ 0x80]) {
      const spoiled = Buffer.from(whole);
      spoiled[place] = byte;
      const table = readCompiledZone(spoiled);
      if (table === null) continue;
      assert.equal(table.offsets.length, table.changes.length + 1, `byte ${place}`);
      assert.ok(
        table.changes.every((at, index) => at > (table.changes[index - 1] ?? -Infinity)),
        `byte ${place}`,
      );
    }
  }
  const faults = {
    'leap seconds': compiledZone({ leaps: 1 }),
    'a rule that is none': compiledZone({ footer: 'CET-1CEST' }),
    'changes out of order': compiledZone({
      changes: [
        [utc(2000, 10), 3600],
        [utc(2000, 3), 7200],
      ],
    }),
    'no zone': Buffer.from('# version 2026f\n'.repeat(10)),
    nothing: Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(faults)) assert.equal(readCompiledZone(bytes), null, what);
});
