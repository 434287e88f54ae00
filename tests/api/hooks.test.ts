import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test, { after, before } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { startRota, type TestServer } from '../support/server.ts';

let server: TestServer;
const secret = `whsec_${Buffer.from('MARK-secret-of-the-hook-32-bytes').toString('base64')}`;
const where = '/scheduler/connector-api/process/hook';

const draft = (name: string, trigger: object) => ({
  ...{ name, process: 'Order', plan: { kind: 'call', timezone: 'UTC' } },
  values: { customer: 'nobody' },
  options: { triggers: [{ id: 'call', kind: 'hook', secret: '{{vault:Hooks/shop}}', ...trigger }] },
});
const schedule = async (name: string, trigger: object): Promise<ScheduleRow> =>
  (await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft(name, trigger))).row;

before(async () => {
  server = await startRota();
  await server.addProcess({
    name: 'Order',
    command: process.execPath,
    args: ['-e', '0'],
    parameters: {
      type: 'object',
      required: ['number'],
      properties: { number: { type: 'integer' }, customer: { type: 'string' }, all: { type: 'object' } },
    },
  });
  await server.console('PUT', '/api/vault/Hooks', {});
  await server.console('PUT', '/api/vault/Hooks/shop', { kind: 'text', value: secret });
  const values = { number: '{{body.order.number}}', customer: '{{body.order.customer}}' };
  await schedule('Shop', { name: 'shop', values });
});
after(() => server.stop());

async function send(name: string, body: string, headers: Record<string, string>, to = server) {
  const answer = await fetch(`${to.url}${where}/${name}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const read = (await answer.json()) as {
    message: string;
    runId: string;
    statusPath: string;
    error?: { details: object[] };
  };
  return { status: answer.status, headers: answer.headers, body: read };
}

const standard = (id: string, body: string, at = new Date(), key = secret) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(key).sign(id, at, body),
});
const order = (number: unknown, customer = 'ACME') => JSON.stringify({ order: { number, customer } });
const runs = async () => (await server.console<{ runs: Run[] }>('GET', '/api/runs?result=all&limit=100')).runs;

test('a signed call starts nothing, starts twice when it is repeated, or loses its fields', async () => {
  const taken = await send('shop', order(4711), standard('msg_1', order(4711)));
  assert.equal(taken.status, 202, JSON.stringify(taken.body));
  assert.equal(taken.headers.get('location'), taken.body.statusPath);
  const again = await send('shop', order(4711), standard('msg_1', order(4711)));
  assert.deepEqual([again.status, again.body.runId], [202, taken.body.runId]);
  const { run } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${taken.body.runId}`);
  assert.deepEqual([run.trigger, run.values], ['hook', { number: 4711, customer: 'ACME' }]);
  assert.equal(run.startReason?.code, 'hook-called');
  const client = await server.addClient();
  assert.equal((await client.call(taken.body.statusPath.replace('/scheduler/connector-api/', ''))).status, 200);
});

