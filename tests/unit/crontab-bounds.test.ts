import assert from 'node:assert/strict';
import test from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { readCronTimes, type CronField } from '../../server/domain/import/cron-fields.ts';
import { readEntry, readPercents, readVariable } from '../../server/domain/import/cron-lines.ts';
import { commandName } from '../../server/domain/import/cron-names.ts';
import { readCrontab } from '../../server/domain/import/import-crontab.ts';
import { createSetBuilder } from '../../server/domain/import/import-set.ts';

type Context = Partial<Parameters<typeof readCrontab>[1]>;
const readOf = (context: Context, ...lines: string[]) =>
  readCrontab(lines.join('\n'), { timezone: 'Europe/Istanbul', ...context });
const read = (...lines: string[]) => readOf({ columns: 'user' }, ...lines);
const drafts = (set: ReturnType<typeof read>) => set.schedules.map(({ draft }) => scheduleDraft.parse(draft));
const plans = (when: string) =>
  drafts(read(`${when} /x`)).map(({ plan }) => (plan.kind === 'cron' ? plan.quartz : plan.kind));
const processes = (set: ReturnType<typeof read>) => set.processes.map(({ process }) => rpaProcess.parse(process));
const firstNote = (set: ReturnType<typeof read>) => set.refused[0]?.note ?? '';

test('a field of cron takes a number outside its range, or refuses the first or last inside', () => {
  const bounds = [
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [0, 7],
  ] as const;
  for (const [index, [low, high]] of bounds.entries()) {
    const times = (text: string) => readCronTimes(['0', '0', '*', '*', '*'].with(index, text));
    const isTaken = (text: string) => times(text).ok;
    assert.deepEqual([low - 1, low, high, high + 1].map(String).map(isTaken), [false, true, true, false], `${index}`);
    for (const range of [`${low}-${high + 1}`, `${high + 1}-${low}`]) {
      const read = times(range);
      assert.match(
        read.ok ? '' : inEnglish(read.why),
        new RegExp(`takes no "${range}" among .* \\(${low} to ${high}\\)`),
      );
    }
    const all = times('*');
    const fields: CronField[] = all.ok ? Object.values<CronField>({ ...all.times }) : [];
    const last = high === 7 ? 6 : high;
    assert.deepEqual(
      fields[index]?.values,
      Array.from({ length: last - low + 1 }, (_, step) => low + step),
    );
  }
});

test('a field that Quartz reads the same way comes in other words than it was written', () => {
  const kept: [string, string][] = [
    ['30-40/5 * * * *', '0 30-40/5 * * * ?'],
    ['0 8-18/5 * * *', '0 0 8-18/5 * * ?'],
    ['0 0 1-7/3 * *', '0 0 0 1-7/3 * ?'],
    ['0 0 5 2-8/3 *', '0 0 0 5 2-8/3 ?'],
    ['0 0 5 1-12 *', '0 0 0 5 * ?'],
    ['0-59 0-23 5 * *', '0 * * 5 * ?'],
  ];
  for (const [when, quartz] of kept) assert.deepEqual(plans(when), [quartz], when);
});

test('numbers that Quartz would read otherwise lose one of a pair or a run', () => {
  assert.deepEqual(plans('*/61,1 0 * * *'), ['0 0,1 0 * * ?']);
  assert.deepEqual(plans('*/61,1,2 0 * * *'), ['0 0-2 0 * * ?']);
  assert.deepEqual(plans('*/61,2 0 * * *'), ['0 0,2 0 * * ?']);
});

test('whole weeks of a month are miscounted, or days that are none are taken for a week', () => {
  const weeks = ['1-7', '8-14', '15-21', '22-28', '29-31'];
  for (const [index, days] of weeks.entries())
    assert.deepEqual(
      plans(`0 0 ${days} * */6`),
      ['SUN', 'SAT'].map((day) => `0 0 0 ? * ${day}#${index + 1}`),
      days,
    );
  for (const days of [
    '1-6',
    '2-8',
    '1-8',
    '1-7,9',
    '1,3-7,9',
    '1,2,4-7,9',
    '1-3,5-7,9',
    '1-4,6,7,9',
    '1-5,7,9',
    '29,30',
  ])
    assert.match(firstNote(read(`0 0 ${days} * */6 /x`)), /days of the month that are also/, days);
});

test('more than ten expressions come from one line, or ten are refused', () => {
  assert.equal(plans('0 0 */32,2-14 * 1-5').length, 10);
  assert.match(firstNote(read('0 0 */32,2-14 * 1-6 /x')), /days of the month that are also MON-SAT/);
});

test('a value in quotes keeps its quotes, or a quote that is not closed is taken', () => {
  const values: [string, string | null][] = [
    ["A=''", ''],
    ["A='x'", 'x'],
    ["A='", null],
    ["A='x", null],
    ["A='x'y", null],
    ["A='x'y'", null],
    ["A=''x'", null],
    ["A=x'", "x'"],
  ];
  for (const [line, value] of values) assert.equal(readVariable(line)?.value ?? null, value, line);
});

test('a field of a thousand signs is no time, or a longer one is', () => {
  assert.notEqual(readEntry(`${'1'.repeat(1000)} * * * * x`), null);
  assert.equal(readEntry(`${'1'.repeat(1001)} * * * * x`), null);
});

test('the input behind a percent sign loses its beginning, or a sign at the very beginning is no end', () => {
  assert.deepEqual(readPercents('a%b%c'), { command: 'a', input: 'b%c' });
  assert.deepEqual(readPercents('%x'), { command: '', input: 'x' });
  assert.deepEqual(readPercents('a\\%b\\c'), { command: 'a%b\\c', input: null });
});

