import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { printed } from '../support/printed-bodies.ts';
import { call, callRaw } from '../support/http-client.ts';
import { codeOf, openConnector, uuid, warningCodes, type Connector } from '../support/connector.ts';

// Sections 1 and 3 of the connector API, one test per sentence, against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

const start = (body: unknown, init?: RequestInit) => connector.client.call('process/start', body, init);
const status = (spid: unknown) => connector.client.call(`process/status/${String(spid)}`);

test('answer 200: robustaSpid, a lower-case UUID, and message "Process saved" first, then nextRun and warnings', async () => {
  const answer = await start({ name: 'Obey' });
  assert.equal(answer.status, 200);
  assert.deepEqual(Object.keys(answer.body), ['robustaSpid', 'message', 'nextRun', 'warnings']);
  assert.match(String(answer.body['robustaSpid']), uuid);
  assert.equal(answer.body['message'], 'Process saved');
  assert.deepEqual(answer.body['warnings'], []);
});

test('the exact bytes of the real client start the process, and its status goes on to the end with the output', async () => {
  const body =
    '{"values":{"outputs":"{\\"x\\":\\"Ada Lovelace\\"}"},"runOnce":"Y","runImmediately":"Y","name":"Obey","worker":"1"}';
  const head = (path: string, method: string, further: string) =>
    `${method} ${path} HTTP/1.1\r\nAuthorization: Basic ${Buffer.from(connector.auth, 'ascii').toString('base64')}\r\nHost: 127.0.0.1:${connector.port}\r\n${further}Connection: close\r\n\r\n`;
  const json = `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\n`;
  const answer = await callRaw(connector.port, head('//scheduler/connector-api/process/start', 'POST', json) + body);
  const started = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as Record<string, unknown>;
  assert.equal(started['message'], 'Process saved');
  const end = await callRaw(
    connector.port,
    head(`//scheduler/connector-api/process/status/${String(started['robustaSpid'])}?wait=30`, 'GET', ''),
  );
  const ended = JSON.parse(end.split('\r\n\r\n')[1] ?? '') as Record<string, unknown>;
  assert.deepEqual(
    [ended['status'], ended['message'], ended['__out_x']],
    ['SUCCEEDED', 'Your transaction has ended.', 'Ada Lovelace'],
  );
});

test('the English body as printed, typographic quotes, FR and "run immediately", is accepted; its window is over, so its status is CANCELLED', async () => {
  const answer = await start(printed.english);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const codes = warningCodes(answer.body);
  for (const code of ['JSON_REPAIRED', 'KEY_SPELLING', 'NEVER_FIRES', 'WORKER_NOT_FOUND'])
    assert.ok(codes.includes(code), `${code} in ${codes.join()}`);
  assert.equal(codes[0], 'JSON_REPAIRED', 'what reading the text met comes first');
  assert.equal(answer.body['nextRun'], null);
  const state = await status(answer.body['robustaSpid']);
  assert.equal(state.body['status'], 'CANCELLED');
  assert.match(String(state.body['message']), /never fires/);
  assert.equal(state.headers.get('retry-after'), null);
});

test('the Turkish body as printed is accepted', async () => {
  const answer = await start(printed.turkish);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal(answer.body['message'], 'Process saved');
});

test('strict, in the body or in the settings, refuses the printed bodies', async () => {
  const body = JSON.stringify({
    name: 'OneStepNotepadRunner',
    values: { userName: 'Ada' },
    quartzDef: '0 6 6 ? * FR',
    strict: true,
  });
  const refused = await start(body);
  assert.deepEqual([refused.status, codeOf(refused.body)], [400, 'CRON_INVALID']);
  await connector.server.console('PATCH', '/api/settings', { strict: true });
  const text = await start(printed.english);
  await connector.server.console('PATCH', '/api/settings', { strict: false });
  assert.deepEqual([text.status, codeOf(text.body)], [400, 'JSON_INVALID']);
});

for (const path of [
  '//Scheduler/Connector-API/process/start/',
  '/scheduler/connector-API/process/start',
  '/SCHEDULER//connector-api/PROCESS/start',
]) {
  test(`the path ${path} starts a process`, async () => {
    const reply = await call(connector.port, path, { auth: connector.auth, body: { name: 'obey' } });
    assert.equal(reply.status, 200, reply.text);
  });
}

