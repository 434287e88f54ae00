import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before, type TestContext } from 'node:test';
import { generate } from 'selfsigned';
import { findInPath } from '../support/desktop.ts';
import { freePort } from '../support/free-port.ts';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const name = 'rota.example.com';
const docs = await readFile(path.join(import.meta.dirname, '..', '..', 'docs', 'behind-a-proxy.md'), 'utf8');

let folder: string;
let server: TestServer;
let client: TestClient;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rota-proxy-'));
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], { keySize: 2048 });
  await Promise.all([
    writeFile(path.join(folder, 'rota.pem'), cert),
    writeFile(path.join(folder, 'rota.key'), key),
    writeFile(path.join(folder, 'rota-with-key.pem'), `${cert}\n${key}`),
  ]);
  server = await startRota({ env: { ROTA_HOSTS: name, ROTA_PROXIES: '127.0.0.1' } });
  client = await server.addClient();
});
after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The document's example for one proxy, with this computer's ports and files. */
function example(language: string, port: number): string {
  const [, text = ''] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(docs) ?? [];
  assert.notEqual(text, '', `docs/behind-a-proxy.md has no example in ${language}`);
  return text
    .replaceAll('127.0.0.1:8484', new URL(server.url).host)
    .replaceAll('/etc/ssl/', `${folder}/`)
    .replace(/listen 443 ssl/, `listen 127.0.0.1:${port} ssl`)
    .replace(/\*:443/, `127.0.0.1:${port}`)
    .replace(/bind :443/, `bind 127.0.0.1:${port}`)
    .replace(/^rota\.example\.com \{/, `https://rota.example.com:${port} {\n  bind 127.0.0.1`);
}

interface Proxy {
  readonly title: string;
  readonly program: string;
  readonly debian: string;
  readonly language: string;
  /** The complete configuration around the example, and the command that runs it in the foreground. */
  readonly start: (text: string, home: string) => Promise<readonly string[]>;
}

const modules = '/usr/lib/apache2/modules';
const proxies: readonly Proxy[] = [
  {
    title: 'nginx',
    program: 'nginx',
    debian: 'nginx-light',
    language: 'nginx',
    async start(text, home) {
      const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${home}/${kind};`,
      );
      const file = path.join(home, 'nginx.conf');
      await writeFile(
        file,
        `daemon off; pid ${home}/pid; error_log ${home}/log; events {} http { access_log off; ${kept.join(' ')}\n${text}}`,
      );
      return ['-c', file, '-e', `${home}/log`];
    },
  },
  {
    title: 'Apache',
    program: 'apache2',
    debian: 'apache2',
    language: 'apache',
    async start(text, home) {
      const needed = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb', 'proxy', 'proxy_http', 'headers'];
      const loads = needed.map((one) => `LoadModule ${one}_module ${modules}/mod_${one}.so`);
      const listen = /VirtualHost (\S+)>/.exec(text)?.[1] ?? '';
      const file = path.join(home, 'apache.conf');
      const head = [
        `ServerRoot ${home}`,
        `PidFile ${home}/pid`,
        `ErrorLog ${home}/log`,
        `Mutex file:${home}`,
        `Listen ${listen}`,
      ];
      await writeFile(file, [...loads, ...head, 'ServerName localhost', text].join('\n'));
      return ['-f', file, '-DFOREGROUND'];
    },
  },
  {
    title: 'Caddy',
    program: 'caddy',
    debian: 'caddy',
    language: 'caddy',
    async start(text, home) {
      const file = path.join(home, 'Caddyfile');
      await writeFile(file, `{\n  admin off\n  auto_https off\n}\n${text}`);
      return ['run', '--config', file, '--adapter', 'caddyfile'];
    },
  },
  {
    title: 'HAProxy',
    program: 'haproxy',
    debian: 'haproxy',
    language: 'haproxy',
    async start(text, home) {
      const file = path.join(home, 'haproxy.cfg');
      await writeFile(file, text);
      return ['-db', '-f', file];
    },
  },
];

/** One call through the proxy, by the name that only resolves here. */
function through(
  port: number,
  where: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const call = request({
      host: '127.0.0.1',
      port,
      path: where,
      method: init.method ?? 'GET',
      servername: name,
      rejectUnauthorized: false,
      agent: false,
      headers: { host: name, ...init.headers },
    });
    call.on('error', reject).on('response', (answer) => {
      let text = '';
      const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
      const done = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        if (isStream) call.destroy();
        if (isStream) done();
      });
      answer.on('end', done);
    });
    call.end(init.body);
  });
}

async function run({ program, language, start }: Proxy, t: TestContext): Promise<number> {
  const port = await freePort();
  const home = path.join(folder, language);
  await mkdir(home);
  const child = spawn(program, await start(example(language, port), home), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  t.after(async () => {
    // With its workers, which would otherwise wait for open connections.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  await until(`${program} answers`, async () => {
    assert.equal(child.exitCode, null, `${program} ended: ${said}`);
    return through(port, '/scheduler/connector-api/health').then(
      ({ status }) => status === 200,
      () => false,
    );
  });
  return port;
}

for (const proxy of proxies) {
  const missing = findInPath(proxy.program) ?? findInPath(`../sbin/${proxy.program}`);
  const skip = missing === undefined ? `SKIPPED: ${proxy.program} is not installed (Debian: ${proxy.debian})` : false;
  test(
    `behind ${proxy.title}, set up as the document says, programs, the page and live events get through`,
    { skip },
    async (t) => {
      const port = await run(proxy, t);
      const authorization = `Basic ${btoa(`${client.user}:${client.password}`)}`;
      const body = JSON.stringify({
        name: 'OneStepNotepadRunner',
        values: { userName: 'Ada' },
        startDate: '2099-01-01 00:00:00',
      });
      const started = await through(port, '/scheduler/connector-api/process/start', {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'content-length': String(body.length) },
        body,
      });
      assert.equal(started.status, 200, started.text);

      const described = JSON.parse((await through(port, '/scheduler/connector-api/openapi.json')).text) as {
        servers: { url: string }[];
      };
      assert.equal(described.servers[0]?.url, `https://${name}`);

      const { url } = await server.console<{ url: string }>('POST', '/api/session/link');
      const token = new URL(url.replace('/#', '')).searchParams.get('token');
      const credentials = JSON.stringify({ token });
      const signedIn = await through(port, '/api/session', {
        method: 'POST',
        headers: {
          origin: `https://${name}`,
          'content-type': 'application/json',
          'content-length': String(credentials.length),
        },
        body: credentials,
      });
      assert.equal(signedIn.status, 200, signedIn.text);
      const [cookie = ''] = signedIn.headers['set-cookie'] as string[];
      assert.match(cookie, /; Secure/);
      const events = await through(port, '/api/events', { headers: { cookie: cookie.split(';')[0] ?? '' } });
      assert.match(events.text, /"hello"/);

      const page = await through(port, '/', { headers: { accept: 'text/html' } });
      const script = /src="\.(\/assets\/[^"]+)"/.exec(page.text)?.[1] ?? '';
      const asset = await through(port, script, { headers: { origin: `https://${name}` } });
      assert.equal(asset.status, 200);
    },
  );
}

