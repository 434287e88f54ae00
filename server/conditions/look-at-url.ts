import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { UrlCondition } from '../../contract/conditions.ts';
import { said } from '../../contract/translatable.ts';
import { found, notFound, type Look, type LookFrom } from './look.ts';
import { carefulLookup, InsideAddress, isRefused, notReached } from './reach.ts';

const mostRedirects = 5;
const mostOfAnswer = 256 * 1024;

/** Whether an address answers as it should. What it answers is repeated nowhere, nor is what stands behind `?` in the address. */
export async function lookAtUrl(condition: UrlCondition, from: LookFrom): Promise<Look> {
  const place = placeOf(condition.url);
  try {
    const answer = await followed(condition, from);
    if (answer === null) return notFound(said`${place} leads on more than ${mostRedirects} times`);
    const { status, text } = answer;
    if (status < condition.statusFrom || status > condition.statusTo) return notFound(said`${place} answers ${status}`);
    if (condition.contains !== '' && !text.includes(condition.contains))
      return notFound(said`${place} answers ${status}, without the text that is looked for`);
    return found(said`${place} answers ${status}`);
  } catch (error) {
    if (from.signal.aborted) return notFound(said`${place} does not answer: ${said`no answer in time`}`);
    return notReached(place, error);
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Null if it leads on too often. */
async function followed(condition: UrlCondition, from: LookFrom): Promise<Answer | null> {
  let target = new URL(condition.url);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await answerOf(target, condition, from);
    const { statusCode: status = 0, headers } = response;
    const next = isRedirect(status) && headers.location !== undefined ? nextOf(headers.location, target) : null;
    // A redirect may be just what is asked for.
    const isMeant = status >= condition.statusFrom && status <= condition.statusTo;
    if (next === null || isMeant) return { status, text: await startOf(response, condition.contains !== '') };
    response.destroy();
    target = next;
  }
  return null;
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function nextOf(location: string, base: URL): URL | null {
  if (!URL.canParse(location, base)) return null;
  const next = new URL(location, base);
  return next.protocol === 'http:' || next.protocol === 'https:' ? next : null;
}

function answerOf(
  target: URL,
  { method, verify }: UrlCondition,
  { signal, mayReachInside }: LookFrom,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (isRefused(target.hostname, mayReachInside)) return reject(new InsideAddress());
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(target, {
      method,
      agent: false,
      signal,
      lookup: carefulLookup(mayReachInside),
      headers: { 'user-agent': 'Rota', accept: '*/*' },
      rejectUnauthorized: verify,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      // A line that breaks after the status takes nothing from it.
      response.on('error', () => {});
      resolve(response);
    });
    request.end();
  });
}

async function startOf(response: IncomingMessage, isWanted: boolean): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    if (isWanted)
      for await (const chunk of response as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= mostOfAnswer) break;
      }
  } catch {
    // What has come may hold the text.
  }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8');
}

/** Without its query, which may hold a key. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return pathname === '/' ? origin : `${origin}${pathname}`;
}
