import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler } from 'express';
import { rotaError, type RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';

/** Two megabytes, unless an endpoint allows more; a larger body gets 413 before it is read. */
export const maxBodyBytes = 2 * 1024 * 1024;

export const tooLarge = (limit = maxBodyBytes): RotaError =>
  rotaError(
    'BODY_TOO_LARGE',
    limit === maxBodyBytes
      ? 'body: it is larger than 2 MB'
      : said`body: it is larger than ${limit / 1024 / 1024} MB: split it`,
  );

/** Reads the bytes of a body regardless of its content type; `bodyText` decodes them. */
export const takeBytes = (limit: number): RequestHandler => express.raw({ type: () => true, limit });

/** Longer bodies are parsed in slices. */
const longBytes = 128 * 1024;

/** A text that came as a part of a body, in the form that `bodyText` returns. */
export const inBytesIfLong = (text: string): string | Buffer =>
  text.length > longBytes ? Buffer.from(text.toWellFormed()) : text;

/**
 * The body as text, for any text content type, in the named charset, else UTF-8 (or UTF-16 by its mark); a byte order mark is
 * dropped. A long body is returned as UTF-8 bytes. Throws CONTENT_TYPE for binary types and JSON_INVALID for bytes that are invalid
 * in the charset.
 */
export function bodyText(request: Request): string | Buffer {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return '';
  const type = request.headers['content-type'] ?? '';
  const charset = charsetOf(type, bytes);
  const form = formOf(type, bytes);
  if (form !== null) {
    throw rotaError(
      'CONTENT_TYPE',
      `body: it is a form (${form}), but JSON is wanted here, such as {"name":"OneStepNotepadRunner"}`,
    );
  }
  if (isBinary(type, bytes, charset)) {
    throw rotaError('CONTENT_TYPE', 'body: it is not text; send JSON as application/json; charset=utf-8');
  }
  if (bytes.length > longBytes && /^utf-?8$/.test(charset)) {
    if (isUtf8(bytes)) return bytes;
    throw notOf(charset);
  }
  if (bytes.length > maxBodyBytes)
    throw rotaError('CONTENT_TYPE', said`body: it is larger than 2 MB and not in UTF-8; send it in UTF-8`);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) {
      throw rotaError('CONTENT_TYPE', 'body: its charset is not known; send UTF-8', null, error);
    }
    throw notOf(charset, error);
  }
}

const notOf = (charset: string, cause?: unknown) =>
  rotaError(
    'JSON_INVALID',
    `body: its bytes are not ${charset}; send UTF-8, or name the charset in Content-Type`,
    null,
    cause,
  );

function charsetOf(type: string, bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
}

/** Some programs label JSON as a form by default (curl -d), so only a body that looks like a form counts as one. */
function formOf(type: string, bytes: Buffer): string | null {
  if (/^\s*multipart\/form-data/i.test(type)) return 'multipart/form-data';
  if (!/^\s*application\/x-www-form-urlencoded/i.test(type)) return null;
  return /^\s*[^\s=&{}[\]"']+=/.test(bytes.toString('latin1', 0, 300)) ? 'application/x-www-form-urlencoded' : null;
}

const binaryTypes =
  /^\s*(image|audio|video|font|multipart|model)\/|^\s*application\/(pdf|zip|gzip|x-7z|x-tar|msword|vnd\.)/i;

function isBinary(type: string, bytes: Buffer, charset: string): boolean {
  if (binaryTypes.test(type) && !/\+json/i.test(type)) return true;
  return !charset.startsWith('utf-16') && bytes.includes(0);
}
