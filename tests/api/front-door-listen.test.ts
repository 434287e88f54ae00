import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import { connect as connectTls } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { RotaError } from '../../contract/errors.ts';
import { good, openDoor, statusPath } from '../support/front-door.ts';

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof RotaError, String(error));
    return error.message;
  }
  throw new Error('nothing was refused');
}

test('a port that another Rota holds is named, with the way out', async () => {
  const first = await openDoor();
  const second = await openDoor();
  const words = await refusal(second.door.listen({ host: '127.0.0.1', port: first.port }));
  assert.match(
    words,
    new RegExp(`^Port ${first.port} is in use by another Rota\\. Choose another port: set ROTA_PORT`),
  );
  await Promise.all([first.close(), second.close()]);
});

test('a port that another program holds is named, on Linux with the program', async () => {
  const other = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const door = await openDoor();
  const words = await refusal(door.door.listen({ host: '127.0.0.1', port }));
  assert.match(
    words,
    process.platform === 'linux'
      ? new RegExp(`in use by .+ \\(process ${process.pid}\\)`)
      : /in use by another program/,
  );
  other.close();
  other.closeAllConnections();
  await door.close();
});

test('an address that others can reach is refused without TLS', async () => {
  const door = await openDoor();
  assert.match(
    await refusal(door.door.listen({ host: '0.0.0.0', port: 0 })),
    /without TLS passwords would travel in the clear/,
  );
  await door.close();
});

test('with TLS made on the spot the fingerprint is the one that clients see, and the key is for its owner only', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-tls-'));
  const door = await openDoor();
  const open = await door.door.listen({ host: '0.0.0.0', port: 0, tls: { selfMadeIn: folder } });
  assert.match(open.url, /^https:/);
  const seen = await peerOf(open.port);
  assert.equal(seen.fingerprint256, open.fingerprint);
  assert.ok(seen.checkHost('localhost') && seen.checkIP('127.0.0.1'));
  if (process.platform !== 'win32') assert.equal((await stat(path.join(folder, 'rota-key.pem'))).mode & 0o777, 0o600);
  const valid = Date.parse(seen.validTo) - Date.parse(seen.validFrom);
  assert.ok(valid < 825 * 86_400_000, 'Apple’s systems refuse a longer life');
  await open.close();
  const files = { certFile: path.join(folder, 'rota-cert.pem'), keyFile: path.join(folder, 'rota-key.pem') };
  const again = await door.door.listen({ host: '127.0.0.1', port: 0, tls: { selfMadeIn: folder } });
  assert.equal(again.fingerprint, open.fingerprint, 'a good certificate is kept');
  await again.close();
  const own = await door.door.listen({ host: '127.0.0.1', port: 0, tls: files });
  assert.equal(own.fingerprint, new X509Certificate(await readFile(files.certFile)).fingerprint256);
  await own.close();
  await door.close();
  await rm(folder, { recursive: true });
});

test('a certificate that is not there is said with its path', async () => {
  const door = await openDoor();
  const tls = { certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' };
  assert.match(await refusal(door.door.listen({ host: '127.0.0.1', port: 0, tls })), /\/nowhere\/cert\.pem/);
  await door.close();
});

test('closing lets a call under way end', async () => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<() => void>();
  const door = await openDoor({
    connector: {
      status: () =>
        new Promise((resolve) => {
          enter(() => resolve({ answer: { status: 'RUNNING', message: 'x' }, retryAfterSeconds: 1 }));
        }),
    },
  });
  const reply = door.call(statusPath, { auth: good });
  const answer = await entered;
  const closed = door.close();
  answer();
  assert.equal((await reply).status, 200);
  await closed;
});

function peerOf(port: number): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const certificate = socket.getPeerX509Certificate();
      socket.destroy();
      if (certificate) resolve(certificate);
      else reject(new Error('no certificate'));
    });
    socket.on('error', reject);
  });
}

test('connections that cannot be taken, because no descriptor is left, do not end the server, and are reported once a minute', async (t) => {
  const door = await openDoor();
  t.after(() => door.close());
  const seen = new Promise<Server>((resolve) => {
    const hear = (message: unknown) => {
      unsubscribe('http.server.request.start', hear);
      resolve((message as { server: Server }).server);
    };
    subscribe('http.server.request.start', hear);
  });
  await door.call('/scheduler/connector-api/health');
  const server = await seen;
  for (let count = 0; count < 3; count += 1) server.emit('error', new Error('accept EMFILE'));
  assert.equal((await door.call('/scheduler/connector-api/health')).status, 200);
  assert.equal(door.lines.filter((line) => line.includes('accept EMFILE')).length, 1);
});
