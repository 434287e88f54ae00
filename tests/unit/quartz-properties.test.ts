import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  describeQuartz,
  nextFire,
  nextFires,
  parseQuartz,
  printQuartz,
  quartzWarnings,
  tolerateQuartz,
  type QuartzCron,
} from '../../contract/quartz/index.ts';
import { quartzExpression } from '../fixtures/quartz/expressions.ts';
import { slowFires } from '../fixtures/quartz/slow-quartz.ts';

function cronOf(expression: string): QuartzCron {
  const result = parseQuartz(expression);
  assert.ok(result.ok, `'${expression}' refused: ${result.ok ? '' : result.errors[0]?.message}`);
  return result.cron;
}

// Offsets of quarter and half hours, gaps at midnight, suspended summer time, both hemispheres.
const zones = fc.constantFrom(
  'UTC',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Chatham',
  'Asia/Gaza',
  'America/St_Johns',
);
const instants = fc.integer({ min: Date.UTC(2016, 0, 1), max: Date.UTC(2037, 0, 1) });

test('a fire is not after its instant, or one lies between two that follow each other', () => {
  fc.assert(
    fc.property(quartzExpression, zones, instants, (expression, zone, after) => {
      const cron = cronOf(expression);
      const ours = nextFires(cron, after, zone, 4);
      ours.reduce((before, fire) => (assert.ok(fire > before), fire), after);
      const slow = slowFires(cron, after, zone, 4, 500);
      assert.deepEqual(ours.slice(0, slow.length), slow, `${expression} ${zone} ${after}`);
      const beyond = ours[slow.length];
      if (beyond !== undefined && slow.length < 4)
        assert.ok(beyond > after + 498 * 86_400_000, `${expression} ${zone}`);
    }),
    { numRuns: 400 },
  );
});

test('around a change of the clock a fire is lost, doubled or moved', () => {
  const nearChange = fc.tuple(
    fc.constantFrom(
      Date.UTC(2027, 2, 28, 1),
      Date.UTC(2027, 9, 31, 1),
      Date.UTC(2027, 2, 14, 7),
      Date.UTC(2027, 10, 7, 6),
    ),
    fc.integer({ min: -5 * 3600, max: 3 * 3600 }),
    fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Beirut'),
  );
  const manyADay = quartzExpression.map((expression) => expression.split(' ').slice(0, 3).join(' ') + ' * * ?');
  fc.assert(
    fc.property(manyADay, nearChange, (expression, [change, seconds, zone]) => {
      const cron = cronOf(expression);
      const after = change + seconds * 1000;
      assert.deepEqual(nextFires(cron, after, zone, 6), slowFires(cron, after, zone, 6, 10), `${expression} ${after}`);
    }),
    { numRuns: 200 },
  );
});

test('in Lord Howe, with its gap of half an hour, something fires that should not', () => {
  fc.assert(
    fc.property(quartzExpression, instants, (expression, after) => {
      const cron = cronOf(expression);
      for (const fire of nextFires(cron, after, 'Australia/Lord_Howe', 3)) {
        assert.deepEqual(slowFires(cron, fire - 1000, 'Australia/Lord_Howe', 1, 1), [fire], `${expression} ${after}`);
      }
    }),
    { numRuns: 200 },
  );
});

test('asking again from within an interval gives another answer', () => {
  fc.assert(
    fc.property(quartzExpression, instants, fc.double({ min: 0, max: 1, noNaN: true }), (expression, after, share) => {
      const cron = cronOf(expression);
      const fire = nextFire(cron, after, 'Asia/Kathmandu');
      if (fire === null) return;
      const between = Math.floor(after + (fire - 1 - after) * share);
      assert.equal(nextFire(cron, between, 'Asia/Kathmandu'), fire, `${expression} ${after} ${between}`);
    }),
    { numRuns: 400 },
  );
});

test('a printed expression is read as another one', () => {
  fc.assert(
    fc.property(quartzExpression, (expression) => {
      const cron = cronOf(expression);
      const printed = printQuartz(cron);
      assert.deepEqual(cronOf(printed), cron);
      assert.equal(printQuartz(cronOf(printed)), printed);
    }),
    { numRuns: 1000 },
  );
});

test('a valid expression cannot be put into words', () => {
  fc.assert(
    fc.property(quartzExpression, (expression) => {
      for (const language of ['en', 'tr'] as const) {
        const words = describeQuartz(expression, language);
        assert.match(words, /^[A-ZÇĞİÖŞÜ0-9]/, words);
        assert.doesNotMatch(words, /undefined|NaN|Infinity|\$|, ,|,,| {2}/, words);
      }
    }),
    { numRuns: 1000 },
  );
});

const cronLike = fc
  .array(fc.constantFrom(...'0123456789*/-,?LW#', ' ', ' ', '\t', 'MON', 'FR', 'JAN', '99', 'ı', '\n'), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''));
const spoiled = fc
  .tuple(quartzExpression, fc.nat(60), fc.string({ maxLength: 3 }))
  .map(([expression, place, extra]) => expression.slice(0, place) + extra + expression.slice(place + 1));

test('some text makes the reader throw, or the search run away', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ maxLength: 300, unit: 'binary' }),
    cronLike,
    spoiled,
  );
  fc.assert(
    fc.property(anything, instants, (text, after) => {
      const strict = parseQuartz(text);
      const tolerated = tolerateQuartz(text);
      if (strict.ok) assert.equal(tolerated.expression, text);
      if (!strict.ok) assert.ok(strict.errors.length > 0 && strict.errors.every(({ message }) => message !== ''));
      if (!tolerated.ok) return;
      const fire = nextFire(tolerated.cron, after, 'America/New_York');
      assert.ok(fire === null || fire > after);
      quartzWarnings({ cron: tolerated.cron, zone: 'America/New_York', fromMs: after });
    }),
    { numRuns: 2000 },
  );
});
