interface Examples {
  /** Bodies by title, as in OpenAPI; null if none is needed. Each can be sent unchanged. */
  readonly bodies: Readonly<Record<string, { readonly summary: string; readonly value: object }>> | null;
  /** Parameters of the query by name. */
  readonly query?: Readonly<Record<string, string | number>>;
  readonly answer: object | null;
}

const name = 'OneStepNotepadRunner';
const values = { userName: 'Ada', userSurname: 'Lovelace' };
const spid = 'f0d2228c-9711-42f5-91ca-afc957f29255';
const runId = '0c6b9a4e-7f0a-4f0e-8f3a-5d2f5f8f7c11';
export const spidExample = spid;

const now = { summary: 'One run now', value: { name, values, runOnce: 'Y', runImmediately: 'Y' } };
const plan = {
  summary: 'Every Friday at 06:06, inside a window, with one further attempt after an error',
  value: {
    name,
    values,
    quartzDef: '0 6 6 ? * FRI',
    startDate: '2030-11-16 16:56:00',
    endDate: '2031-11-18 16:55:00',
    runOnce: 'N',
    runImmediately: 'N',
    retryCount: '1',
  },
};
const everySecondFriday = {
  summary: 'Every second Friday at 09:00, with waits that grow between further attempts',
  value: {
    name,
    values,
    plan: { kind: 'every', every: 2, unit: 'weeks', weekdays: ['FRI'], at: '09:00' },
    startDate: '2030-11-15 00:00:00',
    ...{ retryCount: 3, retryDelaySeconds: 60, retryDelayGrowth: 'double', retryJitterPercent: 10 },
  },
};
const lastWorkingDay = {
  summary: 'On the last working day of each month at 18:00, waking a computer that sleeps',
  value: { name, values, plan: { kind: 'working-day', nth: -1, at: '18:00' }, wakeComputer: 'Y' },
};
const followed = {
  summary: 'One run now, and another one with its output after it succeeded',
  value: {
    ...now.value,
    then: [{ after: 'success', then: { kind: 'process', process: name }, values: { userName: '{{outputs.x}}' } }],
  },
};
const conditional = {
  summary: 'One run, once the mail server and the address of the bank answer',
  value: {
    ...now.value,
    conditions: {
      ...{ need: 'all', everySeconds: 30, limitMinutes: 120 },
      list: [
        { kind: 'port', host: 'mail.example.com', port: 993 },
        { kind: 'url', url: 'https://bank.example.com/ready', contains: 'ready' },
      ],
    },
  },
};
const perFile = {
  summary: 'One run for each file that arrives in a folder (needs a client with the scope "manage")',
  value: {
    name,
    values: { userSurname: values.userSurname },
    triggers: [{ kind: 'file', folder: '/srv/bank/in', pattern: '*.xml', stillSeconds: 5, valueName: 'userName' }],
  },
};
const later = {
  summary: 'Once, at a time of another zone',
  value: { name, values, runOnce: 'Y', startDate: '2030-01-31 08:00', timezone: 'Europe/Istanbul' },
};

const examples: Readonly<Record<string, Examples>> = {
  start: {
    bodies: { now, plan, later, everySecondFriday, lastWorkingDay, followed, conditional, perFile },
    query: { wait: 30, types: 'text' },
    answer: { robustaSpid: spid, message: 'Process saved', nextRun: '2030-11-22T03:06:00.000Z', warnings: [] },
  },
  status: {
    bodies: null,
    query: { wait: 30, types: 'text' },
    answer: {
      status: 'SUCCEEDED',
      message: 'Your transaction has ended.',
      nextRun: null,
      progress: null,
      attempt: '1 of 1',
      runId,
      warning: null,
      __out_x: 'Ada Lovelace',
    },
  },
  validate: { bodies: { plan: { ...plan, value: { ...plan.value, count: 3 } } }, answer: null },
  history: {
    bodies: null,
    query: { name, status: 'FAILED', from: '2030-11-01T00:00:00Z', to: '2030-12-01T00:00:00Z', limit: 50 },
    answer: {
      message: '1 run',
      runs: [
        {
          ...{ robustaSpid: spid, runId, name, status: 'FAILED', runStatus: 'ended', outcome: 'failed' },
          ...{ message: 'The form could not be opened.', trigger: 'schedule', startedBy: null },
          dueAt: '2030-11-22T03:06:00.000Z',
          startedAt: '2030-11-22T03:06:00.000Z',
          endedAt: '2030-11-22T03:06:41.000Z',
          attempts: 2,
          warning: null,
        },
      ],
      next: null,
    },
  },
  log: {
    bodies: null,
    query: { attempt: 1, from: 1, limit: 1000, tail: 100 },
    answer: {
      ...{ message: '1 line', robustaSpid: spid, runId, attempt: 1 },
      lines: [{ number: 1, at: '2030-11-22T03:06:00.120Z', level: 'info', text: 'Opening the form' }],
      next: null,
    },
  },
  files: {
    bodies: null,
    query: { run: runId },
    answer: {
      ...{ message: '2 files', robustaSpid: spid, runId },
      files: [
        {
          ...{ name: 'report.pdf', kind: 'artifact', attempt: null, bytes: 18_250 },
          modifiedAt: '2030-11-22T03:06:40.000Z',
          path: `/scheduler/connector-api/process/files/${spid}/report.pdf?run=${runId}`,
        },
        {
          ...{ name: 'attempt-1.log', kind: 'log', attempt: 1, bytes: 412 },
          modifiedAt: '2030-11-22T03:06:41.000Z',
          path: `/scheduler/connector-api/process/log/${spid}/file?run=${runId}&attempt=1`,
        },
      ],
    },
  },
  file: { bodies: null, query: { run: runId }, answer: null },
  logFile: { bodies: null, query: { run: runId, attempt: 1 }, answer: null },
  events: { bodies: null, query: { spid }, answer: null },
  rerun: {
    bodies: null,
    query: { wait: 30, types: 'text' },
    answer: { robustaSpid: spid, message: 'Process saved', nextRun: null, warnings: [] },
  },
  cancel: { bodies: null, answer: { robustaSpid: spid, message: 'Cancelled', status: 'CANCELLED' } },
  health: { bodies: null, answer: { message: 'Rota is up', status: 'UP' } },
};

export const examplesOf = (endpoint: string): Examples => examples[endpoint] ?? { bodies: null, answer: null };
