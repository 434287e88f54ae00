import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import type { TestClient } from '../support/server.ts';
import { isWindows } from '../support/windows.ts';

// Files of a run as programs download them: against a real server.

interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly attempt: number | null;
  readonly bytes: number;
  readonly path: string;
}

/** Windows has no file with a quote in its name. */
const odd = isWindows ? "Ödeme 'son' 100%.txt" : 'Ödeme "son" 100%.txt';
const robot = `
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
const folder = path.join(process.env.ROTA_RUN_DIR, 'artifacts');
mkdirSync(path.join(folder, 'sub dir'), { recursive: true });
writeFileSync(path.join(folder, 'report.txt'), '0123456789');
writeFileSync(path.join(folder, 'sub dir', 'a#b.txt'), 'inside');
writeFileSync(path.join(folder, 'empty.txt'), '');
writeFileSync(path.join(folder, ${JSON.stringify(odd)}), 'odd');
writeFileSync(path.join(folder, 'invoice\\u202efdp.exe'), 'turned round');
console.log('done with it');
`;

let connector: Connector;
let spid: string;
let files: readonly Listed[];
before(async () => {
  connector = await openConnector();
  const script = path.join(connector.server.home, 'leaves.mjs');
  writeFileSync(script, robot);
  await connector.server.addProcess({ name: 'Leaves', script });
  spid = await connector.client.start({ name: 'Leaves' });
  await connector.client.final(spid);
  const { body } = await connector.client.call(`process/files/${spid}`);
  files = body['files'] as Listed[];
});
after(() => connector.stop());

const basic = ({ user, password }: TestClient) => `Basic ${btoa(`${user}:${password}`)}`;
const get = (to: string, headers: Record<string, string> = {}, method = 'GET', client = connector.client) =>
  fetch(`${connector.server.url}${to}`, { method, headers: { authorization: basic(client), ...headers } });
const listed = (name: string): Listed => {
  const found = files.find((file) => file.name === name);
  assert.ok(found, name);
  return found;
};

test('all that a run left is listed with its size, and the path beside it gives just that', async () => {
  assert.equal(files.length, 6);
  assert.deepEqual(
    files.filter(({ kind }) => kind === 'log').map(({ name, attempt }) => [name, attempt]),
    [['attempt-1.log', 1]],
  );
  for (const { name, bytes, path: to } of files) {
    const answer = await get(to);
    assert.equal(answer.status, 200, name);
    assert.equal((await answer.arrayBuffer()).byteLength, bytes, name);
  }
  assert.equal(await (await get(listed('sub dir/a#b.txt').path)).text(), 'inside');
  assert.match(await (await get(listed('attempt-1.log').path)).text(), /done with it/);
  assert.equal(
    await (await get(`/scheduler/connector-api/process/files/${spid}/sub%20dir/a%23b.txt`)).text(),
    'inside',
  );
});

test('a strong ETag spares what is known already, and belongs to these bytes alone', async () => {
  const { path: to } = listed('report.txt');
  const first = await get(to);
  const etag = first.headers.get('etag') ?? '';
  assert.match(etag, /^"[^"]+"$/);
  assert.equal(first.headers.get('accept-ranges'), 'bytes');
  for (const wanted of [etag, `"other", ${etag}`, '*', `W/${etag}`]) {
    const again = await get(to, { 'if-none-match': wanted });
    assert.deepEqual([again.status, again.headers.get('etag'), await again.text()], [304, etag, ''], wanted);
  }
  assert.equal((await get(to, { 'if-none-match': '"other"' })).status, 200);
  assert.notEqual((await get(listed('empty.txt').path)).headers.get('etag'), etag);
  const gone = await get(to, { 'if-match': '"other"' });
  assert.deepEqual([gone.status, codeOf((await gone.json()) as never)], [412, 'PRECONDITION_FAILED']);
});

