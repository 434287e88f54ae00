import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { RpaProcessInput } from '../../contract/process.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** A real server in a separate process, on a free port, in a temporary data folder. */
export interface TestServer {
  readonly url: string;
  readonly home: string;
  readonly signInLink: string;
  readonly child: ChildProcess;
  /** Its output so far, stdout and stderr. */
  output(): string;
  /** Calls the console API as the command line does; throws the answer's text on an error status. */
  console<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  addProcess(definition: RpaProcessInput): Promise<void>;
  addClient(draft?: Record<string, unknown>): Promise<TestClient>;
  /** Kills only the server with SIGKILL, and waits for its end. */
  kill(): Promise<void>;
  /** Stops it and removes its folder (unless `keepHome`). */
  stop(options?: { keepHome?: boolean }): Promise<void>;
}

export interface TestClient {
  readonly user: string;
  readonly password: string;
  /** A call under the connector's prefix, e.g. `process/start`. */
  call(
    path: string,
    body?: unknown,
    init?: RequestInit,
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;
  start(body: unknown): Promise<string>;
  /** Waits (by `?wait=`) until the state is final. */
  final(spid: string): Promise<Record<string, unknown>>;
}

/** Node's arguments in `npm run server`. */
export const wordsOfServer = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { server: string } }
).scripts.server
  .split(' ')
  .slice(1);

export interface StartRota {
  readonly home?: string;
  readonly env?: Record<string, string>;
  /** Arguments for Node; adds an IPC channel to the server. */
  readonly nodeArgs?: readonly string[];
  /** A command prefix, as `prlimit --nofile=64:64`, that starts Rota. */
  readonly through?: readonly string[];
}

export async function startRota(options: StartRota = {}): Promise<TestServer> {
  const home = options.home ?? (await mkdtemp(path.join(os.tmpdir(), 'rota-test-')));
  const words = [...(options.through ?? []), process.execPath, ...(options.nodeArgs ?? []), ...wordsOfServer];
  const child = spawn(words[0] ?? '', words.slice(1), {
    cwd: root,
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.nodeArgs === undefined ? [] : (['ipc'] as const))],
  });
  let output = '';
  const ready = new Promise<{ url: string; link: string }>((resolve, reject) => {
    let url = '';
    createInterface({ input: child.stdout! }).on('line', (line) => {
      output += `${line}\n`;
      url = /^Rota is ready at (\S+)/.exec(line)?.[1] ?? url;
      const link = /^Sign in once.*: (\S+)/.exec(line)?.[1];
      if (link !== undefined) resolve({ url, link });
    });
    child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code, signal) => reject(new Error(`the server ended (${code ?? signal}): ${output}`)));
  });
  const { url, link } = await ready;
  const connectionNow = async () =>
    JSON.parse(await readFile(path.join(home, 'connection.json'), 'utf8')) as { url: string; token: string };
  const connection = await connectionNow();

  async function callConsole<T>(method: string, to: string, body?: unknown, now = connection): Promise<T> {
    const answer = await fetch(`${now.url}${to}`, {
      method,
      headers: {
        authorization: `Bearer ${now.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${to}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  }

  const server: TestServer = {
    url,
    home,
    signInLink: link,
    child,
    output: () => output,
    console: (method, to, body) => callConsole(method, to, body),
    async addProcess(definition) {
      await callConsole('PUT', `/api/processes/${encodeURIComponent(definition.name)}`, { process: definition });
    },
    async addClient(draft = {}) {
      const made = await callConsole<{ user: string; password: string }>('POST', '/api/clients', {
        name: 'test',
        ...draft,
      });
      return testClient(url, made);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async stop({ keepHome = false } = {}) {
      // Windows has no signal for a polite stop. It may be stopping already, and a restart may have moved it to another address.
      if (process.platform === 'win32' && child.exitCode === null)
        await connectionNow()
          .then((now) => callConsole('POST', '/api/stop', {}, now))
          .catch((error: Error) => {
            // A certificate of its own, which nobody here trusts.
            if (/CERT/.test(JSON.stringify(error.cause ?? ''))) child.kill();
          });
      else child.kill('SIGTERM');
      await ended(child);
      if (!keepHome) await rm(home, { recursive: true, force: true, maxRetries: 10 });
    },
  };
  return server;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Resolves at the next "ready"; rejects if it ends before. */
export function nextReady(server: TestServer): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: server.child.stdout! }).on('line', (line) => {
      const url = /^Rota is ready at (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.child.once('exit', () => reject(new Error(`the server ended: ${server.output()}`)));
  });
}

export function testClient(url: string, { user, password }: { user: string; password: string }): TestClient {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const client: TestClient = {
    user,
    password,
    async call(to, body, init = {}) {
      const answer = await fetch(`${url}/scheduler/connector-api/${to}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...init,
        headers: {
          authorization,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(init.headers as Record<string, string>),
        },
      });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
    },
    async start(body) {
      const answer = await client.call('process/start', body);
      if (answer.status !== 200) throw new Error(`start: ${answer.status} ${JSON.stringify(answer.body)}`);
      return String(answer.body['robustaSpid']);
    },
    async final(spid) {
      for (;;) {
        const { status, body } = await client.call(`process/status/${spid}?wait=60`);
        if (status !== 200) throw new Error(`status: ${status} ${JSON.stringify(body)}`);
        if (body['status'] !== 'WAITING' && body['status'] !== 'RUNNING') return body;
      }
    },
  };
  return client;
}
