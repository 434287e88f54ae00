import assert from 'node:assert/strict';
import test from 'node:test';
import { codesOf, notepad, read } from '../support/start-context.ts';

test('a name with other capitals is found, and only if it is unique', () => {
  assert.equal(codesOf(read({ name: 'onestepnotepadrunner' })).length, 0);
});

test('a missing name is said, whatever stands for nothing', () => {
  for (const name of [undefined, null, '', '  ']) assert.deepEqual(codesOf(read({ name })), ['NAME_REQUIRED']);
});

test('an unknown name comes with close ones', () => {
  const answer = read({ name: 'Invoice' });
  assert.ok(!answer.ok);
  assert.equal(answer.errors[0].code, 'PROCESS_NOT_FOUND');
  assert.match(answer.errors[0].message, /^name: .*'Invoice'.*did you mean 'Invoices'\?$/);
});

test('a disabled process is refused', () => {
  assert.deepEqual(codesOf(read({ name: 'Switched off' })), ['PROCESS_DISABLED']);
});

test('everything wrong is said at once, each message with its field first', () => {
  const answer = read({
    name: 'Invoices',
    values: { count: 'many' },
    runOnce: 'maybe',
    quartzDef: '0 6 6 ? * FRY',
    startDate: '31.02.2026 10:00',
    endDate: 'soon',
    retryCount: 100,
    timezone: 'Mars/Olympus',
    priority: 1.5,
    overlap: 'wait',
    calendar: 'Moon',
    callbackUrl: 'ftp://x',
  });
  assert.ok(!answer.ok);
  const found = answer.errors.map(({ code, field }) => `${code} ${field}`).sort();
  assert.deepEqual(found, [
    'CRON_INVALID quartzDef',
    'DATE_INVALID endDate',
    'DATE_INVALID startDate',
    'FLAG_INVALID runOnce',
    'OPTION_INVALID calendar',
    'OPTION_INVALID callbackUrl',
    'OPTION_INVALID overlap',
    'OPTION_INVALID priority',
    'RETRY_INVALID retryCount',
    'TIMEZONE_INVALID timezone',
    'VALUE_INVALID values.count',
    'VALUE_MISSING values.customer',
  ]);
  for (const { field, message } of answer.errors) assert.ok(message.startsWith(field ?? ''), message);
});

test('an error in the expression names field, value and position', () => {
  const answer = read(notepad({ quartzDef: '0 6 6 ? * FRY' }));
  assert.ok(!answer.ok);
  assert.match(answer.errors[0].message, /^quartzDef: day-of-week 'FRY' is not a day.*\(position 11\)$/);
  assert.equal(answer.errors[0].position, 11);
});

for (const [quartzDef, understood] of [
  ['0 6 6 ? * FR', '0 6 6 ? * FRI'],
  ['0 0 6 * * *', '0 0 6 * * ?'],
  ['30 6 * * 1-5', '0 30 6 ? * MON-FRI'],
]) {
  test(`'${quartzDef}' is taken with a warning, and refused when strict`, () => {
    const answer = read(notepad({ quartzDef }));
    assert.ok(answer.ok);
    assert.ok(answer.warnings.length > 0);
    assert.equal(answer.start.plan.kind === 'cron' && answer.start.plan.quartz, understood);
    assert.deepEqual(codesOf(read(notepad({ quartzDef, strict: true }))), ['CRON_INVALID']);
  });
}

test('flags are read in both languages and any case', () => {
  for (const yes of ['Y', 'y', 'yes', 'YES', 'E', 'evet', 'EVET', 'true', 'TRUE', true, 1, '1', ' Y ']) {
    const answer = read(notepad({ runOnce: yes, runImmediately: yes }));
    assert.ok(answer.ok && answer.start.runNow, String(yes));
  }
  for (const no of ['N', 'n', 'no', 'NO', 'H', 'hayır', 'HAYIR', 'hayir', 'false', false, 0, '0']) {
    assert.deepEqual(codesOf(read(notepad({ runOnce: no }))), ['NOTHING_TO_RUN'], String(no));
  }
  for (const neither of ['maybe', 2, [], {}]) {
    assert.deepEqual(codesOf(read(notepad({ runOnce: neither }))), ['FLAG_INVALID']);
  }
});

test('keys are found whatever their case, blanks and signs, also as a Turkish computer writes capitals', () => {
  for (const key of ['run immediately', 'RunImmediately', 'run_immediately', 'RUN-IMMEDIATELY', 'RUNİMMEDİATELY']) {
    const answer = read({ ...notepad({}), [key]: 'N' });
    assert.deepEqual(codesOf(answer), ['NOTHING_TO_RUN'], key);
  }
});

test('an exact key wins over a folded one', () => {
  const answer = read(notepad({ 'run immediately': 'N', runImmediately: 'Y' }));
  assert.ok(answer.ok && answer.start.runNow);
});