test('a proxy that keeps its own Host is named in the refusal of a page behind it, whose files come all the same', async () => {
  const origin = 'https://rota.example.com';
  const refused = await fetch(`${server.url}/api/session`, { method: 'POST', headers: { origin }, body: '{}' });
  assert.equal(refused.status, 403);
  const { message } = (await refused.json()) as { message: string };
  assert.match(message, /page at "https:\/\/rota\.example\.com", but it was sent to "127\.0\.0\.1:\d+".*ROTA_HOSTS/);
});

test('a host that differs only by its port is told what to set, as is a foreign name', async () => {
  const ask = (host: string) =>
    new Promise<string>((resolve, reject) => {
      void import('node:http').then(({ request: plain }) => {
        const { hostname, port } = new URL(server.url);
        plain({ hostname, port, path: '/scheduler/connector-api/health', headers: { host } }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
          answer.on('end', () => resolve((JSON.parse(text) as { message: string }).message));
        })
          .on('error', reject)
          .end();
      });
    });
  assert.match(await ask('127.0.0.1:9999'), /names port 9999, but Rota listens on \d+:.*ROTA_HOSTS=127\.0\.0\.1:9999/);
  assert.match(await ask('robot.example.org'), /names "robot\.example\.org", .*ROTA_HOSTS=robot\.example\.org/);
});
