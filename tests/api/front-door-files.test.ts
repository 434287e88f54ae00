import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { rotaError } from '../../contract/errors.ts';
import { openDoor } from '../support/front-door.ts';

let folder: string;
let door: Awaited<ReturnType<typeof openDoor>>;
const authorization = 'Bearer command-token';
const get = (to: string) => door.call(to, { headers: { authorization } });

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rota-files-'));
  const page = path.join(folder, 'page');
  await mkdir(path.join(page, 'assets'), { recursive: true });
  const files = {
    'page/index.html': '<!doctype html><html><head><meta name="csp-nonce" content="none"></head></html>',
    'page/assets/main-abc123.js': 'export {};',
    'page/.secret': 'hidden',
    'attempt-1.log': 'line one\n',
    'report.html': '<script>alert(1)</script>',
    'error.png': 'png',
    'outside.txt': 'outside',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const runs = {
    logText: (_id: string, attempt: number | undefined) =>
      Promise.resolve(path.join(folder, `attempt-${attempt ?? 1}.log`)),
    artifactFile: (_id: string, name: string) =>
      name.includes('..')
        ? Promise.reject(rotaError('NOT_FOUND', 'there is no such file'))
        : Promise.resolve(path.join(folder, name)),
  };
  door = await openDoor({ engine: { runs } as never, deps: { pageFolder: page } });
});
after(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

test('the page comes with a nonce of its own each time, the same in its policy', async () => {
  const nonces = new Set<string>();
  for (let count = 0; count < 3; count += 1) {
    const reply = await door.call('/');
    assert.equal(reply.status, 200);
    const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(reply.text)?.[1] ?? '';
    assert.equal(
      reply.headers['content-security-policy'],
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'none'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    assert.equal(reply.headers['cache-control'], 'no-store');
    nonces.add(nonce);
  }
  assert.equal(nonces.size, 3);
});

test('hashed files are kept for ever, hidden ones and those outside are not served', async () => {
  const asset = await door.call('/assets/main-abc123.js');
  assert.equal(asset.status, 200);
  assert.match(String(asset.headers['cache-control']), /max-age=31536000, immutable/);
  for (const to of [
    '/.secret',
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/assets/../../outside.txt',
    '/assets/missing.js',
  ]) {
    const reply = await door.call(to);
    assert.equal(reply.status, 404, to);
    assert.doesNotThrow(() => reply.json());
  }
});

test('a log is saved as text', async () => {
  const reply = await get('/api/runs/r1/log.txt?attempt=1');
  assert.equal(reply.text, 'line one\n');
  assert.equal(reply.headers['content-type'], 'text/plain; charset=utf-8');
  assert.equal(reply.headers['content-disposition'], 'attachment; filename=run-r1-attempt-1.log.txt');
  assert.equal((await get('/api/runs/r1/log.txt?attempt=2')).status, 404);
  assert.equal((await get('/api/runs/r1/log.txt?attempt=0')).status, 400);
});

test('what a robot left is saved, never run in the name of the page; pictures may be shown', async () => {
  const html = await get('/api/runs/r1/artifacts/report.html');
  assert.equal(html.headers['content-type'], 'application/octet-stream');
  assert.match(String(html.headers['content-disposition']), /^attachment;/);
  assert.match(String(html.headers['content-security-policy']), /sandbox/);
  const png = await get('/api/runs/r1/artifacts/error.png');
  assert.equal(png.headers['content-type'], 'image/png');
  assert.match(String(png.headers['content-disposition']), /^inline;/);
  assert.equal(png.headers['x-content-type-options'], 'nosniff');
});

test('files outside a run’s artifacts, and any without signing in, are refused', async () => {
  assert.equal((await get('/api/runs/r1/artifacts/..%2f..%2fetc%2fpasswd')).status, 404);
  assert.equal((await door.call('/api/runs/r1/artifacts/error.png')).status, 401);
  assert.equal((await door.call('/api/runs/r1/log.txt')).status, 401);
});
