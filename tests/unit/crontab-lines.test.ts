import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { inEnglish, said } from '../../contract/translatable.ts';
import { commandName } from '../../server/domain/import/cron-names.ts';
import { readCrontab } from '../../server/domain/import/import-crontab.ts';

type Context = Partial<Parameters<typeof readCrontab>[1]>;
const readOf = (context: Context, ...lines: string[]) =>
  readCrontab(lines.join('\n'), { timezone: 'Europe/Istanbul', ...context });
const read = (...lines: string[]) => readOf({}, ...lines);
const drafts = (set: ReturnType<typeof read>) => set.schedules.map(({ draft }) => scheduleDraft.parse(draft));
const plans = (set: ReturnType<typeof read>) =>
  drafts(set).map(({ plan }) => (plan.kind === 'cron' ? plan.quartz : plan.kind));

test('a file for testing from elsewhere comes as cron reads it: users, zones, both day fields', () => {
  const file = (name: string) =>
    readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'imports', name), 'utf8');
  const commands = (set: ReturnType<typeof read>) =>
    set.processes.map(({ process }) => rpaProcess.parse(process)).map(({ name, args }) => [name, args[1]]);

  const system = read(file('debian-system.crontab'));
  assert.deepEqual(plans(system), ['0 17 * * * ?', '0 */5 * * * ?']);
  assert.deepEqual(commands(system), [
    ['run-parts', 'cd / && run-parts --report /etc/cron.hourly'],
    ['sync-mail', '/usr/bin/sync-mail'],
  ]);
  assert.match(system.schedules.map(({ note }) => note).join('\n'), /user root[^]*user mia/);
  assert.match(system.processes.map(({ note }) => note).join('\n'), /user root[^]*user mia/);

  const web = read(file('cron-d-web.crontab'));
  assert.deepEqual(commands(web), [['cron', 'php /srv/shop/cron.php']]);
  assert.match(web.processes[0]?.note ?? '', /user www-data/);

  const zone = read(file('job-zone.crontab'));
  assert.deepEqual(
    drafts(zone).map(({ plan }) => [plan.kind === 'cron' && plan.quartz, plan.timezone]),
    [['0 0 9 * * ?', 'Europe/Istanbul']],
  );
  assert.deepEqual(rpaProcess.parse(zone.processes[0]?.process).env, { TZ: 'Asia/Tokyo' });
  assert.match(inEnglish(zone.remarks?.[0] ?? said``), /^line 1: TZ=Asia\/Tokyo is for the jobs/);

  const days = read(file('star-step-day.crontab'));
  assert.deepEqual(plans(days), ['0 0 0 ? * MON#1', '0 0 9 ? * MON']);
  assert.match(
    days.refused[0]?.note ?? '',
    /^line 1: .* days of the month that are also MON; make a schedule with "0 0 9 \*\/2 \* \?" .* only MON is worked/,
  );
});

test('whether a word is a user or the command is asked where no line says it, and never guessed', () => {
  for (const line of ['*/5 * * * * mia /usr/bin/sync-mail', '0 4 * * * report daily', '@daily git gc --quiet']) {
    const asked = read(line);
    assert.deepEqual([asked.questions, asked.schedules.length, asked.processes.length], [['columns'], 0, 0], line);
    assert.match(asked.refused[0]?.note ?? '', /the user it runs as.* or the command\?/);
    assert.equal(
      rpaProcess.parse(readOf({ columns: 'user' }, line).processes[0]?.process).args[1],
      line.replace(/^(@\w+|(\S+ ){4}\S+) /, ''),
    );
    assert.match(readOf({ columns: 'system' }, line).processes[0]?.note ?? '', /^ran as the user (mia|report|git);/);
  }
  const asked = ['0 1 * * * root /a', '0 2 * * * /usr/bin/b c'];
  assert.deepEqual(read(...asked).questions, ['columns'], 'lines that contradict each other');
  const known: [string, string][] = [
    ['30 2 * * * LAB\\ada /opt/x', '/opt/x'],
    ['30 2 * * * ada@lab.local /opt/x', '/opt/x'],
    ['0 2 * * * backup --to /mnt', 'backup --to /mnt'],
    ['0 2 * * * python3 /opt/a.py', 'python3 /opt/a.py'],
    ['0 2\t* * *\troot\tcd / && x', 'cd / && x'],
    ['0 2 * * * sync', 'sync'],
  ];
  for (const [line, command] of known) {
    const set = read(line);
    assert.deepEqual(set.questions, [], line);
    assert.equal(rpaProcess.parse(set.processes[0]?.process).args[1], command, line);
  }
  const heading = ['#minute\thour\tmday\tmonth\twday\twho\tcommand', '0 0 * * * operator newsyslog'];
  assert.equal(rpaProcess.parse(read(...heading).processes[0]?.process).args[1], 'newsyslog');
  assert.deepEqual(read('# m h  dom mon dow   command', '0 0 * * * deploy now').questions, []);
});