test('unknown keys are ignored and named, refused when strict', () => {
  const answer = read(notepad({ colour: 'red' }));
  assert.deepEqual(answer.ok && answer.warnings.map(({ code, field }) => [code, field]), [['UNKNOWN_KEY', 'colour']]);
  assert.deepEqual(codesOf(read(notepad({ colour: 'red', strict: 'Y' }))), ['UNKNOWN_KEY']);
  assert.deepEqual(codesOf(read(notepad({ 'run once': 'Y' }), { isStrict: true })), ['UNKNOWN_KEY']);
});

test('null and empty text mean absent for every key', () => {
  const keys = ['values', 'runOnce', 'runImmediately', 'quartzDef', 'startDate', 'endDate', 'retryCount', 'worker'];
  const ours = [
    'timezone',
    'retryDelaySeconds',
    'priority',
    'timeoutSeconds',
    'overlap',
    'misfire',
    'calendar',
    'callbackUrl',
    'strict',
  ];
  for (const nothing of [null, '']) {
    const answer = read(notepad(Object.fromEntries([...keys, ...ours].map((key) => [key, nothing]))));
    assert.ok(answer.ok && answer.start.runNow, JSON.stringify(answer));
    assert.deepEqual(answer.warnings, []);
  }
});

test('values may be the JSON text of an object, and texts become the declared type', () => {
  const answer = read({ name: 'Invoices', values: '{"customer": "Ada", "count": "3"}' });
  assert.deepEqual(answer.ok && answer.start.values, { customer: 'Ada', count: 3 });
});

test('a retry count is a whole number from 0 to 99, also as text', () => {
  for (const [given, count] of [
    ['1', 1],
    [0, 0],
    [99, 99],
    ['99', 99],
    [' 2 ', 2],
  ] as const) {
    const answer = read(notepad({ retryCount: given }));
    assert.equal(answer.ok && answer.start.options.retryCount, count);
  }
  for (const wrong of [-1, 100, 1.5, 'x', '1e1', true, [1]]) {
    assert.deepEqual(codesOf(read(notepad({ retryCount: wrong }))), ['RETRY_INVALID'], JSON.stringify(wrong));
  }
});

test('a worker is found by id or name; an unknown one is a warning alone, an error in a fleet or when strict', () => {
  for (const worker of ['w-1', 'Reception']) {
    const answer = read(notepad({ worker }));
    assert.equal(answer.ok && answer.start.worker, 'w-1');
  }
  for (const worker of ['…', 7]) {
    const alone = read(notepad({ worker }));
    assert.ok(alone.ok && alone.start.worker === null);
    assert.deepEqual(codesOf(alone), ['WORKER_NOT_FOUND']);
    assert.deepEqual(codesOf(read(notepad({ worker }), { isFleet: true })), ['WORKER_NOT_FOUND']);
    assert.equal(read(notepad({ worker, strict: true })).ok, false);
  }
});

test('our own keys are kept as schedules keep them', () => {
  const answer = read(
    notepad({
      retryDelaySeconds: '5',
      priority: -3,
      timeoutSeconds: 60,
      overlap: 'Skip',
      misfire: { policy: 'all', notLaterThanSeconds: 30 },
      calendar: [{ calendar: 'turkey', action: 'next' }],
      callbackUrl: 'https://example.com/hook',
    }),
  );
  assert.ok(answer.ok, JSON.stringify(answer));
  assert.deepEqual(answer.start.options, {
    retryCount: 0,
    retryDelaySeconds: 5,
    priority: -3,
    timeoutSeconds: 60,
    overlap: 'skip',
    misfire: 'all',
    notLaterThanSeconds: 30,
    calendars: [{ calendar: 'Turkey', action: 'next' }],
    callbackUrl: 'https://example.com/hook',
  });
});

test('dates without an offset are local to the schedule, and a clock change is said', () => {
  const berlin = { timezone: 'Europe/Berlin', runOnce: 'Y' };
  const gap = read(notepad({ ...berlin, startDate: '2027-03-28 02:30:00' }));
  assert.deepEqual(codesOf(gap), ['CLOCK_CHANGE']);
  assert.equal(gap.ok && gap.start.due, Date.UTC(2027, 2, 28, 1, 30));
  const overlap = read(notepad({ ...berlin, startDate: '2027-10-31 02:30:00' }));
  assert.deepEqual(codesOf(overlap), ['CLOCK_CHANGE']);
  assert.equal(overlap.ok && overlap.start.due, Date.UTC(2027, 9, 31, 0, 30));
});

test('a body that is no object is refused as a whole', () => {
  for (const body of [null, 1, 'x', [], true]) assert.deepEqual(codesOf(read(body)), ['BODY_INVALID']);
});

test('what reading the text tolerated is an error when the body says strict', () => {
  const warnings = [{ code: 'JSON_REPAIRED', field: null, message: 'body: mended' }];
  assert.deepEqual(codesOf(read(notepad({ strict: true }), {}, warnings)), ['JSON_INVALID']);
  assert.deepEqual(codesOf(read(notepad({}), {}, warnings)), ['JSON_REPAIRED']);
});

test('a key as long as a body comes back whole, or not to be known again', () => {
  const answer = read(notepad({ [`colour${'x'.repeat(100)}`]: 'red' }));
  assert.match(answer.ok ? (answer.warnings[0]?.field ?? '') : '', /^colourx{54}…$/);
});
