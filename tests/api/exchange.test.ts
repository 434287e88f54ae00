import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ExportDocument, ImportAnswer } from '../../contract/upkeep.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { startRota, type TestServer } from '../support/server.ts';

let old: TestServer;
let fresh: TestServer;

before(async () => {
  [old, fresh] = await Promise.all([startRota(), startRota()]);
  await old.addProcess({
    name: 'Payroll',
    command: 'true',
    parameters: {
      type: 'object',
      properties: {
        month: { type: 'integer', default: 1 },
        password: { type: 'string', writeOnly: true, pattern: '^[a-z0-9-]+$', default: 'hunter2-default' },
      },
      required: ['password'],
    },
  });
  await old.console('PUT', '/api/calendars/Office', { name: 'Office', country: 'TR' });
  await old.console('POST', '/api/schedules', {
    name: 'Every Friday',
    process: 'Payroll',
    plan: { kind: 'cron', quartz: '0 0 9 ? * FRI', timezone: 'Europe/Istanbul' },
    options: { calendars: [{ calendar: 'Office', action: 'previous' }], retryCount: 2 },
    values: { month: 7, password: 'hunter2' },
  });
});

after(() => Promise.all([old.stop(), fresh.stop()]));

const exported = (server: TestServer) => server.console<ExportDocument>('GET', '/api/export');
const take = (server: TestServer, kind: string, document: unknown, isDryRun = false) =>
  server.console<ImportAnswer>('POST', '/api/import', { kind, document, isDryRun });
