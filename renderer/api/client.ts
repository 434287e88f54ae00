import { parseExact } from '../../contract/exact-json.ts';
import type { z } from 'zod';
import { consoleApi, type ConsoleApi } from '../../contract/api.ts';
import type { ErrorCode, ErrorDetail } from '../../contract/errors.ts';

export type EndpointName = keyof ConsoleApi;

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type PathOf<K extends EndpointName> = Names<ConsoleApi[K]['path']>;
type InputOf<K extends EndpointName> = z.input<ConsoleApi[K]['request']>;

/** The arguments of a call: path parameters if its path has some, the query of a GET or DELETE, the body of the others. */
export type CallInput<K extends EndpointName> = ([PathOf<K>] extends [never]
  ? unknown
  : { readonly path: Readonly<Record<PathOf<K>, string>> }) &
  (ConsoleApi[K]['method'] extends 'GET' | 'DELETE'
    ? { readonly query?: InputOf<K> }
    : Record<string, never> extends InputOf<K>
      ? { readonly body?: InputOf<K> }
      : { readonly body: InputOf<K> }) & { readonly signal?: AbortSignal; readonly keepalive?: boolean };

interface LooseInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** The request survives leaving or reloading the page (fetch's `keepalive`). */
  readonly keepalive?: boolean;
}

export type Answer<K extends EndpointName> = z.output<ConsoleApi[K]['response']>;

/** An error answer of the server, or `OFFLINE` when it could not be reached. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode | 'OFFLINE';
  readonly status: number;
  readonly details: readonly ErrorDetail[];

  constructor(code: ErrorCode | 'OFFLINE', status: number, message: string, details: readonly ErrorDetail[]) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** Calls one endpoint of the console API. Throws CallError; the answer is not validated again. */
export async function call<K extends EndpointName>(
  name: K,
  ...[input]: Record<string, never> extends CallInput<K> ? [CallInput<K>?] : [CallInput<K>]
): Promise<Answer<K>> {
  const { method, path } = consoleApi[name];
  const given = (input ?? {}) as LooseInput;
  const url = fillPath(path, given.path ?? {}) + queryText(given.query ?? {});
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const answer = await reach(url, {
    method,
    headers: hasBody ? { 'content-type': 'application/json' } : {},
    ...(hasBody ? { body: JSON.stringify(given.body ?? {}) } : {}),
    ...(given.signal ? { signal: given.signal } : {}),
    keepalive: given.keepalive ?? false,
  });
  const json = await answer
    .text()
    .then(parseExact, () => null)
    .catch(() => null);
  if (!answer.ok) throw refusal(answer.status, json);
  return json as Answer<K>;
}

/** Fills the `{name}` parameters of a path. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

function queryText(query: object): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin', cache: 'no-store' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallError('OFFLINE', 0, 'The scheduler cannot be reached.', []);
  }
}

/** Parses an error answer: `{message, error: {code, field, details}}`. */
export function refusal(status: number, json: unknown): CallError {
  const { message, error } = (json ?? {}) as {
    message?: string;
    error?: { code?: ErrorCode; details?: readonly ErrorDetail[] };
  };
  return new CallError(error?.code ?? 'INTERNAL', status, message ?? `HTTP ${status}`, error?.details ?? []);
}
