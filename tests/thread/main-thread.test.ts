import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { noDesktopBecause, startDesktop } from '../support/desktop.ts';
import { startRota, testClient } from '../support/server.ts';
import { nothing, oneLine } from '../runner/rig.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');
const cli = path.join(root, 'server', 'cli', 'rota.ts');
const artifacts = path.join(root, 'artifacts');

const rota = (home: string, ...words: string[]) =>
  run(process.execPath, [cli, ...words], { env: { ...process.env, ROTA_HOME: home, ROTA_PORT: '0' } });

/** Writes bytes as another client would, and reads one whole answer. */
function rawCall(url: string, bytes: string): Promise<{ head: string; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const [head, body] = text.split('\r\n\r\n', 2);
      const length = /content-length: (\d+)/i.exec(head ?? '')?.[1];
      if (body === undefined || Buffer.byteLength(body) < Number(length)) return;
      socket.end();
      resolve({ head: head ?? '', body });
    });
    socket.on('error', reject);
  });
}

const desktopMissing = noDesktopBecause();

test(
  'a call starts the notepad robot in a real editor window and brings its result back',
  { skip: desktopMissing },
  async () => {
    const desktop = await startDesktop();
    const server = await startRota({ env: { DISPLAY: desktop.display } });
    try {
      const { stdout } = await rota(server.home, 'client', 'add', 'erp', '--json');
      const { user, password } = JSON.parse(stdout) as { user: string; password: string };
      const client = testClient(server.url, { user, password });

      // The corrected sample of the vendor's document, run now.
      const body = {
        // Slowly, so that the window is visible even on a busy computer.
        values: { kullaniciAdi: 'Şebnem', kullaniciSoyadi: 'Öğütçü', delayMs: 200 },
        runOnce: 'Y',
        runImmediately: 'Y',
        retryCount: '1',
        name: 'OneStepNotepadRunner',
      };
      const started = await client.call('process/start', body);
      assert.equal(started.status, 200);
      assert.deepEqual(Object.keys(started.body).slice(0, 2), ['robustaSpid', 'message']);
      assert.equal(started.body['message'], 'Process saved');
      const spid = String(started.body['robustaSpid']);

      const states: string[] = [];
      const windows = new Set<string>();
      let answer: Record<string, unknown> = {};
      while (states.at(-1) !== 'SUCCEEDED' && states.at(-1) !== 'FAILED') {
        ({ body: answer } = await client.call(`process/status/${spid}`));
        const state = String(answer['status']);
        if (states.at(-1) !== state) states.push(state);
        for (const title of await desktop.windows()) {
          if (title.includes('Mousepad')) {
            mkdirSync(artifacts, { recursive: true });
            // The last one stays: the window with the typed text.
            await desktop.screenshot(path.join(artifacts, 'main-thread.png')).catch(() => {});
          }
          windows.add(title);
        }
      }
      assert.equal(answer['message'], 'Your transaction has ended.');
      assert.equal(answer['__out_x'], 'Şebnem Öğütçü');
      assert.ok(states.includes('RUNNING'), `seen: ${states.join(', ')}`);
      assert.ok(
        [...windows].some((title) => title.includes('Mousepad')),
        `no editor window was there: ${[...windows].join(', ')}`,
      );
      assert.deepEqual(
        (await desktop.windows()).filter((title) => title.includes('Mousepad')),
        [],
        'the editor is closed again',
      );

      const runId = String(answer['runId']);
      const { run: detail } = await server.console<{ run: { artifacts: { name: string }[] } }>(
        'GET',
        `/api/runs/${runId}`,
      );
      const note = detail.artifacts.find(({ name }) => name.endsWith('.txt'));
      assert.ok(note, 'the saved file is among the artifacts');
      const { token } = JSON.parse(await readFile(path.join(server.home, 'connection.json'), 'utf8')) as {
        token: string;
      };
      const file = await fetch(`${server.url}/api/runs/${runId}/artifacts/${note.name}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal((await file.text()).trim(), 'Şebnem Öğütçü');
    } finally {
      await server.stop();
      await desktop.stop();
    }
  },
);

test('the exact bytes of the real client are understood', async () => {
  const server = await startRota({ env: { DISPLAY: '', WAYLAND_DISPLAY: '' } });
  try {
    const client = await server.addClient();
    const authorization = `Basic ${Buffer.from(`${client.user}:${client.password}`, 'ascii').toString('base64')}`;
    const body =
      '{"name":"OneStepNotepadRunner","values":{"kullaniciAdi":"Ada","kullaniciSoyadi":"Lovelace"},"runOnce":"Y","runImmediately":"Y","worker":"1"}';
    const { head, body: text } = await rawCall(
      server.url,
      `POST //scheduler/connector-api/process/start HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nAuthorization: ${authorization}\r\n` +
        `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    assert.match(head, /^HTTP\/1\.1 200 /);
    const answer = JSON.parse(text) as { robustaSpid: string; message: string };
    assert.equal(answer.message, 'Process saved');
    assert.match(answer.robustaSpid, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const final = await client.final(answer.robustaSpid);
    assert.equal(final['status'], 'SUCCEEDED');
    assert.equal(final['__out_x'], 'Ada Lovelace');
  } finally {
    await server.stop();
  }
});

test('a process whose program does not exist ends FAILED with a sentence that names the program', async () => {
  const server = await startRota();
  try {
    await server.addProcess({ name: 'Ghost', command: 'no-such-program-4711' });
    const client = await server.addClient();
    const final = await client.final(await client.start({ name: 'Ghost' }));
    assert.equal(final['status'], 'FAILED');
    assert.match(String(final['message']), /no-such-program-4711/);
  } finally {
    await server.stop();
  }
});

test('a second start on the same folder says who holds it, and does not disturb', async () => {
  const server = await startRota();
  try {
    await assert.rejects(startRota({ home: server.home }), (error: Error) => {
      assert.match(error.message, new RegExp(`process ${server.child.pid}`));
      assert.match(error.message, /ROTA_HOME/);
      return true;
    });
    assert.equal((await fetch(`${server.url}/scheduler/connector-api/health`)).status, 200);
  } finally {
    await server.stop();
  }
});

test('a taken port says which one, by whom, and how to choose another', async () => {
  const server = await startRota();
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-test-'));
  try {
    const { port } = new URL(server.url);
    await assert.rejects(startRota({ home, env: { ROTA_PORT: port } }), (error: Error) => {
      assert.match(error.message, new RegExp(`Port ${port} is in use by another Rota`));
      assert.match(error.message, /ROTA_PORT/);
      return true;
    });
  } finally {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
});

test('the command line works before the server was ever started, and beside it', async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-test-'));
  const file = path.join(home, 'hello.json');
  await writeFile(
    file,
    JSON.stringify({
      name: 'Hello',
      script: 'hello.mjs',
      parameters: { properties: { who: { type: 'string' } }, required: ['who'] },
    }),
  );
  await writeFile(
    path.join(home, 'hello.mjs'),
    `import { appendFileSync } from 'node:fs';\nappendFileSync(process.env.ROTA_OUTPUT, 'greeting=hello ' + process.env.INPUT_WHO + '\\n');\n`,
  );
  const made = JSON.parse((await rota(home, 'client', 'add', 'before', '--json')).stdout) as {
    user: string;
    password: string;
  };
  await rota(home, 'process', 'add', file);
  const server = await startRota({ home });
  try {
    const client = testClient(server.url, made);
    const final = await client.final(await client.start({ name: 'Hello', values: { who: 'you' } }));
    assert.equal(final['__out_greeting'], 'hello you');

    const beside = JSON.parse((await rota(home, 'client', 'add', 'beside', '--json')).stdout) as {
      user: string;
      password: string;
    };
    assert.equal((await testClient(server.url, beside).call('process/list')).status, 200);
    const { stdout } = await rota(home, 'run', 'Hello', '--value', 'who=me', '--wait', '--json');
    assert.deepEqual((JSON.parse(stdout) as { outputs: unknown }).outputs, { greeting: 'hello me' });
    await assert.rejects(rota(home, 'run', 'Hello', '--wait'), /who/);
    const other = await rota(home, 'run', 'hello', '--value', 'who=all', '--wait', '--json');
    assert.deepEqual((JSON.parse(other.stdout) as { outputs: unknown }).outputs, { greeting: 'hello all' });
    await assert.rejects(rota(home, 'run', 'Helo', '--wait'), /no process "Helo"; did you mean "Hello"\?/);
  } finally {
    await server.stop();
  }
});

test('a backup made while Rota runs opens as a data folder of its own', async () => {
  const server = await startRota();
  const copy = await mkdtemp(path.join(os.tmpdir(), 'rota-test-'));
  try {
    await server.addProcess({ name: 'Hello', ...nothing });
    const client = await server.addClient();
    const spid = await client.start({ name: 'Hello' });
    await client.final(spid);
    const { stdout } = await rota(server.home, 'backup', '--json');
    await cp((JSON.parse(stdout) as { folder: string }).folder, copy, { recursive: true });
    const second = await startRota({ home: copy });
    const answer = await testClient(second.url, client).call(`process/status/${spid}`);
    assert.equal(answer.body['status'], 'SUCCEEDED');
    await second.stop();
  } finally {
    await server.stop();
    await rm(copy, { recursive: true, force: true });
  }
});

test('a secret that is left alone when a run is repeated stays what it was', async () => {
  const server = await startRota();
  try {
    const code = `const { INPUT_PASSWORD, INPUT_WHO, ROTA_OUTPUT } = process.env;
      if (INPUT_PASSWORD !== 'hunter2') process.exit(1);
      require('fs').writeFileSync(ROTA_OUTPUT, 'who=' + INPUT_WHO);`;
    const parameters = {
      properties: { who: { type: 'string' }, password: { type: 'string', writeOnly: true } },
      required: ['password'],
    };
    await server.addProcess({ name: 'P', ...oneLine(code), parameters });
    const client = await server.addClient();
    const first = await client.final(await client.start({ name: 'P', values: { who: 'one', password: 'hunter2' } }));
    assert.equal(first['__out_who'], 'one');
    type Shown = { run: { id: string; scheduleId: string; values: Record<string, unknown> } };
    const { run: shown } = await server.console<Shown>('GET', `/api/runs/${String(first['runId'])}`);
    assert.equal(shown.values['password'], '••••');
    await server.console('POST', `/api/runs/${shown.id}/rerun`, { values: { ...shown.values, who: 'two' } });
    const again = await client.final(shown.scheduleId);
    assert.equal(again['status'], 'SUCCEEDED');
    assert.equal(again['__out_who'], 'two');
  } finally {
    await server.stop();
  }
});