test('CRON_TZ counts as the cron reads it that the file is from, and which one that is, is asked', () => {
  const lines = ['0 8 * * * /a', 'CRON_TZ=Asia/Tokyo', '0 9 * * * /b'];
  const zones = (context: Context) => drafts(readOf(context, ...lines)).map(({ plan }) => plan.timezone);
  assert.deepEqual(zones({}), ['Europe/Istanbul']);
  assert.deepEqual(read(...lines).questions, ['cron']);
  assert.deepEqual(zones({ cron: 'cronie' }), ['Europe/Istanbul', 'Asia/Tokyo']);
  assert.deepEqual(zones({ cron: 'debian' }), ['Europe/Istanbul', 'Europe/Istanbul']);
  const debian = readOf({ cron: 'debian' }, ...lines);
  assert.deepEqual(rpaProcess.parse(debian.processes[1]?.process).env, { CRON_TZ: 'Asia/Tokyo' });
  assert.deepEqual(read('CRON_TZ=Europe/Istanbul', '0 9 * * * /b').questions, [], 'it makes no difference');
  assert.match(
    readOf({ cron: 'cronie' }, 'CRON_TZ=Mars/Olympus', '0 9 * * * /b').refused[0]?.note ?? '',
    /no time zone/,
  );
  assert.deepEqual(read('# For details see man 4 crontabs', ...lines).questions, []);
});

// Lines that Debian's cron 3.0pl1-162 accepted and ran, and the rules of cronie's source.
test('fields mean what cron reads in them, and what crons read differently is refused with what to write', () => {
  const taken: [string, string][] = [
    ['00 09 * * 01', '0 0 9 ? * MON'],
    ['0005 0 * * *', '0 5 0 * * ?'],
    ['0 0 * * 7', '0 0 0 ? * SUN'],
    ['0 0 * * 5-7', '0 0 0 ? * SUN,FRI,SAT'],
    ['0 0 * * 0-7', '0 0 0 * * ?'],
    ['0 0 * * mon,7', '0 0 0 ? * SUN,MON'],
    ['0 0 * * mOn-fRi', '0 0 0 ? * MON-FRI'],
    ['0 0 * * 1-5/2', '0 0 0 ? * MON,WED,FRI'],
    ['0 0 * * */2', '0 0 0 ? * SUN,TUE,THU,SAT'],
    ['0 0 * jan-mar *', '0 0 0 * JAN-MAR ?'],
    ['*/61 0 * * *', '0 0 0 * * ?'],
    ['1-10/3,20 * * * *', '0 1-10/3,20 * * * ?'],
    ['*,5 1-7,* * * *', '0 * * * * ?'],
    ['0 0 1,* * 1', '0 0 0 * * ?'],
    ['0 0 *,1 * 1', '0 0 0 ? * MON'],
    ['0 0 1-31 * 5', '0 0 0 * * ?'],
    ['0 0 */1 * 5', '0 0 0 ? * FRI'],
    ['0 0 */40,8-14 * 2', '0 0 0 1,8-14 * ?'],
  ];
  for (const [when, quartz] of taken.slice(0, -1)) assert.deepEqual(plans(read(`${when} /x`)), [quartz], when);
  assert.match(
    read('0 0 */40,8-14 * 2 /x').refused[0]?.note ?? '',
    /days of the month that are also TUE; .*"0 0 0 1,8-14 \* \?"/,
  );
  assert.deepEqual(plans(read('30 6 */32,1-7,29-31 * 1,3 /x')), [
    '0 30 6 ? * MON#1',
    '0 30 6 ? * WED#1',
    '0 30 6 ? * MON#5',
    '0 30 6 ? * WED#5',
  ]);
  const refused: [string, RegExp][] = [
    ['5/10 * * * *', /write 5-59\/10/],
    ['0 0 * * fri-mon', /backwards: .* write a list, such as 5-6,0-1/],
    ['0 22-2 * * *', /backwards: .* 22-23,0-2/],
    ['0 0 * * sat-sun', /backwards: .* 6,0/],
    ['0~30 * * * *', /by chance/],
    ['0 0 * * MON#1', /takes no "MON#1" among the days of the week/],
    ['0 0 L * *', /takes no "L" among the days of the month \(1 to 31\)/],
    ['0 0 ? * *', /takes no "\?"/],
    ['0 0 * january *', /takes no "january" among the months/],
    ['*/0 * * * *', /takes no/],
    ['1, * * * *', /takes no ""/],
    ['*-5 * * * *', /takes no/],
    ['@Daily', /cron takes @daily in small letters/],
    ['@fortnightly', /cron knows no @fortnightly/],
    ['0 0 5 * * 1', /more than five fields/],
    ['0 0 0 * *', /takes no "0" among the days of the month/],
  ];
  for (const [when, why] of refused) {
    const set = readOf({ columns: 'user' }, `${when} /x`);
    assert.deepEqual([set.schedules, set.processes], [[], []], when);
    assert.match(set.refused[0]?.note ?? '', why, when);
  }
  assert.match(
    read('0 0 13 * 5 /x').refused[0]?.note ?? '',
    /either; .*"0 0 0 \? \* FRI" .*"0 0 0 13 \* \?".* FRI is not worked/,
  );
  assert.match(readOf({ cron: 'busybox' }, '0 9 */2 * 1 /x').refused[0]?.note ?? '', /either; /);
});

