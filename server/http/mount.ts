import type { Express, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Endpoint } from '../../contract/api.ts';
import type { Warning } from '../../contract/connector.ts';
import { errorDetail, RotaError, rotaError, type ErrorCode, type ErrorDetail } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Caller } from '../people/caller.ts';
import type { Engine } from '../engine/engine.ts';
import { issueSentence, withoutConsequences } from '../../contract/issue-words.ts';
import type { AccessCheck } from './gates/access.ts';
import type { Needs } from './gates/needs.ts';
import { answerJson, type InParts } from './answers/answer-json.ts';
import { askForBody, keepsBodyBack } from './body/body-on-demand.ts';
import { bodyText, inBytesIfLong, maxBodyBytes, takeBytes, tooLarge } from './body/body-text.ts';
import { isForm, mostFormBytes, readForm, type ReadForm } from './body/form-body.ts';
import type { OpenRequestRights } from './gates/open-request-rights.ts';

type Api = Readonly<Record<string, Endpoint>>;

/** The names between braces in an endpoint's path. */
type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

/** A request that was authenticated and validated. */
export interface Call<E extends Endpoint> {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly path: Readonly<Record<PathNames<E['path']>, string>>;
  /** Query or body, validated by the endpoint's schema; a free body as it was parsed. */
  readonly input: z.output<E['request']>;
  /** The query in addition to a body, if the endpoint has one. */
  readonly query: E extends { readonly query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  /** Warnings from reading the text of the body. */
  readonly warnings: readonly Warning[];
  readonly request: Request;
  readonly response: Response;
  /** Aborts when the client disconnects. */
  readonly gone: AbortSignal;
  /** For work that waits: runs it while the caller keeps its right, and answers 401 or 403 if that ends. */
  readonly whileIn: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

type Answer<E extends Endpoint> = InParts<z.input<E['response']>>;

/** Exactly one handler for every endpoint of a table. */
export type Handlers<A extends Api> = {
  readonly [K in keyof A]: (call: Call<A[K]>) => Answer<A[K]> | Promise<Answer<A[K]>>;
};

export interface ReadBody {
  readonly value: unknown;
  readonly warnings: readonly Warning[];
}

/** The limit of a body, in bytes and in entries of its JSON. */
export interface LargeBody {
  readonly bytes: number;
  readonly entries: number;
}

export interface MountOptions {
  readonly engine: Engine;
  readonly access: AccessCheck;
  readonly rights: OpenRequestRights;
  /** What a call of an endpoint needs. */
  readonly needsOf: (name: string, endpoint: Endpoint) => Needs;
  /** Parses the text of a body, or its bytes if it is long. Rejects with JSON_INVALID. */
  readonly read: (text: string | Buffer, mostEntries: number | undefined) => Promise<ReadBody>;
  /** Endpoints with a higher limit. */
  readonly large: Readonly<Record<string, LargeBody>>;
  /** Endpoints whose body the engine validates itself, because it accepts more than the schema. */
  readonly free: ReadonlySet<string>;
  /** Additional checks, such as those against forged requests. */
  readonly guard?: (request: Request, caller: Caller) => void;
}

/** Makes a route of every line of an endpoint table; other methods on the same paths get an error that names the allowed ones. */
export function mount<A extends Api>(app: Express, api: A, handlers: Handlers<A>, options: MountOptions): void {
  const methods = new Map<string, string[]>();
  for (const [name, endpoint] of Object.entries(api)) {
    const path = routeOf(endpoint.path);
    const handler = handlers[name as keyof A] as unknown as (call: Call<Endpoint>) => unknown;
    methods.set(path, [...(methods.get(path) ?? []), endpoint.method]);
    app[verbOf(endpoint)](path, ...steps(name, endpoint, handler, options));
  }
  // `app.all` would add a layer for each of 35 methods.
  for (const [path, allowed] of methods) app.route(path).all(refuse(allowed));
}

const routeOf = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
const verbOf = ({ method }: Endpoint) => method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';

export function refuse(allowed: readonly string[]): RequestHandler {
  const list = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
  return (request, response) => {
    response.set('Allow', list.join(', '));
    throw rotaError('METHOD_NOT_ALLOWED', `This path takes ${allowed.join(' or ')}, not ${request.method}`);
  };
}

/** Authentication comes first: the body of a caller without rights is not read. */
function steps(
  name: string,
  endpoint: Endpoint,
  handler: (call: Call<Endpoint>) => unknown,
  { engine, access, rights, needsOf, read, free, large, guard }: MountOptions,
): RequestHandler[] {
  const { bytes: limit = maxBodyBytes, entries } = large[name] ?? {};
  const needs = needsOf(name, endpoint);
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const takeBody = takeBytes(limit);
  const takesForm = (request: Request): boolean => free.has(name) && isForm(request);
  const identify: RequestHandler = async (request, response, next) => {
    const caller = await access(request, needs);
    guard?.(request, caller);
    response.locals['caller'] = caller;
    // If the announced length is too large, the body is refused without a go-ahead.
    const mostBytes = takesForm(request) ? mostFormBytes : limit;
    const isTooLarge = Number(request.headers['content-length'] ?? 0) > mostBytes;
    if (isTooLarge && (keepsBodyBack(request) || takesForm(request))) throw tooLarge(mostBytes);
    askForBody(request);
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    const form = response.locals['form'] as ReadForm | undefined;
    const { value, warnings } =
      form ?? (hasBody ? await read(bodyText(request), entries) : { value: given(request.query), warnings: [] });
    const input = free.has(name) ? value : checked(endpoint.request, value, hasBody ? 'BODY_INVALID' : 'QUERY_INVALID');
    const query = endpoint.query && (checked(endpoint.query, given(request.query), 'QUERY_INVALID') as undefined);
    const caller = response.locals['caller'] as Caller;
    // A body may take long to arrive, so the rights are checked again before the work.
    if (hasBody) rights.check(caller, needs);
    const path = request.params as Record<never, string>;
    const signal = goneSignal(response);
    const result = await handler({
      ...{ engine, caller, path, input, query, warnings, request, response },
      get gone() {
        return signal();
      },
      whileIn: (work) => rights.whileIn(caller, needs, (over) => work(AbortSignal.any([signal(), over]))),
    });
    if (response.destroyed) return;
    // Only what the contract names leaves the server.
    await answerJson(response, endpoint.response, result);
  };
  const take: RequestHandler = async (request, response, next) => {
    if (!takesForm(request)) return void takeBody(request, response, next);
    const caller = response.locals['caller'] as Caller;
    response.locals['form'] = await rights.whileIn(caller, needs, (over) =>
      readForm(request, {
        takeFile: (...given) => engine.connector.takeFile(...given),
        caller,
        read: (text) => read(inBytesIfLong(text), entries),
        over,
      }),
    );
    next();
  };
  return hasBody ? [identify, take, answer] : [identify, answer];
}

/** An empty key in a query counts as absent, as in a body: `?name=&status=FAILED`. */
export const given = (query: Request['query']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

export function checked(schema: z.ZodType, value: unknown, code: ErrorCode): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = withoutConsequences(result.error.issues).map((issue): ErrorDetail => {
    if (issue.path.length > 0) return errorDetail(code, issue.path.join('.'), issueSentence(issue));
    // A sentence of our own schema is complete; others continue after the name of their field.
    if (issue.code === 'custom') return errorDetail(code, null, issueSentence(issue));
    const sentence = issueSentence(issue);
    return errorDetail(code, null, code === 'QUERY_INVALID' ? said`the query ${sentence}` : said`the body ${sentence}`);
  });
  throw new RotaError([
    details[0] ?? errorDetail(code, null, said`the request is not understood`),
    ...details.slice(1),
  ]);
}

/** Created once: `abort` would create its own reason, and the stack of that costs more than some answers. */
const isGone = new DOMException('the caller is gone', 'AbortError');

/** Made only for calls that ask for it: most are over before anybody could go. */
function goneSignal(response: Response): () => AbortSignal {
  let controller: AbortController | null = null;
  return () => {
    if (controller !== null) return controller.signal;
    const made = (controller = new AbortController());
    if (response.destroyed) made.abort(isGone);
    else response.once('close', () => made.abort(isGone));
    return made.signal;
  };
}