test('name is required, found ignoring case, answered 404 with close names, 409 when disabled', async () => {
  const cases: [object, number, string][] = [
    [{}, 400, 'NAME_REQUIRED'],
    [{ name: 'Obay' }, 404, 'PROCESS_NOT_FOUND'],
    [{ name: 'Off' }, 409, 'PROCESS_DISABLED'],
  ];
  for (const [body, wanted, code] of cases) {
    const answer = await start(body);
    assert.deepEqual([answer.status, codeOf(answer.body)], [wanted, code]);
    assert.equal(answer.body['robustaSpid'], null);
  }
  const close = await start({ name: 'Obay' });
  assert.match(String(close.body['message']), /did you mean 'Obey'/);
});

test('values are checked against the schema, missing and wrong ones named, strings converted', async () => {
  const missing = await start({ name: 'Needs' });
  assert.deepEqual([missing.status, codeOf(missing.body)], [400, 'VALUE_MISSING']);
  assert.match(String(missing.body['message']), /customer/);
  const wrong = await start({ name: 'Needs', values: { customer: 'x', count: 'many' } });
  assert.deepEqual([wrong.status, codeOf(wrong.body)], [400, 'VALUE_INVALID']);
  const fine = await connector.client.call('process/validate', {
    name: 'Needs',
    values: '{"customer":"x","count":"3","isUrgent":"E"}',
  });
  assert.deepEqual((fine.body['understood'] as { values: object }).values, { customer: 'x', count: 3, isUrgent: true });
});

test('of a key given twice the last counts, with a warning', async () => {
  const answer = await start('{"name":"Needs","values":{"customer":"a","customer":"b"}}');
  assert.equal(answer.status, 200);
  assert.deepEqual(warningCodes(answer.body), ['KEY_DOUBLED']);
});

test('all field errors come at once in details, each naming its field', async () => {
  const answer = await start({
    name: 'Obey',
    quartzDef: '0 6 6 ? * FRY',
    retryCount: 'x',
    startDate: 'soon',
    runOnce: '?',
    timezone: 'Mars',
    overlap: 'x',
  });
  assert.equal(answer.status, 400);
  const { details } = answer.body['error'] as {
    details: { code: string; field: string; message: string; position?: number }[];
  };
  assert.deepEqual(details.map(({ code }) => code).sort(), [
    'CRON_INVALID',
    'DATE_INVALID',
    'FLAG_INVALID',
    'OPTION_INVALID',
    'RETRY_INVALID',
    'TIMEZONE_INVALID',
  ]);
  assert.ok(details.every(({ field, message }) => message.startsWith(field)));
  assert.match(String(answer.body['message']), /quartzDef: day-of-week 'FRY' is not a day.*\(position 11\)/);
});

test('the same Idempotency-Key within 24 hours gives the same robustaSpid and starts nothing twice', async () => {
  const headers = { 'idempotency-key': 'order-1' };
  const body = { name: 'Obey', values: { outputs: { n: 1 } } };
  const answers = await Promise.all(Array.from({ length: 5 }, () => start(body, { headers })));
  const ids = new Set(answers.map(({ body: answer }) => answer['robustaSpid']));
  assert.equal(ids.size, 1, JSON.stringify(answers.map(({ body: answer }) => answer)));
  const again = await start(body, { headers });
  assert.ok(ids.has(again.body['robustaSpid']));
  const runs = await connector.server.console<{ runs: unknown[] }>(
    'GET',
    `/api/runs?schedule=${String(again.body['robustaSpid'])}`,
  );
  assert.equal(runs.runs.length, 1);
  const inOtherOrder = await start({ values: { outputs: { n: 1 } }, Name: 'Obey' }, { headers });
  assert.ok(ids.has(inOtherOrder.body['robustaSpid']), 'the same start with its keys in another order');
  const other = await start({ name: 'Obey' }, { headers });
  assert.deepEqual([other.status, codeOf(other.body)], [409, 'IDEMPOTENCY_MISMATCH']);
  const stranger = await connector.server.addClient({ name: 'crm' });
  const theirs = await stranger.call('process/start', body, { headers });
  assert.ok(!ids.has(theirs.body['robustaSpid']), 'keys of different clients have nothing to do with each other');
});

test('values as an empty list, as PHP writes an object without members, are no values; strict refuses them', async () => {
  const answer = await start({ name: 'Obey', values: [], runOnce: 'Y', runImmediately: 'Y' });
  assert.equal(answer.status, 200);
  assert.deepEqual((answer.body['warnings'] as { code: string }[])[0]?.code, 'VALUES_LIST');
  const strict = await start({ name: 'Obey', values: [], strict: true });
  assert.deepEqual([strict.status, codeOf(strict.body)], [400, 'VALUE_INVALID']);
  assert.equal((await start({ name: 'Obey', values: [1] })).status, 400);
});