test('a program is named by what runs it, or by a value of its options', () => {
  const names: [string, string][] = [
    ['sudo backup', 'backup'],
    ['sudo -u ada /opt/backup.sh', 'backup'],
    ['sudo -u ada -g staff x', 'x'],
    ['nice -n /opt/a.sh', 'a'],
    ['nice -n 10 a b', 'a'],
    ['nice -10 a', 'a'],
    ['timeout 5m a', 'a'],
    ['timeout -k 5 10 a b', 'a'],
    ['flock /lock a b', 'a'],
    ['flock -w 5 -n /lock a b', 'a'],
    ['flock -n', 'Robot'],
    ['env A=1 B=2 python3 -u /opt/job.py --fast', 'job'],
    ['python3 -m report', 'python3'],
    [`${' '.repeat(1999)}ab`, 'a'],
  ];
  for (const [command, name] of names) assert.equal(commandName(command), name, command);
});

test('which cron a file is from is asked although a comment of Debian says it', () => {
  for (const comment of [
    '# Edit this file to introduce tasks to be run by cron.',
    "# Unlike any other crontab you don't have to run the `crontab'",
  ]) {
    const set = read(comment, 'CRON_TZ=Asia/Tokyo', '0 9 * * * /b');
    assert.deepEqual(set.questions, [], comment);
    assert.equal(drafts(set)[0]?.plan.timezone, 'Europe/Istanbul');
  }
});

test('a zone of cronie is refused where it is this computer’s own, goes on to the job, or is taken in busybox', () => {
  const lines = (zone: string) => [`CRON_TZ=${zone}`, '0 9 * * * /b'];
  const own = readOf({ cron: 'cronie', columns: 'user' }, ...lines('Europe/Istanbul'));
  assert.equal(own.schedules.length, 1);
  for (const [zone, meant] of [
    ['UTC', 'UTC'],
    ['', 'UTC'],
    [':Asia/Tokyo', 'Asia/Tokyo'],
  ] as const) {
    const set = readOf({ cron: 'cronie', columns: 'user' }, ...lines(zone));
    assert.equal(drafts(set)[0]?.plan.timezone, meant, zone);
  }
  assert.deepEqual(processes(readOf({ cron: 'cronie', columns: 'user' }, ...lines('UTC')))[0]?.env, {});
  assert.match(firstNote(readOf({ cron: 'busybox', columns: 'user' }, ...lines('UTC'))), /not every busybox knows/);
});

test('a refused line is not named by its comment, or by its command where it has none', () => {
  assert.deepEqual(
    read('# Boss', '61 * * * * report.py', '61 * * * * report.py').refused.map(({ name }) => name),
    ['Boss', 'report (61 * * * *)'],
  );
});

test('the word that may be a user is not quoted in the question, or runs on', () => {
  const asked = readOf({}, '0 1 * * * root /a', '0 2 * * * mia /b', `0 3 * * * ${'x'.repeat(61)}`);
  assert.deepEqual(asked.questions, ['columns']);
  const notes = asked.refused.map(({ note }) => note);
  assert.match(notes[1] ?? '', /is "mia" the user/);
  assert.match(notes[2] ?? '', /is "x{60}" the user/);
  const alone = readOf({ columns: 'system' }, '0 2 * * * sync');
  assert.match(firstNote(alone), /has no command behind the user/);
  const mixed = readOf({}, '0 2 * * * /usr/bin/a b', '0 3 * * * mia b');
  assert.deepEqual([mixed.questions, mixed.schedules.length], [[], 2]);
});

test('a line comes with a random delay it does not have, runs at once, or loses its title', () => {
  const noteOf = (...lines: string[]) => read(...lines, '@every_minute /x').schedules[0]?.note ?? '';
  assert.doesNotMatch(noteOf(), /random delay/);
  assert.doesNotMatch(noteOf('RANDOM_DELAY=0'), /random delay/);
  assert.match(noteOf('RANDOM_DELAY=1'), /random delay/);
  const [draft] = drafts(read('@every_minute /x'));
  assert.deepEqual([draft?.runImmediately, draft?.isFavourite], [false, false]);
  assert.deepEqual(draft?.plan.kind === 'cron' && draft.plan.quartz, '0 * * * * ?');
  const long = `/x ${'y'.repeat(200)}`;
  assert.deepEqual(
    processes(read('# Night', '@daily /n', `@daily ${long}`)).map(({ title }) => title),
    ['Night', long.slice(0, 200)],
  );
  const named = read(`# ${'n'.repeat(191)}`, '@daily /n');
  assert.deepEqual([drafts(named)[0]?.name, processes(named)[0]?.title], ['n'.repeat(190), 'n'.repeat(190)]);
});

test('a heading of the columns, a drawn line or a disabled line becomes a name', () => {
  for (const comment of [
    '# m h dom mon dow command',
    '# min hour dom',
    '# .---------------- minute',
    '#0 1 * * * x',
    '#A=1',
  ])
    assert.equal(drafts(read(comment, '@daily /opt/night.sh'))[0]?.name, 'night (@daily)', comment);
});

test('of three programs of one name two share it, or a number is left out', () => {
  const builder = createSetBuilder();
  const added = ['a', 'a 2', 'a', 'A', 'b'].map((name, at) => builder.addProcess(name, { command: `${at}` }, null));
  assert.deepEqual(added, ['a', 'a 2', 'a 3', 'A 4', 'b']);
});
