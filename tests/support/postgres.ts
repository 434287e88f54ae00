import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, type TestContext } from 'node:test';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

// A real PostgreSQL in a temporary folder. It refuses to run as root, so there it runs as its package's user.

const programs = '/usr/lib/postgresql';
const newest = existsSync(programs)
  ? readdirSync(programs)
      .filter((version) => existsSync(path.join(programs, version, 'bin/initdb')))
      .sort((one, other) => Number(other) - Number(one))[0]
  : undefined;
const bin = newest === undefined ? null : path.join(programs, newest, 'bin');

const isRoot = process.getuid?.() === 0;
const idOf = (letter: 'u' | 'g') =>
  Number(spawnSync('id', [`-${letter}`, 'postgres'], { encoding: 'utf8' }).stdout || NaN);
const servant = isRoot ? { uid: idOf('u'), gid: idOf('g') } : {};
const isHad = bin !== null && Object.values(servant).every((id) => Number.isInteger(id));

/** For `skip`: false where PostgreSQL is installed, or where REQUIRE_POSTGRES=1 says that it must be. */
export const skipUnlessPostgres =
  isHad || process.env['REQUIRE_POSTGRES'] === '1'
    ? false
    : '!!! SKIPPED: PostgreSQL is not installed here (Debian, Ubuntu: sudo apt install postgresql). Nothing of the fleet is tested without it.';

export interface PostgresOptions {
  /** Lines for postgresql.conf; `FOLDER` stands for its folder. */
  readonly settings?: readonly string[];
  /** Where the data lies, without what is written ahead; default: a temporary folder. */
  readonly disk?: string;
  /** The test that it belongs to; default: the file. */
  readonly of?: Pick<TestContext, 'after'>;
  /** Lines for pg_hba.conf instead of those that let everybody in with a password. */
  readonly entrance?: readonly string[];
  /** Prepares files that the settings name, before it starts; they belong to its user then. */
  readonly files?: (folder: string) => Promise<readonly string[]>;
}

export interface TestPostgres {
  readonly port: number;
  /** Everything of it: `data` with the tables, the socket, and files that tests put here. */
  readonly folder: string;
  /** Its process id: a SIGKILL is a crash of the server. */
  readonly pid: () => number;
  /** `postgres://…` of the administrator, or with parts replaced. */
  url(parts?: Partial<Record<'user' | 'password' | 'host' | 'port' | 'database' | 'query', string>>): string;
  /** Creates an empty database; resolves to its URL. */
  newDatabase(): Promise<string>;
  /** Asks as the administrator, in the database of a URL. */
  sql<T = Record<string, unknown>>(text: string, url?: string): Promise<T[]>;
  start(): Promise<void>;
  /** Breaks every connection, and finishes in good order (`fast`) or as in a power cut (`immediate`). */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
}

const admin = { user: 'admin', password: `p@ss:/${randomBytes(9).toString('base64url')}` };

/** A cluster of its own for a test file. It goes when the file ends, also by a crash. */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const { settings = [], disk, of, entrance, files } = options;
  assert.ok(isHad && bin !== null, 'REQUIRE_POSTGRES=1, and PostgreSQL is not installed here');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-postgres-'));
  const data = path.join(disk ?? folder, 'data');
  const port = await freePort();
  await writeFile(path.join(folder, 'password'), admin.password);
  await mkdir(data, { recursive: true, mode: 0o700 });
  for (const place of [folder, path.join(folder, 'password'), data])
    if (servant.uid !== undefined) await chown(place, servant.uid, servant.gid);
  await chmod(folder, 0o755);
  const made = spawnSync(
    path.join(bin, 'initdb'),
    [`--pgdata=${data}`, `--username=${admin.user}`, `--pwfile=${path.join(folder, 'password')}`].concat([
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ]),
    { ...servant, encoding: 'utf8', cwd: folder, env: plainEnvironment },
  );
  assert.equal(made.status, 0, `initdb: ${made.stderr}`);
  await appendFile(
    path.join(data, 'postgresql.conf'),
    [
      `port = ${port}`,
      `listen_addresses = '127.0.0.1'`,
      `unix_socket_directories = '${folder}'`,
      // What is written survives a crash of the server, though not one of the computer: no test makes one.
      'fsync = off',
      'shared_buffers = 16MB',
      'max_connections = 100',
      ...settings.map((line) => line.replaceAll('FOLDER', folder)),
      '',
    ].join('\n'),
  );
  if (entrance !== undefined) await writeFile(path.join(data, 'pg_hba.conf'), `${entrance.join('\n')}\n`);
  for (const file of (await files?.(folder)) ?? []) {
    await chmod(file, 0o600);
    if (servant.uid !== undefined) await chown(file, servant.uid, servant.gid);
  }
  const server = new Cluster(folder, data, port);
  if (of === undefined) after(() => server.end());
  else of.after(() => server.end());
  await server.start();
  return server;
}