test('a form without parts is called a form, one with parts is read where a start is, and JSON that only travels as one is JSON', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const url = await connector.client.call('process/start', undefined, {
    method: 'POST',
    body: 'name=Obey',
    headers: form,
  });
  assert.equal(url.status, 415);
  assert.match(String(url.body['message']), /it is a form .*JSON is wanted/);
  const body = new FormData();
  body.set('name', 'Obey');
  const sent = (to: string) =>
    fetch(`${connector.server.url}/scheduler/connector-api/process/${to}`, {
      method: 'POST',
      body,
      headers: { authorization: `Basic ${btoa(`${connector.client.user}:${connector.client.password}`)}` },
    });
  const started = await sent('start');
  assert.equal(started.status, 200);
  const { robustaSpid } = (await started.json()) as { robustaSpid: string };
  const elsewhere = await sent(`rerun/${robustaSpid}`);
  assert.equal(elsewhere.status, 415);
  assert.match(String(((await elsewhere.json()) as { message: string }).message), /form/);
  const json = await connector.client.call('process/start', '{"name":"Obey"}', { headers: form });
  assert.equal(json.status, 200, 'curl -d calls JSON a form');
});

test('it is durable before it is answered', async () => {
  const other = await openConnector();
  const spid = await other.client.start({ name: 'Obey', startDate: '2099-01-01 00:00:00' });
  await other.server.kill();
  const { startRota, testClient } = await import('../support/server.ts');
  const again = await startRota({ home: other.server.home });
  const { body } = await testClient(again.url, other.client).call(`process/status/${spid}`);
  assert.equal(body['status'], 'WAITING');
  await again.stop();
});

test('a computer that speaks Turkish reads keys and flags alike', async () => {
  const turkish = await openConnector({ LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' });
  const body = { NAME: 'OBEY', 'RUN IMMEDIATELY': 'EVET', RunOnce: 'HAYIR', VALUES: {} };
  const answer = await turkish.client.call('process/start', body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal((await turkish.client.final(String(answer.body['robustaSpid'])))['status'], 'SUCCEEDED');
  await turkish.stop();
});

test('"now" means first in its worker’s queue, and a desktop process never runs concurrently with another', async () => {
  const gate = connector.gate();
  const first = await connector.client.start({ name: 'Desk', values: { holdUntil: gate, progress: 40 } });
  const second = await connector.client.start({ name: 'Desk' });
  const waiting = await status(second);
  assert.equal(waiting.body['status'], 'WAITING');
  connector.release(gate);
  assert.equal((await connector.client.final(first))['status'], 'SUCCEEDED');
  assert.equal((await connector.client.final(second))['status'], 'SUCCEEDED');
});

test('validate is a dry run: what was understood, warnings and the next five runs', async () => {
  const { status: code, body } = await connector.client.call('process/validate', {
    name: 'Obey',
    values: { pin: 'hunter2' },
    quartzDef: '0 0 9 ? * FR',
    timezone: 'UTC',
    startDate: '2099-01-01',
  });
  assert.equal(code, 200, JSON.stringify(body));
  assert.deepEqual(
    body['nextRuns'],
    [2, 9, 16, 23, 30].map((day) => `2099-01-${String(day).padStart(2, '0')}T09:00:00.000Z`),
  );
  assert.equal(warningCodes(body).length, 1);
  assert.doesNotMatch(JSON.stringify(body), /hunter2/);
  const runs = await connector.client.call('process/history?name=Obey&status=WAITING');
  assert.deepEqual(runs.body['runs'], []);
});

test('a value that is no parameter never reaches a robot under the variable of one', async () => {
  await connector.server.addProcess({
    name: 'Reads',
    command: process.execPath,
    args: [
      '-e',
      'require("fs").writeFileSync(process.env.ROTA_OUTPUT, `got=[${process.env.INPUT_USER_NAME ?? ""}]\\n`)',
    ],
    parameters: { type: 'object', properties: { user_name: { type: 'string', maxLength: 8 } } },
  });
  for (const [values, got] of [
    [{ user_name: 'right', 'user.name': 'WRONG' }, '[right]'],
    [{ 'user.name': 'WRONG past the schema', user_name: 'right' }, '[right]'],
    [{ 'user.name': 'WRONG past the schema' }, '[]'],
  ] as const) {
    const { body } = await start({ name: 'Reads', values });
    assert.ok(warningCodes(body).includes('VALUE_VARIABLE'), JSON.stringify(body));
    assert.equal((await connector.client.final(String(body['robustaSpid'])))['__out_got'], got);
  }
  await assert.rejects(
    connector.server.addProcess({
      name: 'Twins',
      command: 'sh',
      parameters: { type: 'object', properties: { user_name: {}, 'user.name': {} } },
    }),
    /400 .*share the variable INPUT_USER_NAME/,
  );
});
