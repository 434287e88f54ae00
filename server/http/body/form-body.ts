import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import type { Warning } from '../../../contract/connector.ts';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import type { Caller } from '../../people/caller.ts';
import type { ConnectorVerbs } from '../../engine/engine.ts';
import { maxBodyBytes, tooLarge } from './body-text.ts';
import { partName, sentFileName } from './form-names.ts';

/** All files of one form together. */
export const mostFormBytes = 250 * 1024 * 1024;
const mostFiles = 100;

export const isForm = (request: Request): boolean =>
  /^\s*multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');

export interface ReadForm {
  readonly value: unknown;
  readonly warnings: readonly Warning[];
}

interface FormDeps {
  readonly takeFile: ConnectorVerbs['takeFile'];
  readonly caller: Caller;
  /** Reads the text of a body. Rejects with JSON_INVALID. */
  readonly read: (text: string) => Promise<ReadForm>;
  /** Aborts with what to answer when the caller's right ends meanwhile. */
  readonly over: AbortSignal;
}

/**
 * A start as a form: each part is a key of the body, `body` holds several of them as JSON, `values.NAME` (or `values[NAME]`) is one value, and a part with a
 * file is the value of its name. Files are kept as they come; what is wrong is said at once, with the rest of the form unread.
 */
export function readForm(request: Request, { takeFile, caller, read, over }: FormDeps): Promise<ReadForm> {
  // Without a prototype: "__proto__" is a key as others are.
  const body = Object.create(null) as Record<string, unknown>;
  const values = new Map<string, unknown>();
  const warnings: Warning[] = [];
  let letters = 0;

  async function takeText(name: string, value: string): Promise<void> {
    letters += value.length;
    if (letters > maxBodyBytes) throw tooLarge();
    if (name === 'body') {
      const found = await read(value);
      if (typeof found.value !== 'object' || found.value === null || Array.isArray(found.value))
        throw rotaError('BODY_INVALID', 'body: this part is not a JSON object', 'body');
      Object.assign(body, found.value);
      warnings.push(...found.warnings);
    } else if (/^values\./i.test(name)) keep(name.slice('values.'.length), value);
    else body[name] = value;
  }

  function keep(name: string, value: unknown): void {
    if (values.has(name)) {
      const field = `values.${name.slice(0, 60)}`;
      warnings.push({ code: 'KEY_DOUBLED', field, message: `${field}: given more than once, the last one counts` });
    }
    values.set(name, value);
  }

  async function takePart(name: string, stream: Readable, fileName: string): Promise<void> {
    if (name === 'body') return takeText(name, await textOf(stream));
    const sent = sentFileName(fileName);
    const taken = await takeFile(body, name, { name: sent === '' ? 'file' : sent, bytes: stream }, caller);
    keep(taken.name, taken.value);
  }

  return new Promise((resolve, reject) => {
    const parser = parserOf(request);
    let files = Promise.resolve();
    let isOver = false;
    let current: Readable | null = null;
    const fail = (error: unknown): void => {
      if (isOver) return;
      isOver = true;
      request.unpipe(parser);
      current?.destroy();
      reject(error instanceof RotaError ? error : broken(error));
    };
    /** One after the other, as they come. */
    const inTurn = (work: () => Promise<void>): void => {
      files = files.then(() => (isOver ? undefined : work()));
      files.catch(fail);
    };
    parser.on('field', (name, value, isNameCut, isCut) =>
      inTurn(() => {
        if (isNameCut || isCut) throw tooLarge();
        return takeText(partName(name), value);
      }),
    );
    parser.on('file', (name, stream: BusboyFileStream, fileName) => {
      if (isOver) return void stream.resume();
      current = stream;
      // Whoever takes it is told as well, and knows more.
      stream.on('error', () => {});
      inTurn(() => takePart(partName(name), stream, fileName ?? ''));
      files.catch(() => stream.resume());
    });
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
      parser.on(limit, () => fail(rotaError('BODY_INVALID', 'body: the form has too many parts')));
    parser.on('error', fail);
    parser.on('finish', () => inTurn(finish));
    request.once('aborted', () => {
      const error = rotaError('BODY_INVALID', 'body: it ended before its announced length');
      parser.destroy(error);
      fail(error);
    });
    // Whoever announces no length is counted.
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostFormBytes) fail(tooLarge(mostFormBytes));
    });
    over.addEventListener('abort', () => fail(over.reason), { once: true });
    request.pipe(parser);

    async function finish(): Promise<void> {
      if (values.size > 0)
        body['values'] = { ...(await objectOf(body['values'], read)), ...Object.fromEntries(values) };
      isOver = true;
      resolve({ value: { ...body }, warnings });
    }
  });
}

/** As JSON it is no longer than a body may be. */
async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** `values` as a part of its own is JSON text, as it may be in a body. */
async function objectOf(given: unknown, read: FormDeps['read']): Promise<object> {
  if (given === undefined || given === '' || given === null) return {};
  const found = typeof given === 'string' ? (await read(given)).value : given;
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw rotaError('VALUE_INVALID', 'values: must be an object, or the JSON text of one', 'values');
  return found;
}

function parserOf(request: Request) {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: { fieldNameSize: 300, fieldSize: maxBodyBytes, fields: 6000, files: mostFiles, parts: 6000 + mostFiles },
    });
  } catch (error) {
    throw broken(error);
  }
}

/** What the library says of a form that is none; its words quote no values. */
function broken(cause: unknown): RotaError {
  return rotaError(
    'BODY_INVALID',
    'body: it is not a whole multipart/form-data: a boundary, a header or the end is missing',
    null,
    cause,
  );
}
