import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rpaProcess, type RpaProcess } from '../../contract/process.ts';
import type { Run } from '../../contract/run.ts';
import { scheduleOptions, type ScheduleRow } from '../../contract/schedule.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { WorkerStatus } from '../../contract/worker.ts';

export const fixtureEpoch = 'fixture';
const now = Date.now();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let settings: Settings = defaultSettings;
const worker: WorkerStatus = {
  id: '8f4b2c1e-6a57-4d0e-9a3b-51c7f0a2d9e4',
  name: 'WIN-RPA-01',
  aliases: [],
  state: 'running',
  platform: 'win32',
  version: '0.1.0',
  runsAtOnce: 4,
  running: 1,
  queued: 0,
  desktop: 'ready',
};

const bundled = path.join(import.meta.dirname, '../../processes/OneStepNotepadRunner/process.json');
const notepad: RpaProcess = rpaProcess.parse(JSON.parse(readFileSync(bundled, 'utf8')));
const invoice: RpaProcess = rpaProcess.parse({
  name: 'InvoiceDownload',
  title: 'Invoice download',
  command: 'python',
  args: ['download.py', '{{supplier}}'],
  parameters: {
    type: 'object',
    required: ['supplier', 'password'],
    properties: {
      supplier: { type: 'string', title: 'Supplier', description: 'As it is written in the portal.' },
      password: { type: 'string', title: 'Portal password', format: 'password' },
      mode: { type: 'string', title: 'Mode', enum: ['new', 'all', 'failed'], default: 'new' },
      month: { type: 'string', title: 'Month', enum: ['January', 'February', 'March', 'April'] },
      limit: { type: 'integer', title: 'At most', minimum: 1, maximum: 500, default: 50 },
      dryRun: { type: 'boolean', title: 'Only look', default: false },
      from: { type: 'string', title: 'From', format: 'date' },
      note: { type: 'string', title: 'Note', format: 'textarea' },
      tags: { type: 'array', items: { type: 'string' }, title: 'Tags' },
      mapping: { type: 'object', title: 'Mapping' },
      folder: { type: 'string', title: 'Folder', format: 'path' },
    },
  },
});
const processes = [notepad, invoice];

let seq = 0;
function row(part: Partial<ScheduleRow> & Pick<ScheduleRow, 'name' | 'process' | 'plan'>): ScheduleRow {
  seq += 1;
  return {
    id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    seq,
    version: 1,
    worker: null,
    state: 'active',
    options: scheduleOptions.parse({}),
    values: {},
    due: null,
    pausedUntil: null,
    reason: null,
    createdBy: 'operator',
    createdAt: now - 30 * day,
    updatedAt: now - day,
    isFavourite: false,
    lastRun: null,
    activeRun: null,
    ...part,
  };
}

const timezone = 'Europe/Istanbul';
const cron = (quartz: string, zone = timezone): ScheduleRow['plan'] => ({
  kind: 'cron',
  quartz,
  timezone: zone,
  start: null,
  end: null,
});
const done = (
  outcome: NonNullable<ScheduleRow['lastRun']>['outcome'],
  ago: number,
  code: 'done' | 'exit-code' = 'done',
) => ({
  id: `run-${outcome}`,
  outcome,
  reason: { code, params: { exitCode: 3 } },
  endedAt: now - ago,
  durationMs: 115_000,
});

