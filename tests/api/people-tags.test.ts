import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rpaProcess } from '../../contract/process.ts';
import { person, type Browser } from '../support/people.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// A person who is limited to the processes with some tags, against a real server: nothing of the others exists for them.

const skip = 'tags' in rpaProcess.shape ? false : 'processes have no tags yet';

interface Row {
  id: string;
  name: string;
  process: string;
}

let server: TestServer;
let limited: Browser & { readonly id: string };
const schedules: Record<string, string> = {};
const runs: Record<string, string> = {};

const draftOf = (process: string, more = {}) => ({
  name: `Nightly ${process}`,
  process,
  worker: null,
  plan: {
    kind: 'cron',
    quartz: '0 0 3 * * ?',
    timezone: 'Europe/Istanbul',
    start: null,
    end: null,
    clockChange: 'as-quartz',
  },
  options: {},
  values: {},
  ...more,
});
const definitionOf = (name: string, tags: readonly string[]) => ({
  name,
  command: process.execPath,
  args: ['-e', ''],
  tags,
});

before(async () => {
  if (skip !== false) return;
  server = await startRota();
  for (const [name, tag] of [
    ['Bank', 'Bank'],
    ['Payroll', 'secret'],
  ] as const) {
    await server.console('PUT', `/api/processes/${name}`, { process: definitionOf(name, [tag]) });
    const { row } = await server.console<{ row: Row }>('POST', '/api/schedules', draftOf(name));
    schedules[name] = row.id;
    const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
    runs[name] = run.id;
    await until('the run is over', async () => {
      const found = await server.console<{ run: { status: string } }>('GET', `/api/runs/${run.id}`);
      return found.run.status === 'ended';
    });
  }
  limited = await person(server, 'limited', 'editor', { tags: ['bank'] });
});
after(() => server?.stop());

const get = async <T>(path: string): Promise<T> => {
  const { status, body } = await limited.ask('GET', path);
  assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
  assert.ok(
    !JSON.stringify(body).includes('Payroll'),
    `${path} tells of a process that is not seen: ${JSON.stringify(body)}`,
  );
  return body as T;
};

test('a list tells of a process that is not seen', { skip }, async () => {
  const { rows, total } = await get<{ rows: Row[]; total: number }>('/api/schedules?limit=1');
  assert.deepEqual([rows.map(({ process }) => process), total], [['Bank'], 1]);
  const found = await get<{ runs: { process: string }[]; next: number | null }>('/api/runs?limit=1');
  assert.deepEqual([found.runs.map(({ process }) => process), found.next], [['Bank'], null]);
  const { processes } = await get<{ processes: { process: { name: string } }[] }>('/api/processes');
  assert.deepEqual(
    processes.map(({ process }) => process.name),
    ['Bank'],
  );
  const overview = await get<{ ended: number; next: { name: string } | null }>('/api/overview?period=24h');
  assert.deepEqual([overview.ended, overview.next?.name], [1, 'Nightly Bank']);
  const now = Date.now();
  const { lanes } = await get<{ lanes: { process: string }[] }>(
    `/api/timeline?from=${now - 3600_000}&to=${now + 86_400_000}`,
  );
  assert.deepEqual(
    lanes.map(({ process }) => process),
    ['Bank'],
  );
  for (const path of [
    '/api/attention',
    '/api/notices',
    '/api/workers',
    '/api/vault',
    '/api/vault-uses',
    '/api/session',
    '/api/me',
  ])
    await get(path);
  await get('/scheduler/connector-api/process/list');
  await get('/scheduler/connector-api/process/history');
  const table = await (await limited.open('/api/runs.csv')).text();
  assert.ok(table.includes('Bank') && !table.includes('Payroll'), table);
});

