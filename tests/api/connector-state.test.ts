import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, uuid, type Connector } from '../support/connector.ts';
import { until } from '../support/until.ts';

// Sections 4 to 6 of the connector API, one test per sentence, against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

const get = (path: string, init?: RequestInit) => connector.client.call(path, undefined, init);
const post = (path: string) => connector.client.call(path, {});
const status = (spid: string, query = '') => get(`process/status/${spid}${query}`);
const begin = (values: object, further: object = {}) => connector.client.start({ name: 'Obey', values, ...further });
const running = (spid: string) => until('the run runs', async () => (await status(spid)).body['status'] === 'RUNNING');

test('a run goes WAITING or RUNNING, says how far it is, and Retry-After comes with it', async () => {
  const gate = connector.gate();
  const spid = await begin({ holdUntil: gate, progress: 40 });
  const { body, headers } = await until('progress is told', async () => {
    const answer = await status(spid);
    return answer.body['progress'] ? answer : null;
  });
  assert.equal(body['status'], 'RUNNING');
  assert.match(String(body['message']), /^Running since \d\d:\d\d:\d\d, 40 %: filling the form$/);
  assert.ok(Number(headers.get('retry-after')) >= 1);
  assert.equal(body['attempt'], '1 of 1');
  connector.release(gate);
  assert.equal((await connector.client.final(spid))['status'], 'SUCCEEDED');
});

test('outputs are flat top-level keys, texts unless native types are wanted', async () => {
  const spid = await begin({
    outputs: { x: 'Ada', __out_y: 'z', n: 2, list: [1, 'a'], status: 'FAILED', message: 'no' },
  });
  const ended = await connector.client.final(spid);
  assert.deepEqual(
    [
      ended['status'],
      ended['message'],
      ended['__out_x'],
      ended['__out_y'],
      ended['__out_n'],
      ended['__out_list'],
      ended['__out_status'],
    ],
    ['SUCCEEDED', 'Your transaction has ended.', 'Ada', 'z', '2', '[1,"a"]', 'FAILED'],
  );
  const native = await status(spid, '?types=native');
  assert.deepEqual([native.body['__out_n'], native.body['__out_list']], [2, [1, 'a']]);
});

test('a failed run says after how many attempts and why, and what it had produced', async () => {
  const spid = await begin(
    { exitCode: 3, complain: 'invoice window not found', outputs: { file: 'a.pdf' } },
    { retryCount: '1' },
  );
  const ended = await connector.client.final(spid);
  assert.equal(ended['status'], 'FAILED');
  assert.equal(ended['message'], 'Failed after 2 of 2 attempts: exit code 3: invoice window not found');
  assert.equal(ended['__out_file'], 'a.pdf');
});

test('a run that succeeded with a warning says so to programs: in the state and in the history, and one without says null', async () => {
  await connector.server.addProcess({
    name: 'Warns',
    command: process.execPath,
    args: ['-e', 'console.log("::error::three rows were left out"); process.exitCode = 2'],
    exitCodes: { '2': 'warning' },
  });
  const spid = await connector.client.start({ name: 'Warns' });
  const warned = await connector.client.final(spid);
  assert.deepEqual(
    [warned['status'], warned['message'], warned['warning']],
    ['SUCCEEDED', 'Your transaction has ended.', 'exit code 2: three rows were left out'],
  );
  const history = await get('process/history?name=Warns');
  assert.deepEqual(
    (history.body['runs'] as Record<string, unknown>[]).map(({ status, message, warning }) => [
      status,
      message,
      warning,
    ]),
    [['SUCCEEDED', 'Your transaction has ended.', 'exit code 2: three rows were left out']],
  );
  const plain = await connector.client.final(await begin({ exitCode: 3, complain: 'no' }));
  assert.deepEqual([plain['status'], plain['warning']], ['FAILED', null]);
  assert.equal((await connector.client.final(await begin({})))['warning'], null);
});

test('between attempts it is WAITING, and a later attempt can succeed', async () => {
  const spid = await begin({ failFirst: 1 }, { retryCount: 1, retryDelaySeconds: 1 });
  const waiting = await until('it waits between attempts', async () => {
    const { body } = await status(spid);
    return /attempt 2 of 2/.test(String(body['message'])) ? body : null;
  });
  assert.equal(waiting['status'], 'WAITING');
  assert.equal((await connector.client.final(spid))['status'], 'SUCCEEDED');
});