const plainEnvironment = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' };

/**
 * Runs the server until it is told by which signal to end it. Where its input ends without a word the test was killed: then the folder goes,
 * too.
 */
const keeper = `
  "$0" -D "$1" & server=$!
  echo "pid $server"
  if read -r how <&3; then kill -s "$how" $server 2>/dev/null; wait $server
  else kill -s QUIT $server 2>/dev/null; wait $server; rm -rf "$2"
  fi
`;

class Cluster implements TestPostgres {
  readonly folder: string;
  readonly port: number;
  readonly #data: string;
  #keeper: ChildProcess | null = null;
  #pid = 0;
  #output = '';
  #databases = 0;

  constructor(folder: string, data: string, port: number) {
    this.folder = folder;
    this.port = port;
    this.#data = data;
  }

  pid = () => this.#pid;

  url(parts: Partial<Record<'user' | 'password' | 'host' | 'port' | 'database' | 'query', string>> = {}): string {
    const { user, password, host, port, database, query } = {
      ...{ ...admin, host: '127.0.0.1', port: String(this.port), database: 'postgres', query: '' },
      ...parts,
    };
    return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}${query}`;
  }

  async newDatabase(): Promise<string> {
    this.#databases += 1;
    const database = `rota_${this.#databases}`;
    await this.sql(`CREATE DATABASE ${database}`);
    return this.url({ database });
  }

  async sql<T = Record<string, unknown>>(text: string, url = this.url()): Promise<T[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const answers = await client.query(text);
      const last = Array.isArray(answers) ? (answers as pg.QueryResult[]).at(-1) : answers;
      return (last?.rows ?? []) as T[];
    } finally {
      await client.end();
    }
  }

  async start(): Promise<void> {
    await this.stop();
    const child = spawn('sh', ['-c', keeper, path.join(bin ?? '', 'postgres'), this.#data, this.folder], {
      ...servant,
      cwd: this.folder,
      env: plainEnvironment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#keeper = child;
    this.#output = '';
    const take = (chunk: Buffer) => void (this.#output += chunk.toString());
    child.stdout!.on('data', take);
    child.stderr!.on('data', take);
    await until(
      'PostgreSQL starts',
      () => {
        assert.doesNotMatch(this.#output, /FATAL/, `PostgreSQL did not start: ${this.#output}`);
        return /ready to accept connections/.test(this.#output);
      },
      60_000,
    );
    this.#pid = Number(/^pid (\d+)$/m.exec(this.#output)?.[1]);
  }

  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#keeper;
    if (child === null) return;
    this.#keeper = null;
    const ended = child.exitCode === null ? once(child, 'exit') : null;
    (child.stdio[3] as NodeJS.WritableStream).end(how === 'fast' ? 'INT\n' : 'QUIT\n');
    await ended;
  }

  async end(): Promise<void> {
    await this.stop('immediate');
    await rm(this.folder, { recursive: true, force: true });
  }
}