const rows: ScheduleRow[] = [
  row({
    name: 'OneStepNotepadRunner',
    process: 'OneStepNotepadRunner',
    plan: { kind: 'call', timezone },
    isFavourite: true,
  }),
  row({
    name: 'Notepad demo',
    process: 'OneStepNotepadRunner',
    plan: cron('0 0/15 * * * ?'),
    due: now + 15 * minute,
    lastRun: done('succeeded', day),
    activeRun: {
      id: 'run-live',
      status: 'running',
      startedAt: now - 72_000,
      progress: { percent: 62, text: 'Typing text' },
    },
    values: { userName: 'Ada', userSurname: 'Lovelace' },
  }),
  row({
    name: 'Invoice download',
    process: 'InvoiceDownload',
    plan: cron('0 0 9 ? * MON-FRI'),
    state: 'paused',
    reason: { code: 'cancelled-by', params: { who: 'operator' } },
    lastRun: done('failed', 3 * hour, 'exit-code'),
  }),
  row({
    name: 'SAP close',
    process: 'InvoiceDownload',
    plan: cron('0 0 18 L * ?', 'Europe/Berlin'),
    due: now + 5 * day,
    lastRun: done('timed-out', 2 * day),
  }),
  row({
    name: 'Payroll export, İstanbul',
    process: 'InvoiceDownload',
    plan: cron('0 0 8 ? * MON#1'),
    due: now + 9 * day,
    lastRun: done('cancelled', 4 * day),
  }),
  row({
    name: 'Once in December',
    process: 'InvoiceDownload',
    plan: { kind: 'once', at: now + 20 * day, timezone },
    due: now + 20 * day,
  }),
];

const run: Run = {
  id: 'run-live',
  seq: 40,
  scheduleId: rows[1]?.id ?? '',
  scheduleName: 'Notepad demo',
  process: 'OneStepNotepadRunner',
  trigger: 'schedule',
  startedBy: null,
  status: 'running',
  outcome: null,
  reason: null,
  hasWarning: false,
  isLate: false,
  dueAt: now - 72_000,
  queuedAt: now - 72_000,
  startedAt: now - 72_000,
  endedAt: null,
  attempt: 1,
  maxAttempts: 2,
  retryAt: null,
  progress: { percent: 62, text: 'Typing text' },
  rerunOf: null,
  worker: worker.id,
};

const session = () => ({
  worker,
  settings,
  baseUrl: 'http://127.0.0.1:3010',
  version: '0.1.0',
  epoch: fixtureEpoch,
  timezone,
  now,
  home: 'C:\\Users\\ada\\AppData\\Roaming\\Rota',
  isDesktop: false,
  pausedUntil: null,
  isPaused: false,
  hasClients: false,
});

const processRows = () =>
  processes.map((process, index) => ({
    process,
    isBundled: index === 0,
    schedules: 2,
    lastRun: run,
    successRate: index === 0 ? 0.962 : null,
    usualMs: 115_000,
  }));

type Canned = (url: URL, body: unknown) => unknown;

const answers: Readonly<Record<string, Canned>> = {
  'GET /api/session': session,
  'GET /api/schedules': () => ({ rows, total: rows.length, next: null }),
  'GET /api/processes': () => ({ processes: processRows() }),
  'GET /api/runs': () => ({ runs: [run], next: null }),
  'GET /api/clients': () => ({ clients: [] }),
  'GET /api/settings': () => ({ settings, needsRestart: false }),
  'GET /api/notices': () => ({ notices: [] }),
  'GET /api/calendars': () => ({ calendars: [], countries: [] }),
  'GET /api/worker': () => ({ worker, isPaused: false, pausedUntil: null }),
  'PATCH /api/settings': (_, body) => {
    settings = { ...settings, ...(body as Partial<Settings>) };
    return { settings, needsRestart: false };
  },
};

/** The canned answer for a request; 404 where none is made. */
export function fixtureAnswer(method: string, url: URL, body: unknown): { status: number; json: unknown } {
  const canned = answers[`${method} ${url.pathname}`];
  if (canned) return { status: 200, json: canned(url, body) };
  const id = /^\/api\/schedules\/([^/]+)(\/\w+)?$/.exec(url.pathname)?.[1];
  const found = rows.find((each) => each.id === id);
  if (found) return { status: 200, json: url.pathname.endsWith('/run') ? { run } : { row: found } };
  return {
    status: 404,
    json: { message: 'There is nothing here.', error: { code: 'NOT_FOUND', field: null, details: [] } },
  };
}
