import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { good, openDoor, startPath, statusPath } from '../support/front-door.ts';
import { callRaw } from '../support/http-client.ts';

const door = await openDoor();
after(() => door.close());

const started = () => door.started.at(-1);
const send = (body: string | Buffer, type = 'application/json', headers: Record<string, string> = {}) =>
  door.call(startPath, { auth: good, body, headers: { 'content-type': type, ...headers } });

for (const path of [
  '//scheduler/connector-api/process/start',
  '/Scheduler/Connector-API/Process/START',
  '//Scheduler/Connector-API/process/start/',
  '/scheduler///connector-api//process/start//',
  'http://127.0.0.1//scheduler/connector-api/process/start',
]) {
  test(`the path ${path} is found`, async () => {
    const reply = await door.call(path, { auth: good, body: { name: 'x' } });
    assert.equal(reply.status, 200, reply.text);
  });
}

test('an answer is JSON in UTF-8 that nobody keeps', async () => {
  const reply = await door.call(statusPath, { auth: good });
  assert.equal(reply.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(reply.headers['cache-control'], 'no-store');
  assert.equal(reply.headers['retry-after'], '2');
});

test('a start answers with the id and the message first', async () => {
  const reply = await send('{"name":"x"}');
  assert.deepEqual(Object.keys(reply.json()), ['robustaSpid', 'message', 'nextRun', 'warnings']);
});

for (const type of [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'text/html; charset=utf-8',
  'application/octet-stream',
  '',
]) {
  test(`a body is read as JSON when it comes as '${type}'`, async () => {
    const reply = await send('{"name":"Çağrı"}', type);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(started()?.body, { name: 'Çağrı' });
  });
}

test('the charset that is named is honoured, a mark at the start is dropped', async () => {
  const text = '{"name":"Çağrı"}';
  const bodies: [Buffer, string][] = [
    [Buffer.from(`\uFEFF${text}`), 'application/json'],
    [Buffer.from(`\uFEFF${text}`, 'utf16le'), 'application/json'],
    [Buffer.from(text, 'utf16le'), 'application/json; charset=utf-16le'],
    [Buffer.from([...text].map((sign) => turkish[sign] ?? sign.charCodeAt(0))), 'application/json; charset=iso-8859-9'],
    [Buffer.from([...text].map((sign) => turkish[sign] ?? sign.charCodeAt(0))), 'text/plain; charset="windows-1254"'],
  ];
  for (const [bytes, type] of bodies) {
    const reply = await send(bytes, type);
    assert.equal(reply.status, 200, `${type}: ${reply.text}`);
    assert.deepEqual(started()?.body, { name: 'Çağrı' });
  }
});
const turkish: Readonly<Record<string, number>> = { Ç: 0xc7, ğ: 0xf0, ı: 0xfd };

test('bytes that are not of their charset are refused, not guessed at', async () => {
  const reply = await send(Buffer.from([0x7b, 0x22, 0xc7, 0xfd, 0x22, 0x7d]));
  assert.equal(reply.status, 400);
  assert.match(String(reply.json()['message']), /bytes are not utf-8/);
});

test('a compressed body is read, a compressed bomb is not', async () => {
  const small = await send(gzipSync('{"name":"x"}'), 'application/json', { 'content-encoding': 'gzip' });
  assert.equal(small.status, 200, small.text);
  const bomb = await send(gzipSync(Buffer.alloc(50_000_000, 0x20)), 'application/json', { 'content-encoding': 'gzip' });
  assert.equal(bomb.status, 413);
  const broken = await send('not gzip', 'application/json', { 'content-encoding': 'gzip' });
  assert.equal(broken.status, 415, broken.text);
});

test('over two megabytes is answered with 413, as JSON', async () => {
  const reply = await send(`{"name":"${'x'.repeat(2 * 1024 * 1024)}"}`);
  assert.equal(reply.status, 413);
  assert.match(String(reply.json()['message']), /2 MB/);
});

test('two megabytes less a little are read', async () => {
  const reply = await send(`{"name":"${'x'.repeat(2 * 1024 * 1024 - 100)}"}`);
  assert.equal(reply.status, 200);
});

test('what is clearly binary is answered with 415', async () => {
  for (const [bytes, type] of [
    [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'],
    [Buffer.from([0x50, 0x4b, 0, 0, 7]), 'application/octet-stream'],
    [Buffer.from('--x\r\n'), 'multipart/mixed; boundary=x'],
    [Buffer.from('{}'), 'application/json; charset=klingon'],
  ] as const) {
    const reply = await send(bytes, type);
    assert.equal(reply.status, 415, type);
    assert.equal((reply.json()['error'] as { code: string }).code, 'CONTENT_TYPE');
  }
});

test('what was mended or given twice is reported with the start', async () => {
  const reply = await send('{“name”: “x,” “runOnce”: “Y”, “runOnce”: “N”}');
  assert.deepEqual(
    (reply.json()['warnings'] as { code: string }[]).map(({ code }) => code),
    ['JSON_REPAIRED', 'KEY_DOUBLED'],
  );
});

test('strict in the settings mends nothing', async () => {
  const strict = await openDoor({ settings: { strict: true } });
  const reply = await strict.call(startPath, { auth: good, body: '{“name”: “x”}' });
  assert.equal(reply.status, 400);
  assert.equal((reply.json()['error'] as { code: string }).code, 'JSON_INVALID');
  await strict.close();
});

test('the bytes of the real client start a process', async () => {
  const body =
    '{"values":{"userName":"Ada","userSurname":"Lovelace"},"runOnce":"Y","runImmediately":"Y","name":"OneStepNotepadRunner","worker":"1"}';
  const answer = await callRaw(
    door.port,
    `POST //scheduler/connector-api/process/start HTTP/1.1\r\nAuthorization: Basic ${Buffer.from(good, 'ascii').toString('base64')}\r\n` +
      `Content-Type: application/json; charset=utf-8\r\nHost: 127.0.0.1:${door.port}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  assert.match(answer, /^HTTP\/1\.1 200 /);
  assert.match(answer, /\{"robustaSpid":"f0d2228c-9711-42f5-91ca-afc957f29255","message":"Process saved"/);
});

test('an unknown path and a wrong method are JSON errors', async () => {
  const unknown = await door.call('/scheduler/connector-api/nothing/here', { auth: good });
  assert.equal(unknown.status, 404);
  assert.equal(unknown.json()['robustaSpid'], null);
  const wrong = await door.call(startPath, { auth: good, method: 'DELETE' });
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers['allow'], 'POST');
  assert.equal((wrong.json()['error'] as { code: string }).code, 'METHOD_NOT_ALLOWED');
  const options = await door.call(startPath, { method: 'OPTIONS' });
  assert.equal(options.status, 405);
  assert.doesNotThrow(() => options.json());
});

test('a path that cannot be decoded is simply not found, with the status a poller expects', async () => {
  const reply = await door.call('/scheduler/connector-api/process/status/%E0%A4%A', { auth: good });
  assert.equal(reply.status, 404);
  assert.equal(reply.json()['status'], 'NOT_FOUND');
});

test('a wrong query names its parameter', async () => {
  const reply = await door.call(`${statusPath}?wait=soon`, { auth: good });
  assert.equal(reply.status, 400);
  const error = reply.json()['error'] as { code: string; field: string };
  assert.deepEqual([error.code, error.field], ['QUERY_INVALID', 'wait']);
});

test('what is no HTTP request is answered as JSON, too', async () => {
  const broken = await callRaw(door.port, 'NOT HTTP AT ALL\r\n\r\n');
  assert.match(broken, /^HTTP\/1\.1 400 /);
  const headers = await callRaw(door.port, `GET / HTTP/1.1\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`);
  assert.match(headers, /^HTTP\/1\.1 431 /);
  for (const answer of [broken, headers])
    assert.doesNotThrow(() => JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as unknown);
});

test('health needs no credentials and tells nothing else', async () => {
  const reply = await door.call('/scheduler/connector-api/health');
  assert.deepEqual(reply.json(), { message: 'Rota is up', status: 'UP' });
});

test('the headers of every answer close what a browser could do with it', async () => {
  const { headers } = await door.call('/scheduler/connector-api/health');
  assert.match(String(headers['content-security-policy']), /default-src 'none'/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['x-powered-by'], undefined);
});