test('variables, percent signs, tabs, line ends and the last line come as cron reads them', () => {
  const set = readCrontab(
    "\uFEFFA = b  c \r\n\"B X\" = ' d '\r\nC-D=1 # kept\r\nMAILTO=ops@lab\r\nE='open\r\n\t0\t0\t*\t*\t*\tx y  \r\n0 1 * * * /h",
    { timezone: 'UTC', columns: 'user' },
  );
  assert.deepEqual(rpaProcess.parse(set.processes[0]?.process).env, { A: 'b  c', 'B X': ' d ', 'C-D': '1 # kept' });
  assert.deepEqual(
    set.processes.map(({ process }) => rpaProcess.parse(process).args[1]),
    ['x y', '/h'],
  );
  assert.match(set.refused[0]?.note ?? '', /^line 5: is neither/);
  assert.match(inEnglish(set.remarks?.[0] ?? said``), /^line 4: Rota sends no mail to ops@lab/);
  const command = (line: string, context: Context = {}) => readOf({ columns: 'user', ...context }, `0 0 * * * ${line}`);
  assert.equal(rpaProcess.parse(command('date +\\%F').processes[0]?.process).args[1], 'date +%F');
  assert.equal(rpaProcess.parse(command('a \\\\b').processes[0]?.process).args[1], 'a \\\\b');
  assert.equal(rpaProcess.parse(command('date +%F', { cron: 'busybox' }).processes[0]?.process).args[1], 'date +%F');
  assert.match(command('date +%F').refused[0]?.note ?? '', /write \\% where a percent sign is meant/);
  assert.match(command('a \\\\%b').refused[0]?.note ?? '', /standard input/, 'a backslash is spent on the one before');
  assert.match(command('/a \\').refused[0]?.note ?? '', /in one line/);
});

test('a process is named after what its line is about, not after what stands around it', () => {
  const names: [string, string][] = [
    ['cd / && run-parts --report /etc/cron.daily', 'run-parts'],
    ['test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }', 'run-parts'],
    ['[ -x /usr/lib/php/sessionclean ] && /usr/lib/php/sessionclean', 'sessionclean'],
    ['/', 'Robot'],
    ['-x', 'Robot'],
    ['sudo -u www-data php -f /srv/cron.php', 'cron'],
    ['nice -n 19 ionice -c3 /opt/backup.sh --all', 'backup'],
    ['flock -n /tmp/lock /opt/a', 'a'],
    ['time -p backup --all', 'backup'],
    ['chronic -v /opt/c', 'c'],
    ['A=1 B="2" /opt/b.py', 'b'],
    ['timeout 10m curl -s https://lab.example', 'curl'],
    ['/bin/bash -c "x"', 'bash'],
  ];
  for (const [command, name] of names) assert.equal(commandName(command), name, command);
});
