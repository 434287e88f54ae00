import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Delivery } from '../../contract/deliveries.ts';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// Numbers with more digits than JavaScript can represent, from the caller to the robot and back, as texts on the wire.

let server: TestServer;
let client: TestClient;
before(async () => {
  server = await startRota();
  // Writes the text of its value unchanged as its outputs.
  const script = path.join(server.home, 'gives.mjs');
  writeFileSync(
    script,
    `import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync(process.env.ROTA_OUTPUT, process.env.INPUT_TEXT ?? '');`,
  );
  const properties = {
    text: { type: 'string' },
    n: { type: 'number' },
    i: { type: 'integer' },
    list: { type: 'array' },
    object: { type: 'object' },
    any: {},
  };
  await server.addProcess({ name: 'Gives', script, parameters: { type: 'object', properties } });
  client = await server.addClient({ name: 'erp', scopes: ['start', 'read'] });
});
after(() => server.stop());

const headers = () => ({
  authorization: `Basic ${Buffer.from(`${client.user}:${client.password}`).toString('base64')}`,
  'content-type': 'application/json',
});
const api = (rest: string) => `${server.url}/scheduler/connector-api/process/${rest}`;
const textOf = async (rest: string) => (await fetch(api(rest), { headers: headers() })).text();
async function start(values: string) {
  const body = `{"name":"Gives","values":${values}}`;
  const answer = await fetch(api('start'), { method: 'POST', headers: headers(), body });
  return { status: answer.status, text: await answer.text() };
}

const digits = [
  '12345678901234567890',
  '7615917337495251231',
  '0.1234567890123456789',
  '100.10',
  '1.5E400',
  '-0',
  '9007199254740993',
];

test('what a robot gives comes out digit for digit: alone, in lists and objects, as text and as number', async () => {
  const outputs = `{${digits.map((number, index) => `"n${index}":${number}`).join(',')},"list":[${digits.join(',')}],"deep":{"a":[{"id":${digits[0]}}]},"plain":3.5}`;
  const { text } = await start(JSON.stringify({ text: outputs }));
  const spid = /"robustaSpid":"([^"]+)"/.exec(text)?.[1] ?? '';
  const ended = await textOf(`status/${spid}?wait=30`);
  assert.match(ended, /"status":"SUCCEEDED"/);
  for (const [index, number] of digits.entries()) assert.ok(ended.includes(`"__out_n${index}":"${number}"`), ended);
  assert.ok(ended.includes(`"__out_list":"[${digits.join(',')}]"`), ended);
  assert.ok(ended.includes(String.raw`"__out_deep":"{\"a\":[{\"id\":12345678901234567890}]}"`), ended);
  const native = await textOf(`status/${spid}?types=native`);
  for (const [index, number] of digits.entries()) assert.ok(native.includes(`"__out_n${index}":${number}`), native);
  assert.ok(native.includes(`"__out_list":[${digits.join(',')}]`), native);
  assert.ok(native.includes('"__out_plain":3.5'), native);
  const runs = await server.console<{ runs: { id: string }[] }>('GET', '/api/runs');
  assert.equal(JSON.stringify(runs).includes('0.1234567890123456789'), true, 'the line that lists show');
});

test('a webhook carries them digit for digit, signed as they stand, also when it is sent once more', async () => {
  const arrived: { headers: IncomingHttpHeaders; body: string }[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      arrived.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  await server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  const callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const outputs = `{"id":7615917337495251231,"list":[${digits.join(',')}],"deep":{"a":[{"id":12345678901234567890}]}}`;
  const body = JSON.stringify({ name: 'Gives', values: { text: outputs }, callbackUrl });
  const answer = await fetch(api('start'), { method: 'POST', headers: headers(), body });
  assert.equal(answer.status, 200);
  await until('it arrives', () => arrived[0]);
  const { deliveries } = await server.console<{ deliveries: Delivery[] }>('GET', '/api/webhooks');
  await server.console('POST', `/api/webhooks/${deliveries[0]?.id}/redeliver`);
  await until('it arrives once more', () => arrived[1]);
  const { secret } = await server.console<{ secret: string }>('GET', '/api/webhooks/secret');
  for (const one of arrived) {
    new Webhook(secret).verify(one.body, one.headers as Record<string, string>);
    assert.ok(one.body.includes(`"outputs":${outputs}`), one.body);
  }
  receiver.close();
  receiver.closeAllConnections();
});

test('a number that cannot be held is refused by name, wherever in the values it stands', async () => {
  const refused: readonly (readonly [values: string, field: string])[] = [
    ['{"n":7615917337495251231}', 'values.n'],
    ['{"i":12345678901234567890}', 'values.i'],
    ['{"n":0.1234567890123456789}', 'values.n'],
    ['{"n":1e400}', 'values.n'],
    ['{"text":12345678901234567890}', 'values.text'],
    ['{"any":12345678901234567890}', 'values.any'],
    ['{"list":[1,12345678901234567890]}', 'values.list.1'],
    ['{"list":"[1,12345678901234567890]"}', 'values.list.1'],
    ['{"object":{"a":{"id":12345678901234567890}}}', 'values.object.a.id'],
    [String.raw`"{\"n\":7615917337495251231}"`, 'values.n'],
    ['{"n":"7615917337495251231"}', 'values.n'],
  ];
  for (const [values, field] of refused) {
    const { status, text } = await start(values);
    const body = JSON.parse(text) as { message: string; error: { code: string; field: string } };
    assert.equal(status, 400, `${values}: ${text}`);
    assert.deepEqual([body.error.code, body.error.field], ['VALUE_INVALID', field], text);
    assert.match(body.message, /more digits than a number can hold/);
    assert.doesNotMatch(text, /7615917|1234567890/, 'what was given is not repeated');
  }
  for (const values of [
    '{"n":0.10000000000000001}',
    '{"n":1e5}',
    '{"n":3.140}',
    '{"i":9007199254740991}',
    '{"n":-0}',
  ]) {
    assert.equal((await start(values)).status, 200, values);
  }
});

test('a default that no start could use is refused when the process is saved', async () => {
  const { token } = JSON.parse(readFileSync(path.join(server.home, 'connection.json'), 'utf8')) as { token: string };
  async function save(parameters: string) {
    const body = `{"process":{"name":"D","command":"true","parameters":{"properties":${parameters}}}}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/api/processes/D`, { method: 'PUT', headers, body });
    return { status: answer.status, text: await answer.text() };
  }
  const refused: readonly (readonly [parameters: string, what: RegExp])[] = [
    ['{"n":{"type":"number","default":12345678901234567890}}', /parameters.properties.n.default: .*more digits/],
    ['{"n":{"type":"number","maximum":12345678901234567890}}', /parameters.properties.n.maximum: .*more digits/],
    ['{"n":{"type":"integer","default":"many"}}', /parameters.properties.n.default: must be a whole number/],
    ['{"c":{"type":"string","enum":["a","b"],"default":"c"}}', /parameters.properties.c.default: must be one of/],
    ['{"n":{"type":"integer","minimum":5,"default":1}}', /parameters.properties.n.default: must be at least 5/],
  ];
  for (const [parameters, what] of refused) {
    const { status, text } = await save(parameters);
    assert.equal(status, 400, text);
    assert.match((JSON.parse(text) as { message: string }).message, what);
  }
  assert.equal((await save('{"n":{"type":"integer","minimum":5,"default":7}}')).status, 200);
});
