import { parseExact } from '../../contract/exact-json.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  connectorApi,
  consoleApi,
  streams,
  type ConnectorApi,
  type ConsoleApi,
  type Endpoint,
} from '../../contract/api.ts';
import type { ErrorAnswer } from '../../contract/connector.ts';
import { rotaError, type ErrorCode } from '../../contract/errors.ts';
import type { FileValue } from '../../contract/file-value.ts';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import { connectionFileName } from '../connection-file.ts';
import { Usage } from './command.ts';

type Answer<K extends keyof ConsoleApi> = z.output<ConsoleApi[K]['response']>;

interface Request {
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends a command's requests and returns the answers, typed by the table of the console API. */
export interface Connection {
  /** The server's address. */
  readonly url: string;
  /** False where the folder was opened for this command alone. */
  readonly isRunning: boolean;
  ask<K extends keyof ConsoleApi>(endpoint: K, given?: Request): Promise<Answer<K>>;
  /** The same of the connector API, as a person. Rejects with a RotaError that has the server's words. */
  askConnector<K extends keyof ConnectorApi>(
    endpoint: K,
    given?: Request,
  ): Promise<z.output<ConnectorApi[K]['response']>>;
  /** Uploads a file to the server; values can then refer to it. */
  upload(name: string, bytes: Buffer): Promise<FileValue>;
  /** Runs as a CSV table, in pieces. */
  runsTable(query: Readonly<Record<string, string>>): Promise<ReadableStream<Uint8Array>>;
  reportTable(query: Readonly<Record<string, string>>): Promise<ReadableStream<Uint8Array>>;
  close(): Promise<void>;
}

/** A refusal with the server's own words. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Connects to the running server of this data folder; if none runs, opens the folder for the duration of one command. */
export async function connect(config: Config): Promise<Connection> {
  for (let tries = 0; ; tries += 1) {
    const running = await runningServer(config);
    if (running) return running;
    // Not before: the whole server is a second's work to load, and whoever speaks to a running one needs none of it.
    const { FolderInUse, start } = await import('../start.ts');
    try {
      const rota = await start({
        config: { ...config, host: '127.0.0.1', port: 0, useTls: false, tls: null },
        isResting: true,
      });
      return speakTo({ url: rota.url, token: rota.commandToken, fingerprint: null }, () => rota.stop(), false);
    } catch (error) {
      // A server that is still starting holds the lock of the folder, but does not answer yet.
      if (!(error instanceof FolderInUse) || tries >= mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

const againMs = 200;
const mostTries = 25;

interface Facts {
  readonly url: string;
  readonly token: string;
  readonly fingerprint: string | null;
}

/** The file that a server writes when it starts; null if it is not valid. Then no server is asked, and the lock shows whether one runs. */
function factsOf(text: string): Facts | null {
  try {
    return JSON.parse(text) as Facts;
  } catch {
    return null;
  }
}

/** The running server of this data folder, or null. */
export async function runningServer(config: Config): Promise<Connection | null> {
  const text = await readFile(path.join(config.home, connectionFileName), 'utf8').catch(() => null);
  if (text === null) return null;
  const facts = factsOf(text);
  if (facts === null) return null;
  const send = await sender(facts);
  const isAlive = await send(`${facts.url}/scheduler/connector-api/health`).then(
    (answer) => answer.ok,
    () => false,
  );
  return isAlive ? speakTo(facts, () => Promise.resolve()) : null;
}

/** Throws Usage where no Rota runs on this data folder. */
export async function needServer({ config }: { readonly config: Config }): Promise<Connection> {
  const connection = await runningServer(config);
  if (!connection) throw new Usage(`Rota is not running on ${config.home}. Start it first: npm start`);
  return connection;
}

/** A self-signed certificate is trusted because of its fingerprint in a file that only the owner can read. */
const sender = async ({ fingerprint }: Facts): Promise<typeof fetch> =>
  fingerprint === null ? fetch : (await import('./pinned-fetch.ts')).pinnedFetch(fingerprint);

function speakTo(facts: Facts, close: () => Promise<void>, isRunning = true): Connection {
  return {
    ...{ url: facts.url, isRunning },
    close,
    async upload(name, bytes) {
      const send = await sender(facts);
      const url = `${facts.url}${streams.upload.path}?${new URLSearchParams({ name }).toString()}`;
      const answer = await send(url, {
        method: streams.upload.method,
        headers: { authorization: `Bearer ${facts.token}`, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(bytes),
      });
      const found = (await answer.json()) as { message?: string; file: FileValue };
      if (!answer.ok) throw new Refused(found.message ?? `the server answered ${answer.status}`);
      return found.file;
    },
    runsTable: (query) => tableOf(facts, streams.runsTable, query),
    reportTable: (query) => tableOf(facts, streams.reportTable, query),
    async ask(endpoint, given) {
      const answer = await send(facts, consoleApi[endpoint], given);
      const found = parseExact(await answer.text()) as { message?: string };
      if (!answer.ok) throw new Refused(found.message ?? `the server answered ${answer.status}`);
      return found as never;
    },
    async askConnector(endpoint, given) {
      const answer = await send(facts, connectorApi[endpoint], given);
      const found = parseExact(await answer.text()) as Partial<ErrorAnswer>;
      const { code = 'INTERNAL', field = null } = found.error ?? {};
      if (!answer.ok)
        throw rotaError(code as ErrorCode, found.message ?? `the server answered ${answer.status}`, field);
      return found as never;
    },
  };
}

async function tableOf(
  facts: Facts,
  table: Pick<Endpoint, 'method' | 'path'>,
  query: Readonly<Record<string, string>>,
): Promise<ReadableStream<Uint8Array>> {
  const answer = await send(facts, table, { query });
  if (answer.ok && answer.body !== null) return answer.body;
  const found = (await answer.json().catch(() => ({}))) as { message?: string };
  throw new Refused(found.message ?? `the server answered ${answer.status}`);
}

/** Rejects if nobody answers; an error that is answered is an answer. */
async function send(
  facts: Facts,
  { method, path: template }: Pick<Endpoint, 'method' | 'path'>,
  { path: parts = {}, body, query, signal }: Request = {},
): Promise<Response> {
  const to = template.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(parts[name] ?? ''));
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  const hasBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const call = await sender(facts);
  return call(`${facts.url}${to}${search}`, {
    method,
    headers: { authorization: `Bearer ${facts.token}`, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    ...(hasBody ? { body: JSON.stringify(body ?? {}) } : {}),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw new Error(`Rota at ${facts.url} does not answer any more.`, { cause: error });
  });
}