test('a long number of a call loses its digits', async () => {
  const body = '{"order": {"number": 1, "customer": 12345678901234567890}}';
  const taken = await send('shop', body, standard('long', body));
  const { run } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${taken.body.runId}`);
  assert.deepEqual(run.values, { number: 1, customer: '12345678901234567890' });
  const rounded = '{"order": {"number": 12345678901234567890, "customer": "x"}}';
  assert.equal((await send('shop', rounded, standard('longer', rounded))).status, 400);
});

test('a wrong signature, an unknown name and an old call are told apart, or taken', async () => {
  const before = (await runs()).length;
  const old = new Date(Date.now() - 10 * 60_000);
  const body = order(1);
  const answers = [
    await send('nobody', body, standard('a', body)),
    await send('shop', body, standard('b', body, new Date(), `whsec_${Buffer.from('another').toString('base64')}`)),
    await send('shop', order(2), standard('c', body)),
    await send('shop', body, standard('d', body, old)),
    await send('shop', body, {}),
  ];
  for (const { status, body: told } of answers) {
    assert.equal(status, 401);
    assert.deepEqual(told, answers[0]!.body);
  }
  assert.equal((await runs()).length, before);
});

test('a call whose fields do not fit starts a run, or does not say what is wrong', async () => {
  const before = (await runs()).length;
  const wrong = order('many');
  const { status, body } = await send('shop', wrong, standard('msg_wrong', wrong));
  assert.equal(status, 400);
  assert.match(JSON.stringify(body.error?.details), /values\.number/);
  const bad = '{"order":';
  assert.equal((await send('shop', bad, standard('msg_bad', bad))).status, 400);
  const stolen = order(1, '{{vault:Hooks/shop}}');
  const refused = await send('shop', stolen, standard('msg_stolen', stolen));
  assert.equal(refused.status, 400);
  assert.match(refused.body.message, /a call cannot give/);
  assert.equal((await runs()).length, before);
});

test('GitHub, a plain signature, a form and a token in the address do not start their schedule', async () => {
  const values = { number: '{{body.number}}', all: '{{body.*}}' };
  await schedule('GitHub', { name: 'github', scheme: 'github', values });
  await schedule('Plain', { name: 'plain', scheme: 'hmac', header: 'X-Shop-Hmac', values });
  await schedule('Token', { name: 'token', scheme: 'token', values: { number: '{{body.number}}' } });
  const body = JSON.stringify({ number: 7 });
  const digest = createHmac('sha256', secret).update(body).digest();
  const [hex, base64] = [digest.toString('hex'), digest.toString('base64')];
  const github = { 'x-hub-signature-256': `sha256=${hex}`, 'x-github-delivery': 'd1' };
  assert.equal((await send('github', body, { ...github, 'x-github-event': 'ping' })).status, 200);
  const taken = await send('github', body, { ...github, 'x-github-event': 'push' });
  assert.equal(taken.status, 202, JSON.stringify(taken.body));
  const { run } = await server.console<{ run: RunDetail }>('GET', `/api/runs/${taken.body.runId}`);
  assert.deepEqual(run.values['all'], { number: 7 });
  assert.equal((await send('plain', body, { 'x-shop-hmac': base64 })).status, 202);
  assert.equal((await send('plain', body, { 'x-shop-hmac': hex })).status, 202);
  assert.equal((await send('plain', body, { 'x-signature': hex })).status, 401);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const address = `token?token=${encodeURIComponent(secret)}`;
  assert.equal((await send(address, 'number=9', form)).status, 202);
  assert.equal((await send('token', 'number=9', { ...form, authorization: `Bearer ${secret}` })).status, 202);
  assert.equal((await send('token?token=wrong', 'number=9', form)).status, 401);
  assert.ok(!server.output().includes('MARK'));
});

test('a name is given twice, a secret stands in the schedule, or the one before a change is refused at once', async () => {
  await assert.rejects(schedule('Again', { name: 'shop' }), /Shop.*: choose another name/);
  await assert.rejects(schedule('Bare', { name: 'bare', secret }), /reference to the vault/);
  await assert.rejects(schedule('Gone', { name: 'gone', secret: '{{vault:Hooks/nobody}}' }), /triggers\.0\.secret/);
  await assert.rejects(
    schedule('Typo', { name: 'typo', values: { numbr: 1, number: '{{outputs.x}}' } }),
    /body\.FIELD/,
  );
  await server.console('PUT', '/api/vault/Hooks/shop', { kind: 'text', value: 'whsec_bmV3', keepOldSeconds: 3600 });
  const body = order(5);
  assert.equal((await send('shop', body, standard('old', body))).status, 202);
  assert.equal((await send('shop', body, standard('new', body, new Date(), 'whsec_bmV3'))).status, 202);
  const { uses } = await server.console<{ uses: { key: string; scheduleCount: number }[] }>('GET', '/api/vault-uses');
  assert.equal(uses.find(({ key }) => key === 'shop')?.scheduleCount, 4);
});

test('a call that was answered has no run after kill -9', async () => {
  const first = await startRota();
  const name = 'kill';
  const { home } = first;
  const taken: string[] = [];
  try {
    await first.addProcess({ name: 'Order', command: process.execPath, args: ['-e', '0'] });
    await first.console('PUT', '/api/vault/Hooks', {});
    await first.console('PUT', '/api/vault/Hooks/shop', { kind: 'text', value: secret });
    await first.console('POST', '/api/schedules', { ...draft('Kill', { name }), values: {} });
    const calls = Array.from({ length: 20 }, (_, at) =>
      send(name, '{}', standard(`kill-${at}`, '{}'), first)
        .then(({ status, body }) => {
          assert.equal(status, 202);
          taken.push(body.runId);
          // In the middle of the others.
          if (taken.length === 5) first.child.kill('SIGKILL');
        })
        .catch((error: unknown) => {
          if (error instanceof assert.AssertionError) throw error;
        }),
    );
    await Promise.all(calls);
    await first.kill();
    const next = await startRota({ home });
    try {
      const { runs: kept } = await next.console<{ runs: Run[] }>('GET', '/api/runs?result=all&limit=100');
      const ids = kept.map(({ id }) => id);
      for (const id of taken) assert.ok(ids.includes(id), `run ${id} is lost`);
      const repeated = await send(name, '{}', standard('kill-0', '{}'), next);
      assert.equal(repeated.status, 202);
    } finally {
      await next.stop();
    }
  } finally {
    first.child.kill('SIGKILL');
  }
});
