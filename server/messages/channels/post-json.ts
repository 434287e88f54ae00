import { said, type Translatable } from '../../../contract/translatable.ts';
import { cutTo, oneLine } from '../../domain/message-text.ts';
import { retryAfter } from '../../domain/webhook-rules.ts';
import type { ChannelResult } from '../channel-message.ts';
import { requestCarefully, type HttpAnswer } from '../careful-request.ts';
import type { ChannelDeps } from './channel-deps.ts';

export interface ChannelRequest {
  readonly withinMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What must not be repeated if the answer repeats it. */
  readonly secrets: readonly string[];
  /** Where the service says how long to wait, if not in `Retry-After`: epoch ms. */
  readonly pauseOf?: (answer: HttpAnswer, now: number) => number | null;
  /** A sentence for a status that this service uses in its own way. */
  readonly problemOf?: (answer: HttpAnswer) => Translatable | null;
  readonly onAnswer?: (answer: HttpAnswer) => void;
}

/** A request with files may take so long on a slow line. */
export const filesWithinMs = 60_000;

/** Of an answer, for its sentence. */
const keepBytes = 4096;
const mostOfAnswer = 300;

export const postJson = (url: string, json: unknown, request: ChannelRequest, deps: ChannelDeps) =>
  postBody(
    url,
    JSON.stringify(json),
    { ...request, headers: { 'content-type': 'application/json; charset=utf-8', ...request.headers } },
    deps,
  );

/** Posts once, and judges the answer as all chat services mean it: 429 and 5xx pass, other refusals stay until something is changed. */
export async function postBody(
  url: string,
  body: string | Uint8Array,
  request: ChannelRequest,
  deps: ChannelDeps,
): Promise<ChannelResult> {
  const { clock } = deps;
  const { headers = {}, withinMs } = request;
  const reached = await requestCarefully(
    url,
    { body, headers, keepBytes, ...(withinMs === undefined ? {} : { withinMs }) },
    deps,
  );
  if (reached.answer === null) {
    return reached.isMeant
      ? { state: 'refused', problem: reached.problem }
      : { state: 'failed', problem: reached.problem, notBefore: null };
  }
  const { answer } = reached;
  const { status } = answer;
  request.onAnswer?.(answer);
  if (status >= 200 && status < 300) return { state: 'delivered' };
  if (status >= 300 && status < 400) {
    return { state: 'refused', problem: said`answered ${status}: redirects are not followed` };
  }
  const problem = request.problemOf?.(answer) ?? problemIn(answer, request.secrets);
  if (!isPassing(status)) return { state: 'refused', problem };
  const now = clock.now();
  const notBefore = request.pauseOf?.(answer, now) ?? retryAfter(answer.headers['retry-after'], now);
  return { state: 'failed', problem, notBefore };
}

const isPassing = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

function problemIn({ status, body }: HttpAnswer, secrets: readonly string[]): Translatable {
  const text = cutTo(withoutSecrets(oneLine(body), secrets), mostOfAnswer);
  // A page of a proxy says nothing to a reader.
  if (text === '' || /^<(!doctype|html|\?xml)/i.test(text)) return said`answered ${status}`;
  return said`answered ${status}: ${text}`;
}

/** The text with what must not be shown replaced; parts of addresses (path, query, tokens) as well. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const parts = secrets.flatMap((secret) => {
    if (!URL.canParse(secret)) return [secret];
    const { pathname, search } = new URL(secret);
    return [secret, `${pathname}${search}`, pathname, search, ...pathname.split('/'), ...search.slice(1).split(/[&=]/)];
  });
  return parts
    .filter((part) => part.length >= 6)
    .toSorted((one, other) => other.length - one.length)
    .reduce((shown, part) => shown.replaceAll(part, '••••'), text);
}