test('ranges: a part, the end, only while the file is the same, and none beyond it', async () => {
  const { path: to } = listed('report.txt');
  const etag = (await get(to)).headers.get('etag') ?? '';
  const part = await get(to, { range: 'bytes=2-4' });
  assert.deepEqual(
    [part.status, part.headers.get('content-range'), part.headers.get('content-length'), await part.text()],
    [206, 'bytes 2-4/10', '3', '234'],
  );
  assert.equal(await (await get(to, { range: 'bytes=-3' })).text(), '789');
  assert.equal(await (await get(to, { range: 'bytes=7-', 'if-range': etag })).text(), '789');
  const changed = await get(to, { range: 'bytes=7-', 'if-range': '"other"' });
  assert.deepEqual([changed.status, await changed.text()], [200, '0123456789']);
  const beyond = await get(to, { range: 'bytes=10-' });
  assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, 'bytes */10']);
  assert.match(beyond.headers.get('content-type') ?? '', /^application\/json/);
  const body = (await beyond.json()) as Record<string, unknown>;
  assert.deepEqual([codeOf(body), beyond.headers.get('etag')], ['RANGE_INVALID', null]);
  assert.equal((await get(to, { range: 'lines=1-2' })).status, 200, 'other units are ignored');
});

test('HEAD says the same without the bytes, also where a range is asked', async () => {
  const { path: to } = listed('report.txt');
  const whole = await get(to);
  const head = await get(to, { range: 'bytes=2-4' }, 'HEAD');
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '10', '']);
  for (const name of ['etag', 'content-type', 'content-disposition', 'last-modified'])
    assert.equal(head.headers.get(name), whole.headers.get(name), name);
  const refused = await get(to, {}, 'DELETE');
  assert.deepEqual([refused.status, refused.headers.get('allow')], [405, 'GET, HEAD']);
});

test('a file is called what the robot called it, never run, and a name cannot pass for another', async () => {
  const { headers } = await get(listed(odd).path);
  const named = headers.get('content-disposition') ?? '';
  assert.match(named, /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/);
  const decoded = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(named)?.[1] ?? '');
  assert.equal(decoded, odd.replaceAll('"', '_'));
  assert.equal(headers.get('content-type'), 'application/octet-stream');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  const turned = await get(listed('invoice\u202efdp.exe').path);
  assert.match(turned.headers.get('content-disposition') ?? '', /filename="?invoice_fdp\.exe"?$/);
});

test('whoever may not see the start gets none of its files, and no name leads out of the folder', async () => {
  const other = await connector.server.addClient({ name: 'other', scopes: ['start'] });
  const narrow = await connector.server.addClient({ name: 'narrow', scopes: ['read'], processes: ['Obey'] });
  for (const client of [other, narrow]) {
    assert.equal((await client.call(`process/files/${spid}`)).status, 404);
    for (const { path: to } of files) assert.equal((await get(to, {}, 'GET', client)).status, 404, to);
  }
  assert.equal((await fetch(`${connector.server.url}${listed('report.txt').path}`)).status, 401);
  for (const name of [
    '..%2f..%2f..%2f..%2frota.json',
    '%2e%2e/attempt-1.log',
    '..%2fattempt-1.input.json',
    '%2fetc%2fpasswd',
    '%00',
  ])
    assert.equal((await get(`/scheduler/connector-api/process/files/${spid}/${name}`)).status, 404, name);
  const foreign = await connector.client.start({ name: 'Obey' });
  await connector.client.final(foreign);
  const { body } = await connector.client.call(`process/files/${foreign}`);
  const mixed = await connector.client.call(`process/files/${spid}?run=${String(body['runId'])}`);
  assert.deepEqual(
    [mixed.status, codeOf(mixed.body)],
    [404, 'NOT_FOUND'],
    'a run of another start is none of this one',
  );
  const own = await other.start({ name: 'Leaves' });
  await other.final(own);
  assert.equal((await other.call(`process/files/${own}`)).status, 200);
});

test('a start that has not begun has no files, and says so', async () => {
  const planned = await connector.client.start({ name: 'Leaves', startDate: '2099-01-01' });
  const { status, body } = await connector.client.call(`process/files/${planned}`);
  assert.equal(status, 404);
  assert.match(String(body['message']), /no run of it has begun/);
});

test('an older run of a plan keeps its files under its own id', async () => {
  const first = files[0] as Listed;
  const runId = /run=([^&]+)/.exec(first.path)?.[1];
  const { status, body } = await connector.client.call(`process/files/${spid}?run=${runId}`);
  assert.deepEqual([status, body['runId']], [200, runId]);
  const log = await get(`/scheduler/connector-api/process/log/${spid}/file?attempt=2`);
  assert.equal(log.status, 404);
  assert.equal((await get(`/scheduler/connector-api/process/log/${spid}/file?attempt=x`)).status, 400);
});