test('a time limit is FAILED', async () => {
  const spid = await begin({ holdUntil: connector.gate() }, { timeoutSeconds: 0.5 });
  const ended = await connector.client.final(spid);
  assert.equal(ended['status'], 'FAILED');
  assert.match(String(ended['message']), /longer than its limit/);
});

test('a process whose program does not exist ends FAILED with a sentence that names the program', async () => {
  await connector.server.addProcess({ name: 'Gone', command: '/nowhere/robot.exe' });
  const ended = await connector.client.final(await connector.client.start({ name: 'Gone' }));
  assert.equal(ended['status'], 'FAILED');
  assert.match(String(ended['message']), /[\\/]nowhere[\\/]robot\.exe/);
});

test('a recurring plan waits, then keeps the state and outputs of its last run, and names the next', async () => {
  const spid = await connector.client.start({
    name: 'Obey',
    values: { outputs: { x: '1' } },
    quartzDef: '* * * ? * *',
  });
  const ended = await until('its first run is over', async () => {
    const { body } = await status(spid, '?wait=5');
    return body['status'] === 'SUCCEEDED' ? body : null;
  });
  assert.equal(ended['__out_x'], '1');
  assert.match(String(ended['nextRun']), /^\d{4}-/);
  await post(`process/cancel/${spid}`);
});

test('the id is taken in any case, in braces or quotes', async () => {
  const spid = await begin({});
  await connector.client.final(spid);
  for (const written of [spid.toUpperCase(), `{${spid}}`, `%7B${spid}%7D`, `"${spid}"`, `%22${spid}%22`, `'${spid}'`]) {
    assert.equal((await status(written)).status, 200, written);
  }
});

test('unknown and malformed ids are answered 404 with the same text and NOT_FOUND', async () => {
  const answers = await Promise.all(
    ['7e6e1b1c-0000-4000-8000-000000000000', 'nonsense', '1', '%00', '..%2f..'].map((spid) => status(spid)),
  );
  for (const { status: code, body } of answers) {
    assert.deepEqual([code, body['status'], codeOf(body)], [404, 'NOT_FOUND', 'NOT_FOUND']);
    assert.equal(body['message'], answers[0]?.body['message']);
  }
});

test('wait holds the answer until the state is final, at no cost to other callers', async () => {
  const gate = connector.gate();
  const spid = await begin({ holdUntil: gate });
  await running(spid);
  const waiters = Array.from({ length: 50 }, () => status(spid, '?wait=60'));
  // Others are answered while many wait.
  for (let asked = 0; asked < 20; asked += 1) assert.equal((await get('health')).status, 200);
  connector.release(gate);
  for (const { body } of await Promise.all(waiters)) assert.equal(body['status'], 'SUCCEEDED');
});

test('wait ends when its seconds have passed, or its client goes away', async () => {
  const gate = connector.gate();
  const spid = await begin({ holdUntil: gate });
  await running(spid);
  const before = performance.now();
  assert.equal((await status(spid, '?wait=1')).body['status'], 'RUNNING');
  const took = performance.now() - before;
  assert.ok(took >= 900, `${took} ms`);
  const leaving = new AbortController();
  const left = get(`process/status/${spid}?wait=60`, { signal: leaving.signal }).catch((error: Error) => error.name);
  await get('health');
  leaving.abort();
  assert.equal(await left, 'AbortError');
  assert.equal((await status(spid, '?wait=61')).status, 400);
  connector.release(gate);
  await connector.client.final(spid);
});

test('cancel ends what is planned, queued or running', async () => {
  const planned = await connector.client.start({ name: 'Obey', quartzDef: '0 0 9 ? * FRI' });
  const answer = await post(`process/cancel/${planned}`);
  assert.deepEqual([answer.status, answer.body['status']], [200, 'CANCELLED']);
  assert.equal((await status(planned)).body['status'], 'CANCELLED');

  const gate = connector.gate();
  const first = await connector.client.start({ name: 'Desk', values: { holdUntil: gate } });
  await running(first);
  const queued = await connector.client.start({ name: 'Desk' });
  assert.equal((await post(`process/cancel/${queued}`)).body['status'], 'CANCELLED');
  await post(`process/cancel/${first}`);
  const ended = await connector.client.final(first);
  assert.deepEqual([ended['status'], ended['message']], ['CANCELLED', 'Cancelled by erp']);
  const again = await post(`process/cancel/${first}`);
  assert.deepEqual([again.status, again.body['message']], [200, 'Nothing to cancel: it has ended']);
});

