import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'node:https';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { z } from 'zod';
import type { PortAnswer, RestartAnswer, settingsAnswer } from '../../contract/upkeep.ts';
import { openDoor } from '../support/front-door.ts';
import { freePort } from '../support/free-port.ts';
import { nextReady, startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

type SettingsAnswer = z.infer<typeof settingsAnswer>;

/** A server whose port comes from its settings, as for a person. */
async function startWithSettings(): Promise<TestServer> {
  const first = await startRota();
  await first.console('PATCH', '/api/settings', { port: await freePort() });
  await first.stop({ keepHome: true });
  return startRota({ home: first.home, env: { ROTA_PORT: '' } });
}

const problemOf = async (server: TestServer) =>
  (await server.console<SettingsAnswer>('GET', '/api/settings')).restartProblem;
const runningOf = async (server: TestServer) =>
  (await server.console<{ worker: { running: number } }>('GET', '/api/worker')).worker.running;

/** Calls a server that has a self-signed certificate. */
function securely(method: string, url: string, cookie: string, body?: object) {
  return new Promise<{ status: number; text: string; cookies: readonly string[] }>((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/json', origin: new URL(url).origin };
    const call = request(url, { method, headers, rejectUnauthorized: false, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text, cookies: answer.headers['set-cookie'] ?? [] }),
      );
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const cookiesOf = (answer: Response): string[] =>
  answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

async function signIn(server: TestServer): Promise<string> {
  const token = server.signInLink.split('token=')[1];
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token }),
  });
  assert.equal(answer.status, 200);
  return cookiesOf(answer)[0] ?? '';
}

const restart = (server: TestServer, cookie: string) =>
  fetch(`${server.url}/api/restart`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: server.url },
    body: '{}',
  });

test('after a restart to another port everything is there, and the browser that asked is still signed in', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    const { rows: before } = await server.console<{ rows: { id: string }[] }>('GET', '/api/schedules');
    assert.ok(before.length > 0, 'a schedule to lose');
    const port = await freePort();
    const changed = await server.console<object>('PATCH', '/api/settings', { port });
    assert.deepEqual(
      { ...changed, settings: null },
      { settings: null, needsRestart: true, canRestart: true, restartProblem: null },
    );
    const ready = nextReady(server);
    const answer = await restart(server, cookie);
    assert.equal(answer.status, 200);
    const { startMs, ...said } = (await answer.json()) as RestartAnswer;
    assert.deepEqual(said, { ok: true, url: `http://127.0.0.1:${port}`, isOutOfReach: false });
    assert.ok(startMs > 0, 'the page knows how long a start takes');
    const url = await ready;
    assert.equal(url, `http://127.0.0.1:${port}`);
    const headers = { cookie: [cookie, ...cookiesOf(answer)].join('; ') };
    const schedules = await fetch(`${url}/api/schedules`, { headers });
    assert.equal(schedules.status, 200);
    const { rows } = (await schedules.json()) as { rows: { id: string }[] };
    assert.deepEqual(
      rows.map(({ id }) => id),
      before.map(({ id }) => id),
    );
    const settings = (await (await fetch(`${url}/api/settings`, { headers })).json()) as { needsRestart: boolean };
    assert.equal(settings.needsRestart, false);
    await assert.rejects(fetch(`${server.url}/api/session`), 'nobody listens on the old port');
  } finally {
    await server.stop();
  }
});

test('a restart onto a port that another program holds is refused before anything is stopped', async () => {
  const server = await startWithSettings();
  const other = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const cookie = await signIn(server);
    const { port } = other.address() as AddressInfo;
    await server.console('PATCH', '/api/settings', { port });
    const answer = await restart(server, cookie);
    assert.equal(answer.status, 409);
    const sentence = new RegExp(`Port ${port} is in use by .+ Choose another port`);
    assert.match(await answer.text(), sentence);
    assert.equal((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status, 200);
    assert.match((await problemOf(server))?.message ?? '', sentence, 'it stands on the page');
    assert.equal((await problemOf(server))?.said?.facts[0], port, 'and can be said in Turkish');
    await server.console('PATCH', '/api/settings', { language: 'tr' });
    assert.notEqual(await problemOf(server), null, 'until the address is changed');
    await server.console('PATCH', '/api/settings', { port: await freePort() });
    await server.console('PATCH', '/api/settings', { port });
    assert.equal(await problemOf(server), null, 'and is not held against a new choice');
  } finally {
    other.close();
    other.closeAllConnections();
    await server.stop();
  }
});