const said = ({ changes }: ImportAnswer) => changes.map(({ kind, name, change }) => `${change} ${kind} ${name}`);
const rows = async (server: TestServer) =>
  (await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules')).rows;

test('an export holds the whole set and no secret, and what came in the box stays out', async () => {
  const document = await exported(old);
  assert.doesNotMatch(JSON.stringify(document), /hunter2|••••/);
  assert.deepEqual(
    document.processes.map(({ name }) => name),
    ['Payroll'],
  );
  assert.deepEqual(
    document.calendars.map(({ name }) => name),
    ['Office'],
  );
  assert.ok(document.schedules.some(({ draft }) => draft.name === 'Every Friday' && draft.values.month === 7));
});

test('taking in one’s own export changes nothing', async () => {
  const answer = await take(old, 'rota', await exported(old));
  assert.ok(
    answer.changes.every(({ change }) => change === 'same'),
    JSON.stringify(answer.changes),
  );
});

test('a dry run tells what would change and changes nothing; then it happens; then it is the same', async () => {
  const document = await exported(old);
  document.schedules = document.schedules.filter(({ draft }) => draft.name === 'Every Friday');
  const [only] = document.schedules;
  assert.ok(only);
  // No document contains a secret, so after an import the schedule needs it entered again; the process's secret default is not exported
  // either.
  only.draft.values.password = 'entered-by-hand';
  const wanted = ['add calendar Office', 'add process Payroll', 'add schedule Every Friday'];
  const before = await exported(fresh);
  assert.deepEqual(said(await take(fresh, 'rota', document, true)), wanted);
  assert.deepEqual({ ...(await exported(fresh)), exportedAt: '' }, { ...before, exportedAt: '' });
  assert.deepEqual(said(await take(fresh, 'rota', JSON.stringify(document))), wanted);
  delete only.draft.values.password;
  const again = await take(fresh, 'rota', document);
  assert.deepEqual(said(again), ['same calendar Office', 'same process Payroll', 'same schedule Every Friday']);
});

test('a change in the document replaces, and the secret that is stored stays', async () => {
  const document = await exported(old);
  for (const { draft } of document.schedules) if (draft.name === 'Every Friday') draft.values.month = 8;
  const answer = await take(old, 'rota', document);
  assert.deepEqual(
    said(answer).filter((line) => !line.startsWith('same')),
    ['replace schedule Every Friday'],
  );
  const row = (await rows(old)).find(({ name }) => name === 'Every Friday');
  assert.deepEqual(row?.values, { month: 8, password: '••••' });
  assert.equal((await rows(old)).filter(({ name }) => name === 'Every Friday').length, 1);
});

test('a schedule that was paused does not begin to run because it moved to another Rota', async () => {
  const plan = { kind: 'cron', quartz: '0 0 9 ? * MON', timezone: 'Europe/Istanbul' };
  const draft = { name: 'Resting', process: 'OneStepNotepadRunner', plan, values: { userName: 'Ada' } };
  const { row } = await old.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  await old.console('POST', `/api/schedules/${row.id}/pause`, { until: null });
  const { processes: _processes, calendars: _calendars, schedules, ...document } = await exported(old);
  const moved = { ...document, schedules: schedules.filter(({ id }) => id === row.id) };
  assert.deepEqual(said(await take(fresh, 'rota', moved)), ['add schedule Resting']);
  assert.equal((await rows(fresh)).find(({ name }) => name === 'Resting')?.state, 'paused');
  await old.console('DELETE', `/api/schedules/${row.id}`);
});

test('one bad thing in a document is refused with its reason and does not stop the others', async () => {
  const answer = await take(fresh, 'rota', {
    rota: 1,
    processes: [{ name: 'Bad' }, { name: 'Good', command: 'true' }],
    calendars: [{ name: 'Odd', country: 'XX' }],
    schedules: [
      { draft: { name: 'No process', process: 'Nowhere', plan: { kind: 'call', timezone: 'UTC' } } },
      { draft: { name: 'Bad time', process: 'Good', plan: { kind: 'cron', quartz: '0 0 25 * * ?', timezone: 'UTC' } } },
      { draft: { name: 'Fine', process: 'Good', plan: { kind: 'call', timezone: 'UTC' } } },
    ],
  });
  assert.deepEqual(said(answer), [
    'refused calendar Odd',
    'refused process Bad',
    'add process Good',
    'refused schedule No process',
    'refused schedule Bad time',
    'add schedule Fine',
  ]);
  assert.match(answer.changes[4]?.note ?? '', /25/);
});

test('what follows an imported process is checked only when it runs, or what comes with it is not known', async () => {
  const follows = (...names: string[]) =>
    names.map((process) => ({ after: 'success', then: { kind: 'process', process } }));
  const toSchedule = (schedule: string, values = {}) => [
    { after: 'always', then: { kind: 'schedule', schedule }, values },
  ];
  const process = (name: string, then: object[]) => ({ name, command: 'true', then });
  const document = {
    rota: 1,
    processes: [
      process('First step', follows('second STEP')),
      process('Second step', toSchedule('Comes along')),
      process('Dangling', follows('Nobody')),
      process('After it', follows('dangling')),
      process('Round', follows('And round')),
      process('And round', follows('Round')),
      process('Nowhere', toSchedule('No such schedule')),
      process('Through', toSchedule('Leads back')),
    ],
    schedules: [
      { draft: { name: 'Comes along', process: 'Dangling free', plan: { kind: 'call', timezone: 'UTC' } } },
      { draft: { name: 'Leads back', process: 'Through', plan: { kind: 'call', timezone: 'UTC' } } },
    ],
  };
  document.processes.push(process('Dangling free', []));
  const expected = [
    'add process First step',
    'add process Second step',
    'refused process Dangling',
    'refused process After it',
    'refused process Round',
    'refused process And round',
    'refused process Nowhere',
    'refused process Through',
    'add process Dangling free',
    'add schedule Comes along',
    'refused schedule Leads back',
  ];
  const preview = await take(fresh, 'rota', document, true);
  assert.deepEqual(said(preview), expected);
  const noteOf = (name: string) => preview.changes.find((one) => one.name === name)?.note ?? '';
  assert.match(noteOf('Dangling'), /then\[0\].*Nobody/);
  assert.match(noteOf('Round'), /"Round" → "And round" → "Round"/);
  assert.match(noteOf('Nowhere'), /there is no schedule "No such schedule"/);
  assert.match(noteOf('Through'), /leads back/);
  assert.deepEqual(said(await take(fresh, 'rota', document)), expected);
});

test('a job that cron ran when the clock was changed loses that day, and nobody is told', async () => {
  // This line marks cronie's format: other crons treat CRON_TZ as an ordinary variable.
  const table = '# See "man 4 crontabs"\nCRON_TZ=Europe/Berlin\n\n# Small hours\n30 2 * * * /opt/small.sh\n';
  const answer = await take(fresh, 'crontab', table);
  const { warnings = [] } = answer.changes.find(({ name }) => name === 'Small hours') ?? {};
  assert.deepEqual(
    warnings.map(({ code, localTime }) => `${code} ${localTime.slice(11)}`),
    ['CLOCK_CHANGE 02:30:00', 'CLOCK_CHANGE 02:30:00'],
  );
  const told = warnings.map(({ message }) => message).join('\n');
  assert.match(told, /^\d+ March \d{4}: 02:30 does not exist in Europe\/Berlin, .*; it runs at 03:00 instead$/m);
  assert.match(told, /^\d+ October \d{4}: 02:30 comes twice in Europe\/Berlin, .*; it runs only the second time$/m);
  const isSmall = ({ draft }: { draft: { name: string } }) => draft.name === 'Small hours';
  const { processes: _processes, schedules, ...document } = await exported(fresh);
  const [given] = schedules.filter(isSmall);
  assert.equal(given?.draft.plan.kind === 'cron' && given.draft.plan.clockChange, 'move');
  assert.deepEqual(said(await take(fresh, 'rota', { ...document, calendars: [], schedules: [given] })), [
    'same schedule Small hours',
  ]);
});

test('a crontab and a Windows task become processes and schedules, and a second import changes nothing', async () => {
  const crontab = '# Nightly backup\n0 2 * * * /opt/backup.sh\n@reboot /opt/x.sh\n';
  assert.deepEqual(said(await take(fresh, 'crontab', crontab)), [
    'add process backup',
    'add process x',
    'add schedule Nightly backup',
    'add schedule x (@reboot)',
  ]);
  assert.deepEqual(said(await take(fresh, 'crontab', crontab)), [
    'same process backup',
    'same process x',
    'same schedule Nightly backup',
    'same schedule x (@reboot)',
  ]);
  const task = `<Task><RegistrationInfo><URI>\\Report</URI></RegistrationInfo><Settings><Enabled>false</Enabled></Settings>
    <Triggers><CalendarTrigger><StartBoundary>2026-01-05T08:30:00</StartBoundary><ScheduleByDay/></CalendarTrigger></Triggers>
    <Actions><Exec><Command>C:\\report.exe</Command></Exec></Actions></Task>`;
  assert.deepEqual(said(await take(fresh, 'windows-task', task)), ['add process Report', 'add schedule Report']);
  const row = (await rows(fresh)).find(({ name }) => name === 'Report');
  assert.equal(row?.state, 'paused');
  assert.deepEqual(said(await take(fresh, 'windows-task', task)), ['same process Report', 'same schedule Report']);
});

test('units of systemd become processes and schedules, and a second import changes nothing', async () => {
  const units = `# /etc/systemd/system/clean.timer
[Timer]
OnCalendar=Mon..Fri 02:15
OnBootSec=15min

# /etc/systemd/system/clean.service
[Service]
ExecStart=/opt/clean.sh --all
`;
  assert.deepEqual(said(await take(fresh, 'systemd', units)), ['add process clean', 'add schedule clean']);
  const row = (await rows(fresh)).find(({ name }) => name === 'clean');
  assert.deepEqual(row?.options.triggers, [{ id: 'startup-1', enabled: true, kind: 'startup', delaySeconds: 900 }]);
  assert.deepEqual(said(await take(fresh, 'systemd', units)), ['same process clean', 'same schedule clean']);
});

test('what is no document at all is refused whole', async () => {
  for (const [kind, document] of [
    ['rota', { rota: 2 }],
    ['rota', 'not json'],
    ['crontab', 7],
    ['windows-task', '<html></html>'],
    ['systemd', '[Service]\nExecStart=/opt/x\n'],
  ] as const) {
    await assert.rejects(take(fresh, kind, document), /400/);
  }
});