test('rerun runs once more with the same values, under an id of its own', async () => {
  const spid = await begin({ outputs: { x: 'again' } });
  await connector.client.final(spid);
  const { status: code, body } = await post(`process/rerun/${spid}`);
  assert.equal(code, 200, JSON.stringify(body));
  assert.match(String(body['robustaSpid']), uuid);
  assert.notEqual(body['robustaSpid'], spid);
  assert.equal((await connector.client.final(String(body['robustaSpid'])))['__out_x'], 'again');
});

test('history comes in pages, newest first, and can be filtered', async () => {
  for (let count = 0; count < 3; count += 1)
    await connector.client.final(await begin({ exitCode: count === 1 ? 4 : 0 }));
  const failed = await get('process/history?name=obey&status=FAILED&limit=1');
  const [newest] = failed.body['runs'] as Record<string, unknown>[];
  assert.deepEqual(
    [newest?.['name'], newest?.['status'], newest?.['outcome'], newest?.['startedBy']],
    ['Obey', 'FAILED', 'failed', 'erp'],
  );
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await get(`process/history?limit=3${cursor}`);
    seen.push(...(body['runs'] as { runId: string }[]).map(({ runId }) => runId));
    cursor = typeof body['next'] === 'string' ? `&cursor=${body['next']}` : '';
  } while (cursor !== '');
  assert.equal(new Set(seen).size, seen.length);
  const all = await get('process/history?limit=500');
  assert.deepEqual(
    (all.body['runs'] as { runId: string }[]).map(({ runId }) => runId),
    seen,
  );
  assert.deepEqual((await get('process/history?name=&status=&from=&to=&limit=500&cursor=')).body, all.body);
  assert.deepEqual((await get('process/history?from=2099-01-01')).body['runs'], []);
  for (const wrong of ['status=DONE', 'from=soon', 'limit=0', 'cursor=x']) {
    const refused = await get(`process/history?${wrong}`);
    assert.deepEqual([refused.status, codeOf(refused.body)], [400, 'QUERY_INVALID'], wrong);
  }
});

test('log gives the lines of the latest run', async () => {
  const spid = await begin({ shout: 'here I am' });
  await connector.client.final(spid);
  const { body } = await get(`process/log/${spid}`);
  const lines = (body['lines'] as { text: string }[]).map(({ text }) => text);
  assert.ok(lines.includes('here I am'), lines.join('\n'));
  assert.equal(body['robustaSpid'], spid);
  const waiting = await connector.client.start({ name: 'Obey', startDate: '2099-01-01' });
  assert.equal((await get(`process/log/${waiting}`)).status, 404);
});

test('list gives names, parameter schemas and a sample body that starts each process as it is', async () => {
  const { body } = await get('process/list');
  const processes = body['processes'] as {
    name: string;
    enabled: boolean;
    parameters: object;
    sample: Record<string, unknown>;
  }[];
  assert.ok(processes.some(({ name }) => name === 'OneStepNotepadRunner'));
  for (const { name, enabled, sample } of processes.filter((one) => one.enabled)) {
    const answer = await connector.client.call('process/validate', sample);
    assert.equal(answer.status, 200, `${name} ${String(enabled)}: ${JSON.stringify(answer.body)}`);
    assert.deepEqual(answer.body['warnings'], []);
  }
});

test('workers are listed, and each can be named in a start by id, name or alias', async () => {
  const { body } = await get('worker/list');
  const [worker] = body['workers'] as { id: string; name: string }[];
  await connector.server.console('PATCH', '/api/worker', { aliases: ['Reception desk'] });
  for (const name of [worker?.id, worker?.id.toUpperCase(), worker?.name, 'reception DESK']) {
    const answer = await connector.client.call('process/validate', { name: 'Obey', worker: name });
    assert.deepEqual(
      [(answer.body['understood'] as { worker: string }).worker, answer.body['warnings']],
      [worker?.id, []],
      name,
    );
  }
});

test('health needs no credentials and gives no detail', async () => {
  const answer = await fetch(`${connector.server.url}/scheduler/connector-api/health`);
  assert.deepEqual(await answer.json(), { message: 'Rota is up', status: 'UP' });
});
