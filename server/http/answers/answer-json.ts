import { once } from 'node:events';
import type { Response } from 'express';
import { z } from 'zod';
import { othersTurn } from '../../engine/shared/slices.ts';

/** An answer whose lists may be streamed as they are read, so that none of them is ever complete in memory. */
export type InParts<T> = T extends readonly unknown[]
  ? T
  : { [K in keyof T]: T[K] extends readonly (infer Entry)[] ? T[K] | AsyncIterable<readonly Entry[]> : T[K] };

/** Entries that are checked and written per turn of the event loop: at most some milliseconds of work. */
const entriesATurn = 25;
/** Shorter lists are checked and written in one go. */
const fewEntries = 50;

/**
 * Sends only what the schema names of a value. A long list is checked and written in slices, so that other requests are answered in
 * between; the answer begins once all of it has been checked. Only streamed lists are sent as they come; a fault in one closes the
 * connection, because half an answer must not look complete.
 */
export async function answerJson(response: Response, schema: z.ZodType, value: unknown): Promise<void> {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (!hasMuch(schema, value)) {
    const text = JSON.stringify(schema.parse(value));
    response.setHeader('Content-Length', Buffer.byteLength(text));
    return void response.end(text);
  }
  const parts = partsOf(schema, value);
  if (!comesBitByBit(value)) {
    const texts: Buffer[] = [];
    for await (const text of parts) texts.push(Buffer.from(text));
    response.set('Content-Length', String(texts.reduce((sum, { length }) => sum + length, 0)));
    return send(response, texts);
  }
  try {
    await send(response, parts);
  } catch (error) {
    if (response.headersSent) response.destroy();
    throw error;
  }
}

async function send(response: Response, parts: Iterable<Buffer> | AsyncIterable<string>): Promise<void> {
  for await (const part of parts) {
    if (response.destroyed) return;
    if (!response.write(part)) await room(response);
  }
  response.end();
}

/** Resolves when more can be written, or the reader is gone. Removes both listeners afterwards. */
async function room(response: Response): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race(['drain', 'close'].map((event) => once(response, event, { signal: over.signal })));
  } finally {
    over.abort();
  }
}

const isIterable = (value: unknown): value is AsyncIterable<readonly unknown[]> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
const valuesIn = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value as Record<string, unknown>)
    : [];
const comesBitByBit = (value: unknown): boolean => valuesIn(value).some(isIterable);

/** Whether it contains a long list, also inside objects. */
function hasMuch(schema: z.ZodType, value: unknown): boolean {
  if (isIterable(value)) return true;
  if (Array.isArray(value))
    return (
      schema instanceof z.ZodArray &&
      (value.length > fewEntries || value.some((entry) => hasMuch(schema.element as z.ZodType, entry)))
    );
  return schema instanceof z.ZodObject && valuesIn(value).length > 0 && listsOf(schema, value).length > 0;
}

/** The keys of an object that are long lists. */
function listsOf(schema: z.ZodObject, value: unknown): string[] {
  const given = value as Record<string, unknown>;
  return Object.entries(schema.shape).flatMap(([key, inner]) =>
    inner instanceof z.ZodArray && hasMuch(inner, given[key]) ? [key] : [],
  );
}

/** The text of an answer in pieces that take a few milliseconds each. */
async function* partsOf(schema: z.ZodType, value: unknown): AsyncGenerator<string, void> {
  if (schema instanceof z.ZodArray) return void (yield* listParts(schema.element as z.ZodType, value));
  if (!(schema instanceof z.ZodObject)) return void (yield JSON.stringify(schema.parse(value)));
  const given = value as Record<string, unknown>;
  const long = listsOf(schema, value);
  const frame = schema.parse({ ...given, ...Object.fromEntries(long.map((key) => [key, []])) });
  let before = '{';
  for (const [key, inner] of Object.entries(frame)) {
    const name = `${before}${JSON.stringify(key)}:`;
    if (long.includes(key)) {
      yield name;
      yield* listParts((schema.shape[key] as z.ZodArray).element as z.ZodType, given[key]);
    } else {
      const text = JSON.stringify(inner) as string | undefined;
      if (text === undefined) continue;
      yield `${name}${text}`;
    }
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

async function* listParts(entry: z.ZodType, list: unknown): AsyncGenerator<string, void> {
  let before = '[';
  for await (const slice of slicesOf(list)) {
    let text = '';
    for (const one of slice) {
      if (hasMuch(entry, one)) {
        yield `${text}${before}`;
        yield* partsOf(entry, one);
        text = '';
      } else text += `${before}${JSON.stringify(entry.parse(one))}`;
      before = ',';
    }
    if (text !== '') yield text;
    await othersTurn();
  }
  yield before === '[' ? '[]' : ']';
}

async function* slicesOf(list: unknown): AsyncGenerator<readonly unknown[], void> {
  if (isIterable(list)) for await (const part of list) yield* slicesOf(part);
  else
    for (let from = 0; from < (list as readonly unknown[]).length; from += entriesATurn)
      yield (list as readonly unknown[]).slice(from, from + entriesATurn);
}
