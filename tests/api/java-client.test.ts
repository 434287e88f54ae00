import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { findInPath } from '../support/desktop.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';

const body = JSON.stringify({
  name: 'OneStepNotepadRunner',
  values: { userName: 'Ada' },
  startDate: '2099-01-01 00:00:00',
});

test('a call that asks for an upgrade is refused once its body has come, and the next one on its line is answered', async (t) => {
  const server = await startRota();
  t.after(() => server.stop());
  const { user, password } = await server.addClient();
  const { host, hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  t.after(() => socket.destroy());
  let answers = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
  const head = (...further: string[]) =>
    ['POST /scheduler/connector-api/process/start HTTP/1.1', `Host: ${host}`, `Content-Length: ${body.length}`]
      .concat(further, '', '')
      .join('\r\n');
  socket.write(head('Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAEAAEAAAAIAAAAB'));
  // Answered after the half call arrived, so the server has seen that one.
  assert.equal((await fetch(`${server.url}/scheduler/connector-api/health`)).status, 200);
  assert.equal(answers, '', 'nothing is said while the body is on its way');
  socket.write(body);
  await until('it is refused', () => answers.startsWith('HTTP/1.1 401 ') && answers.includes('"UNAUTHORIZED"'));
  socket.write(head(`Authorization: Basic ${btoa(`${user}:${password}`)}`) + body);
  await until('the next one is answered', () => answers.includes('HTTP/1.1 200 '));
});

const noJava =
  findInPath('java') === undefined ? 'SKIPPED: there is no java here (Debian: default-jdk-headless)' : false;

test(
  'each of many new Java clients with an Authenticator gets its answer through a slow relay',
  { skip: noJava },
  async (t) => {
    const { url: relay, leadTo } = await slowRelay(t);
    const server = await startRota({ env: { ROTA_HOSTS: new URL(relay).host } });
    t.after(() => server.stop());
    leadTo(Number(new URL(server.url).port));
    const { user, password } = await server.addClient();
    const program = path.join(import.meta.dirname, '..', 'fixtures', 'java', 'Starts.java');
    const given = [program, `${relay}/scheduler/connector-api/process/start`, user, password, body, '60'];
    const { stdout } = await promisify(execFile)('java', given);
    assert.deepEqual(
      stdout.trim().split(/\s+/),
      Array.from({ length: 60 }, () => '200'),
    );
  },
);

/** Forwards each piece after a different delay in milliseconds, as a network does. */
async function slowRelay(t: TestContext): Promise<{ url: string; leadTo: (port: number) => void }> {
  let target = 0;
  let pieces = 0;
  const handOn = (from: Socket, to: Socket) =>
    from
      .on('data', (piece) => {
        from.pause();
        setTimeout(() => to.write(piece, () => from.resume()), (pieces += 1) % 4);
      })
      .on('close', () => to.destroySoon())
      .on('error', () => to.destroy());
  const relay = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    handOn(socket, onward);
    handOn(onward, socket);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  t.after(() => void relay.close());
  return { url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`, leadTo: (port) => void (target = port) };
}
