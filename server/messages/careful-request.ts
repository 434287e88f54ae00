import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { said, type Fact, type Translatable } from '../../contract/translatable.ts';
import { isInsideAddress } from '../domain/inside-address.ts';
import type { Clock } from '../clock.ts';

export interface CarefulRequest {
  readonly method?: 'POST' | 'GET';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** How long it may take in all; 15 s unless it carries files. */
  readonly withinMs?: number;
  /** How many bytes of the answer are kept; the rest is not waited for. */
  readonly keepBytes?: number;
}

export interface CarefulOptions {
  readonly clock: Clock;
  /** Whether addresses of this computer and its network may be called. */
  readonly mayReachInside: boolean;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The first `keepBytes` of it. */
  readonly body: string;
}

/** An answer, whatever its status; or why there is none. `isMeant`: a person has to change something before another try can help. */
export type Reached =
  | { readonly answer: HttpAnswer }
  | { readonly answer: null; readonly problem: Translatable; readonly isMeant: boolean };

const timeoutMs = 15_000;
const unreached = (problem: Translatable, isMeant = false): Reached => ({ answer: null, problem, isMeant });

/**
 * Sends once. It resolves the name first and connects to exactly the address that was checked, so that a second DNS answer cannot
 * lead into the network; for the same reason it follows no redirects. Never throws; a problem contains neither address nor body.
 */
export async function requestCarefully(
  url: string,
  request: CarefulRequest,
  { clock, mayReachInside, signal }: CarefulOptions,
): Promise<Reached> {
  const limit = new AbortController();
  const withinMs = request.withinMs ?? timeoutMs;
  const cancelLimit = clock.after(withinMs, () => limit.abort());
  try {
    const target = new URL(url);
    const address = await addressOf(target.hostname, limit.signal);
    if (address === null) return unreached(said`the host name is not known`);
    if (!mayReachInside && isInsideAddress(address)) {
      return unreached(
        said`the address is inside this computer or its network; allow that in the settings if it is meant`,
        true,
      );
    }
    return { answer: await exchange(target, address, request, AbortSignal.any([signal, limit.signal])) };
  } catch (error) {
    if (limit.signal.aborted) return unreached(said`no answer within ${withinMs / 1000} s`);
    return unreached(said`could not be reached: ${codeOf(error)}`);
  } finally {
    cancelLimit();
  }
}

async function addressOf(host: string, signal: AbortSignal): Promise<string | null> {
  const plain = host.replace(/^\[|\]$/g, '');
  if (isIP(plain) !== 0) return plain;
  const gone = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
  const found = lookup(plain, { all: true, order: 'ipv4first' }).catch(() => []);
  const all = await Promise.race([found, gone]);
  // One inside address refuses all of them: whoever controls the name chose it.
  return (all.find(({ address }) => isInsideAddress(address)) ?? all[0])?.address ?? null;
}

function exchange(
  target: URL,
  address: string,
  { method = 'POST', headers = {}, body, keepBytes = 0 }: CarefulRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const pinned: LookupFunction = (_host, options, callback) => {
    const family = isIP(address);
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(target, {
      method,
      agent: false,
      lookup: pinned,
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Rota',
        ...headers,
      },
    });
    // Once there is a status, a line that breaks changes nothing.
    request.on('error', reject);
    request.on('response', (response) => {
      void startOf(response, keepBytes).then((text) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    request.end(body);
  });
}

/** The first bytes of the answer. A receiver that never ends it must not keep the connection open. */
async function startOf(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    if (most > 0) {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= most) break;
      }
    }
  } catch {
    // The status has arrived: what is missing of the text changes nothing.
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, most).toString('utf8');
}

const codeOf = (error: unknown): Fact =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : said`the connection failed`;
