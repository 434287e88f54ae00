import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Request } from 'express';
import type { Readable } from 'node:stream';
import type { Warning } from '../../../contract/connector.ts';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import type { Caller } from '../../people/caller.ts';
import type { ConnectorVerbs } from '../../engine/engine.ts';
import { maxBodyBytes, tooLarge } from './body-text.ts';
import { partName, sentFileName } from './form-names.ts';

/** The limit for all files of one form together. */
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
  /** Parses the text of a body. Rejects with JSON_INVALID. */
  readonly read: (text: string) => Promise<ReadForm>;
  /** Aborts with the error to answer if the caller loses the right meanwhile. */
  readonly over: AbortSignal;
}

/**
 * Reads a start as a form: each part is a key of the body, `body` has several of them as JSON, `values.NAME` (or `values[NAME]`) is one value, and a
 * part with a file is the value of that name. Files are stored as they arrive; a fault is answered at once, without reading the rest of the form.
 */
export function readForm(request: Request, { takeFile, caller, read, over }: FormDeps): Promise<ReadForm> {
  // Without a prototype, so that "__proto__" is an ordinary key.
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
    /** Runs the work of the parts one after the other. */
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
      // `takeFile` gets the error as well, and answers with more detail.
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
    // A caller may announce no length, so bytes are counted.
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

/** A text part has the same limit as a body. */
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

/** A part `values` is JSON text, as in a body. */
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

/** The library's error for an invalid form; its words quote no values. */
function broken(cause: unknown): RotaError {
  return rotaError(
    'BODY_INVALID',
    'body: it is not a whole multipart/form-data: a boundary, a header or the end is missing',
    null,
    cause,
  );
}