test('a process that is not seen is reached by its name, its schedule or its run', { skip }, async () => {
  const [schedule, run] = [schedules['Payroll']!, runs['Payroll']!];
  const refused: (readonly [string, string, unknown?])[] = [
    ['GET', `/api/schedules/${schedule}`],
    ['GET', `/api/schedules/${schedule}/about`],
    ['DELETE', `/api/schedules/${schedule}`],
    ['POST', `/api/schedules/${schedule}/run`, {}],
    ['POST', `/api/schedules/${schedule}/pause`, {}],
    ['POST', '/api/schedules', draftOf('Payroll')],
    ['PUT', `/api/schedules/${schedules['Bank']}`, { version: 1, draft: draftOf('Payroll') }],
    [
      'POST',
      '/api/schedules',
      draftOf('Bank', { options: { then: [{ after: 'always', then: { kind: 'process', process: 'Payroll' } }] } }),
    ],
    [
      'POST',
      '/api/schedules',
      draftOf('Bank', { options: { then: [{ after: 'always', then: { kind: 'schedule', schedule } }] } }),
    ],
    ['GET', `/api/runs/${run}`],
    ['GET', `/api/runs/${run}/log`],
    ['GET', `/api/runs/${run}/log.txt`],
    ['GET', `/api/runs/${run}/artifacts/x`],
    ['GET', `/api/runs/${run}/chain`],
    ['POST', `/api/runs/${run}/watch`, {}],
    ['POST', `/api/runs/${run}/rerun`, {}],
    ['POST', `/api/runs/${run}/cancel`, {}],
    ['POST', '/api/processes/Payroll/run', { values: {} }],
    ['POST', '/api/processes/payroll/run', { values: {} }],
    ['DELETE', '/api/processes/Payroll'],
    ['PUT', '/api/processes/Payroll', { process: definitionOf('Payroll', ['bank']) }],
    ['GET', `/scheduler/connector-api/process/status/${schedule}`],
    ['POST', `/scheduler/connector-api/process/cancel/${schedule}`, {}],
    ['POST', '/scheduler/connector-api/process/start', { name: 'Payroll', runImmediately: 'Y' }],
  ];
  for (const [method, path, body] of refused) {
    const answer = await limited.ask(method, path, body);
    assert.equal(answer.status, 404, `${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`);
  }
  for (const [method, path, body] of [
    ['POST', '/api/pause', {}],
    ['PUT', '/api/calendars/x', { name: 'x' }],
    ['PUT', '/api/processes/New', { process: definitionOf('New', ['other']) }],
  ] as const)
    assert.equal((await limited.ask(method, path, body)).status, 403, path);
  assert.equal(
    (await limited.ask('PUT', '/api/processes/New', { process: definitionOf('New', ['BANK']) })).status,
    200,
  );
  assert.equal((await limited.ask('POST', `/api/schedules/${schedules['Bank']}/run`, {})).status, 200);
  assert.equal((await limited.ask('DELETE', '/api/processes/New')).status, 200);
});

test(
  'the live stream tells of a process that is not seen, or makes the page fetch everything for each of its events',
  { skip },
  async () => {
    const cut = new AbortController();
    const stream = await limited.open('/api/events', { signal: cut.signal });
    let heard = '';
    void (async () => {
      for await (const piece of stream.body!.pipeThrough(new TextDecoderStream())) heard += piece;
    })().catch(() => undefined);
    await server.console('POST', `/api/schedules/${schedules['Payroll']}/run`, {});
    await server.console('POST', `/api/schedules/${schedules['Bank']}/run`, {});
    await until('its own run was told to the end', () =>
      /"type":"run".*"process":"Bank".*"status":"ended"|"status":"ended".*"process":"Bank"/.test(heard),
    );
    cut.abort();
    assert.ok(!heard.includes('Payroll'), heard);
    const ids = [...heard.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    assert.ok(
      ids.every((id, at) => at === 0 || id === ids[at - 1]! + 1),
      ids.join(' '),
    );
    assert.match(heard, /"type":"hidden"/);
  },
);

test('a process that loses its tag stays seen', { skip }, async () => {
  await server.console('PUT', '/api/processes/Bank', { process: definitionOf('Bank', []) });
  assert.equal((await limited.ask('GET', `/api/schedules/${schedules['Bank']}`)).status, 404);
  await server.console('PATCH', `/api/users/${limited.id}`, { tags: null });
  assert.equal((await limited.ask('GET', `/api/schedules/${schedules['Payroll']}`)).status, 200);
});
