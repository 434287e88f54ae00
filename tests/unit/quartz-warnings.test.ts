import assert from 'node:assert/strict';
import test from 'node:test';
import {
  parseQuartz,
  quartzWarnings,
  type ClockChangePolicy,
  type QuartzLanguage,
  type QuartzWarning,
} from '../../contract/quartz/index.ts';

const fromMs = Date.UTC(2026, 10, 23, 19);
const dayMs = 86_400_000;

interface Window {
  readonly startMs?: number;
  readonly endMs?: number;
  readonly language?: QuartzLanguage;
  readonly clockChange?: ClockChangePolicy;
}

function warningsOf(expression: string, zone: string, window: Window = {}): QuartzWarning[] {
  const result = parseQuartz(expression);
  assert.ok(result.ok);
  return quartzWarnings({ cron: result.cron, zone, fromMs, ...window });
}

const codesOf = (expression: string, zone: string, window: Window = {}): string[] =>
  warningsOf(expression, zone, window).map(({ code }) => code);

test('a plan that is in order is nagged about', () => {
  assert.deepEqual(codesOf('0 0 12 * * ?', 'Europe/Berlin'), []);
  assert.deepEqual(codesOf('0 30 2 * * ?', 'Europe/Istanbul'), []);
  assert.deepEqual(codesOf('0 0/5 * * * ?', 'UTC', { endMs: fromMs + dayMs }), []);
});

test('a plan that never fires goes unnoticed', () => {
  assert.deepEqual(codesOf('0 0 0 30 2 ?', 'UTC'), ['NEVER_FIRES']);
  assert.deepEqual(codesOf('0 0 8 * * ? 2020', 'UTC'), ['NEVER_FIRES']);
  assert.deepEqual(codesOf('0 0 8 * * ?', 'UTC', { endMs: fromMs + 1000 }), ['NEVER_FIRES']);
});

test('a window that ends before it starts goes unnoticed', () => {
  const [warning] = warningsOf('0 0 8 * * ?', 'Europe/Istanbul', { startMs: fromMs, endMs: fromMs - dayMs });
  assert.equal(
    warning?.message,
    'The end (22 Nov 2026 22:00) is before the start (23 Nov 2026 22:00), so it never runs.',
  );
});

test('the very first second of a window does not count', () => {
  const eight = Date.UTC(2026, 10, 24, 8);
  assert.deepEqual(codesOf('0 0 8 * * ?', 'UTC', { startMs: eight, endMs: eight }), ['FEW_FIRES_BEFORE_END']);
});

test('a plan that starts something every ten seconds goes unnoticed', () => {
  const [warning] = warningsOf('*/10 * * * * ?', 'UTC');
  assert.deepEqual([warning?.code, warning?.params], ['MORE_THAN_ONCE_A_MINUTE', { count: 6 }]);
  assert.deepEqual(codesOf('30 * * * * ?', 'UTC'), []);
});

test('a time that does not exist or occurs twice goes unnoticed', () => {
  const [gap, overlap] = warningsOf('0 30 2 * * ?', 'Europe/Berlin');
  assert.equal(
    gap?.message,
    '28 March 2027: 02:30 does not exist in Europe/Berlin, where the clock goes forward from 02:00 to 03:00. It does not run at that time.',
  );
  assert.equal(
    overlap?.message,
    '31 October 2027: 02:30 occurs twice in Europe/Berlin, where the clock goes back from 03:00 to 02:00. It runs only the second time.',
  );
  assert.deepEqual([gap?.code, overlap?.code], ['DST_GAP', 'DST_OVERLAP']);
});

test('what runs instead, or both times, is told of a plan for which it was chosen', () => {
  const told = (expression: string, clockChange: ClockChangePolicy, language: QuartzLanguage = 'en') =>
    warningsOf(expression, 'Europe/Berlin', { clockChange, language }).map(({ message }) => message.split('. ')[1]);
  assert.deepEqual(told('0 30 2 * * ?', 'move'), ['It runs at 03:00 instead.', 'It runs only the second time.']);
  assert.deepEqual(told('0 30 2 * * ?', 'both'), ['It runs at 03:00 instead.', 'It runs both times.']);
  assert.deepEqual(told('0 0 2,3 * * ?', 'move')[0], 'The run at 03:00 stands for it.');
  assert.deepEqual(told('0 30 2 * * ?', 'both', 'tr')[1], 'İkisinde de çalışır.');
});

test('an hour in which nothing runs because it comes again goes unnoticed', () => {
  const [gap, silent] = warningsOf('0 0/15 * * * ?', 'America/Los_Angeles');
  assert.equal(gap?.code, 'DST_GAP');
  assert.equal(
    silent?.message,
    '7 November 2027: the time from 01:00 to 02:00 occurs twice in America/Los_Angeles, where the clock goes back from 02:00 to 01:00. It runs only the second time, so nothing runs for 75 minutes.',
  );
});

test('the half hour of Lord Howe is taken for a whole one', () => {
  const [gap] = warningsOf('0 15 2 * * ?', 'Australia/Lord_Howe', { language: 'tr' });
  assert.equal(
    gap?.message,
    '3 Ekim 2027: Australia/Lord_Howe saat diliminde 02:15 diye bir saat yok; saatler ileri alınır, 02:00 iken 02:30 olur. O saatte çalışmaz.',
  );
  assert.deepEqual(codesOf('0 45 2 * * ?', 'Australia/Lord_Howe'), []);
});

test('a gap before the first fire is overlooked', () => {
  const result = parseQuartz('0 30 2 ? * SUN');
  assert.ok(result.ok);
  const [gap] = quartzWarnings({ cron: result.cron, zone: 'Europe/Berlin', fromMs: Date.UTC(2027, 2, 26) });
  assert.equal(gap?.code === 'DST_GAP' && gap.params.time, '2027-03-28 02:30');
});

test('a plan whose only time falls into a gap does not say why it never fires', () => {
  assert.deepEqual(codesOf('0 30 2 28 3 ? 2027', 'Europe/Berlin'), ['NEVER_FIRES', 'DST_GAP']);
});

test('a clock change inside a window goes unnoticed, or one outside is reported', () => {
  const night = (window: Window) =>
    codesOf('0 30 2 * * ?', 'Europe/Berlin', window).filter((code) => code !== 'FEW_FIRES_BEFORE_END');
  const open = night({});
  assert.ok(open.length > 0);
  assert.deepEqual(night({ startMs: fromMs, endMs: fromMs + 400 * dayMs }), open);
  assert.deepEqual(night({ startMs: fromMs, endMs: fromMs + 30 * dayMs }), []);
});
