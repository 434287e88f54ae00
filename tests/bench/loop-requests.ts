import { readFileSync } from 'node:fs';
import path from 'node:path';

/** An expensive request. */
export interface BigRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** The expected status; 200 by default. */
  readonly status?: number;
}

const imports = path.join(import.meta.dirname, '..', 'fixtures', 'imports');
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const crontabOf = (lines: number): string =>
  numbers(lines)
    .map(
      (index) => `${index % 60} ${index % 24} ${1 + (index % 28)} * * /opt/bin/job-${index % 97}.sh --number ${index}`,
    )
    .join('\n');

/** Tasks of the Windows Task Scheduler, as `schtasks /query /xml ONE` prints them. */
export function tasksOf(count: number): string {
  const one = readFileSync(path.join(imports, 'monday-with-offset.xml'), 'utf8');
  const task = /<Task[\s>][\s\S]*<\/Task>/.exec(one)?.[0] ?? '';
  return `<?xml version="1.0"?>\n<Tasks>\n${numbers(count)
    .map((index) => task.replace(/<URI>[^<]*<\/URI>/, `<URI>\\Jobs\\Job ${index}</URI>`))
    .join('\n')}\n</Tasks>`;
}

export const icsOf = (events: number, rule = ''): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//bench//EN',
    ...numbers(events).flatMap((index) => [
      'BEGIN:VEVENT',
      `UID:${index}@bench`,
      `DTSTART;VALUE=DATE:20${27 + (index % 4)}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`,
      ...(rule === '' ? [] : [`RRULE:${rule}`]),
      `SUMMARY:Day ${index}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');

/** A document in Rota's export format. */
export const exportOf = (schedules: number, processes = 1) => ({
  rota: 1,
  processes: numbers(processes).map((index) => ({ name: `Robot ${index}`, command: '/bin/true' })),
  calendars: [],
  schedules: numbers(schedules).map((index) => ({
    id: `11111111-0000-4000-8000-${String(index).padStart(12, '0')}`,
    draft: {
      name: `Imported ${index}`,
      process: `Robot ${index % processes}`,
      worker: null,
      plan: {
        kind: 'cron',
        quartz: `${index % 60} ${Math.floor(index / 60) % 60} ${index % 24} ? * MON-FRI`,
        timezone: 'Europe/Istanbul',
        start: null,
        end: null,
        clockChange: 'as-quartz',
      },
      options: { retryCount: 2 },
      values: {},
    },
  })),
});

export const manyParameters = (count: number) => ({
  type: 'object' as const,
  properties: Object.fromEntries(
    numbers(count).map((index) => [
      `parameter${index}`,
      { type: 'string' as const, title: `Parameter ${index}`, pattern: '^[a-z]*$', default: 'x' },
    ]),
  ),
});

const valuesOf = (count: number, name = 'parameter') =>
  Object.fromEntries(numbers(count).map((index) => [`${name}${index}`, 'abc']));
const cron = { kind: 'cron', quartz: '0 0 9 29 2 ? *', timezone: 'Europe/Istanbul' };

/** Every endpoint with large input or output, at its limit. Needs the data of `fillLoopHome`. */
export function bigRequests({ runId, spid }: { runId: string; spid: string }): readonly BigRequest[] {
  const importOf = (name: string, body: object, status?: number): BigRequest => ({
    name: `import, ${name}`,
    method: 'POST',
    path: '/api/import',
    body,
    ...(status && { status }),
  });
  const ask = (method: string, to: string, body?: unknown): BigRequest => ({
    name: `${method} ${to.replace(runId, '…').replace(spid, '…')}`,
    method,
    path: to,
    body,
  });
  const wide = { name: 'Wide', command: '/bin/true', parameters: manyParameters(1000) };
  const days = numbers(5000).map((index) => new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10));
  const now = Date.now();
  const secrets = numbers(5000)
    .map((index) => `SECRET_${index}=value ${index}`)
    .join('\n');
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [
    importOf('crontab of 2,000 lines, dry run', {
      kind: 'crontab',
      document: crontabOf(2000),
      columns: 'user',
      cron: 'debian',
    }),
    importOf('crontab of 10,000 lines, dry run', {
      kind: 'crontab',
      document: crontabOf(10_000),
      columns: 'user',
      cron: 'debian',
    }),
    importOf(
      'crontab of 30,000 lines, refused',
      { kind: 'crontab', document: crontabOf(30_000), columns: 'user', cron: 'debian' },
      400,
    ),
    importOf('crontab of 500 lines, applied', {
      kind: 'crontab',
      document: crontabOf(500),
      columns: 'user',
      cron: 'debian',
      isDryRun: false,
    }),
    importOf('1,000 Windows tasks, dry run', { kind: 'windows-task', document: tasksOf(1000) }),
    importOf('1,000 Windows tasks as bytes, dry run', { kind: 'windows-task', bytes: base64(tasksOf(1000)) }),
    importOf('own export of 2,700, dry run', { kind: 'rota', document: exportOf(2700) }),
    importOf('own export of 2,700 as a text, dry run', { kind: 'rota', document: JSON.stringify(exportOf(2700)) }),
    importOf('own export of 2,000 schedules and 200 processes, applied', {
      kind: 'rota',
      document: exportOf(2000, 200),
      isDryRun: false,
    }),
    importOf('the same again, applied', { kind: 'rota', document: exportOf(2000, 200), isDryRun: false }),
    importOf('5,000 processes, dry run', { kind: 'rota', document: exportOf(0, 5000) }),
    importOf('a process with 1,000 parameters, applied', {
      kind: 'rota',
      document: { rota: 1, processes: [wide] },
      isDryRun: false,
    }),
    ask('POST', '/api/marks', { schedules: numbers(2000).map((index) => ({ id: `none-${index}` })) }),
    ask('GET', '/api/export'),
    {
      name: 'a file of 2 MB read as text',
      method: 'POST',
      path: '/api/text',
      body: { bytes: base64('ğüşiöç line\n'.repeat(80_000)) },
    },
    {
      name: 'iCalendar of 9,000 events',
      method: 'POST',
      path: '/api/calendars/Feasts/import',
      body: { ics: icsOf(9000) },
    },
    {
      name: 'iCalendar of 3,000 events that repeat',
      method: 'POST',
      path: '/api/calendars/Feasts 2/import',
      body: { ics: icsOf(3000, 'FREQ=YEARLY;COUNT=10') },
    },
    {
      name: 'iCalendar of one event on every day',
      method: 'POST',
      path: '/api/calendars/Feasts 3/import',
      body: { ics: icsOf(1, 'FREQ=DAILY') },
    },
    {
      name: 'a calendar of 10,000 days',
      method: 'PUT',
      path: '/api/calendars/Days',
      body: { name: 'Days', off: days.map((day) => ({ day, name: 'off' })), on: days },
    },
    ask('GET', '/api/calendars'),
    ...['HK', 'TW', 'CN', 'TR', 'KR', 'DE-BY', 'IL'].map((place) => ask('GET', `/api/holidays/${place}?year=2031`)),
    {
      name: 'a calendar of a moon country',
      method: 'PUT',
      path: '/api/calendars/Moon',
      body: { name: 'Moon', country: 'SG' },
    },
    {
      name: 'times of a rare plan by a calendar',
      method: 'POST',
      path: '/api/schedules/times',
      body: { plan: cron, calendars: [{ calendar: 'Moon', action: 'next' }], count: 50 },
    },
    {
      name: 'times that a calendar skips nearly always',
      method: 'POST',
      path: '/api/schedules/times',
      body: {
        plan: { ...cron, quartz: '0 * * ? * SAT' },
        calendars: [{ calendar: 'Moon', action: 'skip' }],
        count: 50,
      },
    },
    {
      name: 'PUT a process with 1,000 parameters',
      method: 'PUT',
      path: '/api/processes/Wide',
      body: { process: wide },
    },
    {
      name: 'check of a process with 2,000 parameters',
      method: 'POST',
      path: '/api/processes/check',
      body: { process: { ...wide, parameters: manyParameters(2000) } },
    },
    ask('GET', '/api/processes'),
    {
      name: 'a .env file of 5,000 secrets, dry run',
      method: 'POST',
      path: '/api/vault-import',
      body: { kind: 'env', group: 'Bank', bytes: base64(secrets) },
    },
    ask('GET', '/api/vault'),
    ask('GET', '/api/messages?limit=200'),
    ask('GET', '/api/vault-uses'),
    {
      name: 'run with 1,000 values',
      method: 'POST',
      path: '/api/processes/Wide/run',
      body: { values: valuesOf(1000) },
    },
    {
      name: 'schedule with 1,000 values',
      method: 'POST',
      path: '/api/schedules',
      body: { name: 'Wide', process: 'Wide', plan: cron, values: valuesOf(1000) },
    },
    ask('GET', '/api/schedules?limit=1000'),
    ask('GET', '/api/schedules?limit=20000'),
    ask('GET', '/api/schedules?limit=1000&q=nothing%20has%20this%20name'),
    ask('GET', '/api/runs?limit=1000'),
    ask('GET', '/api/runs?limit=1000&q=schedule%201'),
    ask('GET', '/api/overview?period=30d'),
    ask('GET', `/api/timeline?from=${now - 86_400_000}&to=${now + 7 * 86_400_000}`),
    ask('GET', `/api/load?from=${now - 7 * 86_400_000}&to=${now}`),
    ask('GET', `/api/load?from=${now}&to=${now + 7 * 86_400_000}`),
    ask('GET', `/api/runs/${runId}/log?limit=100000`),
    ask('GET', `/api/runs/${runId}/log/find?q=99999`),
    ask('GET', `/api/runs/${runId}/log/groups`),
    ask('GET', `/api/runs/${runId}`),
    ask('GET', `/scheduler/connector-api/process/log/${spid}?limit=10000`),
    ask('GET', `/scheduler/connector-api/process/files/${spid}`),
    ask('GET', '/api/webhooks?limit=500'),
    ask('GET', '/api/backups'),
    ask('GET', '/api/audit?limit=500'),
    ask('GET', '/api/zones?names=true'),
    ask('GET', '/api/clients'),
    ...['/api/storage', '/api/notices', '/api/report'].map((path) => ask('GET', path)),
    ask('POST', '/api/backup', {}),
    ask('POST', '/api/backups/daily', {}),
    ask('GET', '/scheduler/connector-api/process/list'),
    ask('GET', '/scheduler/connector-api/process/history?limit=500'),
    ask('GET', '/scheduler/connector-api/openapi.json'),
    {
      name: 'start with 1,000 values',
      method: 'POST',
      path: '/scheduler/connector-api/process/start',
      body: { name: 'Wide', values: valuesOf(1000), runOnce: 'Y' },
    },
    {
      name: 'validate with 4,900 values nobody knows',
      method: 'POST',
      path: '/scheduler/connector-api/process/validate',
      body: { name: 'Wide', values: valuesOf(4900, 'parametr') },
    },
    {
      name: 'validate with 100,000 values',
      method: 'POST',
      path: '/scheduler/connector-api/process/validate',
      body: { name: 'Wide', values: valuesOf(80_000) },
      status: 400,
    },
    {
      name: 'a start of 2 MB of broken JSON',
      method: 'POST',
      path: '/scheduler/connector-api/process/start',
      body: `{"name":"Wide","values":{"a":"${'x'.repeat(1_900_000)}"`,
      status: 400,
    },
    {
      name: 'validate a dense expression',
      method: 'POST',
      path: '/scheduler/connector-api/process/validate',
      body: { name: 'Wide', quartzDef: '0 0 12 29 2 ? 2096', timezone: 'Europe/Istanbul' },
    },
  ];
}
