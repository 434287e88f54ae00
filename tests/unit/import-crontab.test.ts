import assert from 'node:assert/strict';
import test from 'node:test';
import { parseQuartz } from '../../contract/quartz/index.ts';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { readCrontab } from '../../server/domain/import/import-crontab.ts';
import { processNameFrom, programName } from '../../server/domain/import/import-set.ts';

type Context = Partial<Parameters<typeof readCrontab>[1]>;
const readOf = (context: Context, ...lines: string[]) =>
  readCrontab(lines.join('\n'), { timezone: 'Europe/Istanbul', ...context });
const read = (...lines: string[]) => readOf({}, ...lines);
const drafts = (set: ReturnType<typeof read>) => set.schedules.map(({ draft }) => scheduleDraft.parse(draft));
const plans = (set: ReturnType<typeof read>) =>
  drafts(set).map(({ plan }) => (plan.kind === 'cron' ? plan.quartz : plan.kind));

test('every line becomes a schedule that Quartz reads the same way', () => {
  const set = read(
    '*/15 * * * * /opt/poll.sh',
    '30 6 * * 1-5 /opt/morning.sh --all',
    '0 0 1 jan * /opt/year.sh',
    '5 4 * * sun /opt/week.sh',
    '@daily /opt/night.sh',
    '@weekly /opt/night.sh',
  );
  assert.deepEqual(plans(set), [
    '0 */15 * * * ?',
    '0 30 6 ? * MON-FRI',
    '0 0 0 1 JAN ?',
    '0 5 4 ? * SUN',
    '0 0 0 * * ?',
    '0 0 0 ? * SUN',
  ]);
  for (const quartz of plans(set)) assert.ok(parseQuartz(quartz).ok, quartz);
  assert.deepEqual(
    set.processes.map(({ process }) => rpaProcess.parse(process).name),
    ['poll', 'morning', 'year', 'week', 'night'],
    'the same command is one process',
  );
  assert.deepEqual(rpaProcess.parse(set.processes[1]?.process).args, ['-c', '/opt/morning.sh --all']);
  assert.deepEqual(set.refused, []);
});

test('comments name, variables travel, CRON_TZ of cronie is the zone from its line on', () => {
  const set = readOf(
    { cron: 'cronie' },
    '# ------------------',
    'SHELL=/bin/bash',
    'PATH = "/usr/local/bin:/usr/bin"',
    'MAILTO=ops@example.com',
    '# Backup of the invoices',
    '0 2 * * * backup --to /mnt',
    '#30 2 * * * old-backup',
    'CRON_TZ=UTC',
    '0 3 * * * PYTHONPATH=/x report.py 10\\% # keep',
  );
  const [first, second] = drafts(set);
  assert.equal(first?.name, 'Backup of the invoices');
  assert.equal(first?.plan.timezone, 'Europe/Istanbul');
  assert.equal(second?.plan.timezone, 'UTC');
  assert.equal(second?.name, 'report (0 3 * * *)');
  const [backup, report] = set.processes.map(({ process }) => rpaProcess.parse(process));
  assert.deepEqual([backup?.command, backup?.env], ['/bin/bash', { PATH: '/usr/local/bin:/usr/bin' }]);
  assert.equal(report?.args[1], 'PYTHONPATH=/x report.py 10% # keep');
});

test('a path from the home folder is warned of where HOME is set, or not where it is not', () => {
  const noteOf = (...lines: string[]) => readOf({ cron: 'cronie' }, ...lines).processes[0]?.note ?? '';
  for (const path of ['./a.sh', '../a.sh', '~ada/a.sh', 'bin/a.sh']) {
    assert.match(noteOf(`0 2 * * * ${path}`), /begins in the user’s home folder/, path);
    assert.doesNotMatch(noteOf('HOME=/srv', `0 2 * * * ${path}`), /home folder/, path);
  }
  for (const path of ['/opt/a.sh', '~/a.sh', 'a.sh'])
    assert.doesNotMatch(noteOf(`0 2 * * * ${path}`), /home folder/, path);
});

test('a column for users is recognised by its heading or by root in every line, and said', () => {
  const heading = read('# m h dom mon dow user\tcommand', '17 * * * * www-data run-parts /etc/cron.hourly');
  assert.equal(rpaProcess.parse(heading.processes[0]?.process).args[1], 'run-parts /etc/cron.hourly');
  assert.match(heading.processes[0]?.note ?? '', /user www-data/);
  const roots = read('1 1 * * * root a.sh', '2 2 * * * root b.sh');
  assert.deepEqual(
    roots.processes.map(({ process }) => rpaProcess.parse(process).name),
    ['a', 'b'],
  );
  const none = read('1 1 * * * rootkit-check', '2 2 * * * root');
  assert.equal(none.schedules.length, 2);
});

test('what cannot be said in Quartz or in Rota is refused by line and with its reason', () => {
  const set = read(
    '0 0 13 * 5 /opt/friday-13.sh',
    '0 9 * * * mail -s hi boss%Good morning%',
    '61 * * * * /opt/never.sh',
    'what is this',
    "0 8 * * * echo '{{x}}'",
  );
  assert.deepEqual(set.schedules, []);
  assert.deepEqual(set.processes, []);
  const notes = set.refused.map(({ note }) => note);
  assert.match(notes[0] ?? '', /^line 1: "0 0 13 \* 5" cannot be said in Quartz/);
  assert.match(notes[1] ?? '', /standard input/);
  assert.match(
    notes[2] ?? '',
    /^line 3: "61 \* \* \* \*" cannot be said in Quartz: cron takes no "61" among the minutes/,
  );
  assert.match(notes[3] ?? '', /^line 4: is neither a time/);
  assert.match(notes[4] ?? '', /\{\{/);
});

test('what runs when the computer starts is refused, or runs at some time', () => {
  const set = read('@reboot root /opt/start.sh', '@reboot www-data /opt/web.sh');
  const [first] = drafts(set);
  assert.deepEqual(first?.plan.kind, 'call');
  assert.deepEqual(first?.options.triggers, [{ id: 'startup-1', kind: 'startup', enabled: true, delaySeconds: 0 }]);
  assert.match(set.schedules[0]?.note ?? '', /^line 1: @reboot; ran as the user root.*here it runs when Rota starts$/);
  assert.equal(set.schedules.length, 2);
});

test('two lines with one command and one time stay two schedules with names of their own', () => {
  const set = read('# Poll', '0 1 * * * poll', '# Poll', '0 2 * * * poll');
  assert.deepEqual(
    drafts(set).map(({ name }) => name),
    ['Poll', 'Poll 2'],
  );
});

test('names of processes hold only what a name may hold', () => {
  assert.equal(programName('"C:\\Program Files\\Acme\\robot.exe"'.replaceAll('"', '')), 'robot');
  for (const odd of ['', '...', '$(date)', '-x', 'a'.repeat(300), 'Şirket/Rapor*2']) {
    assert.ok(rpaProcess.safeParse({ name: processNameFrom(odd), command: 'x' }).success, odd);
  }
});

test('any text gives an answer, never an exception', () => {
  for (const text of ['', '\n\n', '\uFEFF# only\r\n', '* * * * *', '=', 'A=', '\u0000', '*'.repeat(10_000)]) {
    assert.doesNotThrow(() => readCrontab(text, { timezone: 'UTC' }));
  }
});
