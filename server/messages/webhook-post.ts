import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { said, type Fact, type Translatable } from '../../contract/translatable.ts';
import { isInsideAddress } from '../domain/inside-address.ts';
import { retryAfter } from '../domain/webhook-rules.ts';
import type { Clock } from '../clock.ts';

/** The result of one try. `problem` is null if the receiver accepted it; it never contains the address or the body. */
export interface Sent {
  readonly problem: Translatable | null;
  /** The receiver answered 410: stop sending. */
  readonly isGone: boolean;
  /** The receiver asked for a pause until then (epoch ms); null if it did not. */
  readonly notBefore: number | null;
}

export interface SendOptions {
  readonly clock: Clock;
  /** Whether addresses of this computer and its network may be called. */
  readonly mayReachInside: boolean;
  readonly signal: AbortSignal;
}

const timeoutMs = 15_000;
const failed = (problem: Translatable): Sent => ({ problem, isGone: false, notBefore: null });

/**
 * Posts once. It resolves the name first and connects to exactly the address that was checked, so that a second DNS answer cannot
 * lead into the network; for the same reason it follows no redirects. Never throws.
 */
export async function postWebhook(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { clock, mayReachInside, signal }: SendOptions,
): Promise<Sent> {
  const limit = new AbortController();
  const cancelLimit = clock.after(timeoutMs, () => limit.abort());
  try {
    const target = new URL(url);
    const address = await addressOf(target.hostname, limit.signal);
    if (address === null) return failed(said`the host name is not known`);
    if (!mayReachInside && isInsideAddress(address)) {
      return failed(
        said`the address is inside this computer or its network; allow that in the settings if it is meant`,
      );
    }
    const answer = await post(target, address, body, headers, AbortSignal.any([signal, limit.signal]));
    return judge(answer, clock.now());
  } catch (error) {
    if (limit.signal.aborted) return failed(said`no answer within ${timeoutMs / 1000} s`);
    return failed(said`could not be reached: ${codeOf(error)}`);
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

function post(
  target: URL,
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ status: number; retryAfter: string | undefined }> {
  const pinned: LookupFunction = (_host, options, callback) => {
    const family = isIP(address);
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(target, {
      method: 'POST',
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
    request.on('error', reject);
    request.on('response', (response) => {
      // Nobody needs the body; a receiver that never ends it must not keep the connection open.
      response.destroy();
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    });
    request.end(body);
  });
}

function judge(answer: { status: number; retryAfter: string | undefined }, now: number): Sent {
  const { status } = answer;
  if (status >= 200 && status < 300) return { problem: null, isGone: false, notBefore: null };
  if (status >= 300 && status < 400) return failed(said`answered ${status}: redirects are not followed`);
  return { problem: said`answered ${status}`, isGone: status === 410, notBefore: retryAfter(answer.retryAfter, now) };
}

const codeOf = (error: unknown): Fact =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : said`the connection failed`;