test('an address that cannot be had after all sends Rota back to the one it had', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    // The port is free when it is checked, and taken while the restart waits for a run.
    const leave = path.join(server.home, 'leave');
    const code = `process.on('SIGTERM', () => {}); setInterval(() => { if (require('fs').existsSync(${JSON.stringify(leave)})) process.exit() }, 20)`;
    await server.addProcess({ name: 'Slow', command: process.execPath, args: ['-e', code], graceSeconds: 60 });
    await server.console('POST', '/api/processes/Slow/run', {});
    await until('the run is running', async () => (await runningOf(server)) === 1);
    const port = await freePort();
    await server.console('PATCH', '/api/settings', { port });
    const ready = nextReady(server);
    assert.equal((await restart(server, cookie)).status, 200);
    const other = createServer((_request, response) => response.end()).listen(port, '127.0.0.1');
    await once(other, 'listening');
    await writeFile(leave, '');
    assert.equal(await ready, server.url);
    assert.match(server.output(), new RegExp(`Port ${port} is in use by[^]*Rota goes back to ${server.url}`));
    const settings = await fetch(`${server.url}/api/settings`, { headers: { cookie } });
    assert.equal(settings.status, 200, 'still signed in');
    const { needsRestart, restartProblem } = (await settings.json()) as SettingsAnswer;
    assert.equal(needsRestart, true);
    assert.match(restartProblem?.message ?? '', new RegExp(`^Port ${port} is in use by`));
    // The page may retry as soon as the reason is gone.
    other.close();
    other.closeAllConnections();
    const again = nextReady(server);
    const answer = await restart(server, cookie);
    assert.equal(answer.status, 200);
    const url = await again;
    assert.equal(url, `http://127.0.0.1:${port}`);
    const headers = { cookie: [cookie, ...cookiesOf(answer)].join('; ') };
    const after = (await (await fetch(`${url}/api/settings`, { headers })).json()) as SettingsAnswer;
    assert.deepEqual([after.needsRestart, after.restartProblem], [false, null]);
  } finally {
    await server.stop();
  }
});

test('an address of another computer, or one that the TLS settings forbid, is refused with its reason', async () => {
  const first = await startWithSettings();
  await first.stop({ keepHome: true });
  const server = await startRota({ home: first.home, env: { ROTA_PORT: '', ROTA_TLS: 'off' } });
  try {
    const cookie = await signIn(server);
    await server.console('PATCH', '/api/settings', { host: '198.51.100.7' });
    const answer = await restart(server, cookie);
    assert.equal(answer.status, 409);
    assert.match(
      await answer.text(),
      /198\.51\.100\.7, port \d+ \(EADDRNOTAVAIL\)\. It is no address of this computer/,
    );
    const { state } = await server.console<PortAnswer>('POST', '/api/port', { port: await freePort() });
    assert.equal(state, 'elsewhere');
    await server.console('PATCH', '/api/settings', { host: '0.0.0.0' });
    assert.equal((await restart(server, cookie)).status, 409);
    assert.match((await problemOf(server))?.message ?? '', /without TLS passwords would travel in the clear/);
  } finally {
    await server.stop();
  }
});

test('"this network" gets the certificate that the page promises, and the browser stays signed in there and on its way back', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    await server.console('PATCH', '/api/settings', { host: '0.0.0.0' });
    const ready = nextReady(server);
    const answer = await restart(server, cookie);
    const { port } = new URL(server.url);
    const { url } = (await answer.json()) as RestartAnswer;
    assert.ok(existsSync(path.join(server.home, 'tls', 'rota-cert.pem')), 'made while the old server is still there');
    assert.equal(url, `https://127.0.0.1:${port}`, 'by the name that the browser uses');
    assert.equal(await ready, url, 'it is there as well for programs of this computer');
    const session = await securely('GET', `${url}/api/session`, cookie);
    const { baseUrl } = JSON.parse(session.text) as { baseUrl: string };
    assert.doesNotMatch(baseUrl, /0\.0\.0\.0/, 'no program can call that');
    const there = await securely('GET', `${url}/api/settings`, cookie);
    assert.equal(there.status, 200);
    assert.equal((JSON.parse(there.text) as SettingsAnswer).needsRestart, false);
    await securely('PATCH', `${url}/api/settings`, cookie, { host: null });
    const back = nextReady(server);
    const home = await securely('POST', `${url}/api/restart`, cookie, {});
    assert.equal((JSON.parse(home.text) as RestartAnswer).url, server.url);
    assert.match(home.cookies[0] ?? '', /^rota_session_/);
    assert.doesNotMatch(home.cookies[0] ?? '', /Secure/i, 'a browser would not send it without TLS');
    await back;
    assert.equal((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status, 200);
  } finally {
    await server.stop();
  }
});

test('a certificate that cannot be kept is refused before anything is stopped', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    await writeFile(path.join(server.home, 'tls'), 'in the way');
    await server.console('PATCH', '/api/settings', { host: '0.0.0.0' });
    const answer = await restart(server, cookie);
    assert.equal(answer.status, 409);
    assert.match(await answer.text(), /A TLS certificate cannot be kept in .*tls: EEXIST/);
    assert.match((await problemOf(server))?.message ?? '', /cannot be kept/);
  } finally {
    await server.stop();
  }
});

test('under another name, where its cookie does not go, the browser gets a link that signs it in once', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    await server.console('PATCH', '/api/settings', { host: 'localhost' });
    const ready = nextReady(server);
    const answer = await restart(server, cookie);
    const { url } = (await answer.json()) as RestartAnswer;
    const origin = `http://localhost:${new URL(server.url).port}`;
    assert.ok(url !== null && url.startsWith(`${origin}/#/sign-in?token=`), String(url));
    assert.deepEqual(cookiesOf(answer), []);
    await ready;
    const token = url.split('token=')[1];
    const open = () =>
      fetch(`${origin}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ token }),
      });
    assert.equal((await open()).status, 200);
    assert.equal((await open()).status, 401, 'only once');
  } finally {
    await server.stop();
  }
});

test('where nobody would start it again a restart is refused with what to do', async () => {
  const door = await openDoor();
  const reply = await door.call('/api/restart', { body: {}, headers: { authorization: 'Bearer command-token' } });
  assert.equal(reply.status, 409, reply.text);
  assert.match(reply.text, /cannot start itself again: close it and start it again/);
  await door.close();
});
