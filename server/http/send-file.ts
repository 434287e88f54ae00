import type { Request, Response } from 'express';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../contract/errors.ts';
import { safeFileName } from '../../contract/file-value.ts';
import { said } from '../../contract/translatable.ts';
import { notFound } from './answers/error-answer.ts';

export interface SentFile {
  readonly file: string;
  /** The name under which it is saved. */
  readonly name: string;
  readonly type: string;
  /** A browser shows it instead of saving it. */
  readonly isShown?: boolean;
}

/** The content policy for files of robots. */
export const lockedAway = "default-src 'none'; sandbox";

const pictures: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** A file of a robot: only saved, or shown as a picture. */
export function artifactToSend(file: string): SentFile {
  const picture = pictures[path.extname(file).toLowerCase()];
  const name = path.basename(file);
  return { file, name, type: picture ?? 'application/octet-stream', isShown: picture !== undefined };
}

/**
 * Sends a file with a strong ETag, and supports If-None-Match, If-Match, If-Range and Range. The engine has checked the path; a file that
 * was deleted meanwhile is not found.
 */
export async function sendFile(
  request: Request,
  response: Response,
  { file, name, type, isShown }: SentFile,
): Promise<void> {
  // A range applies only to GET (RFC 9110, 14.2).
  if (request.method === 'HEAD') delete request.headers.range;
  // This header is for caches, not for the origin: Node's fetch sends it with each If-None-Match, and the library would send the whole
  // file.
  delete request.headers['cache-control'];
  const etag = await tagOf(file);
  response.attachment(safeFileName(name));
  if (isShown === true)
    response.set('Content-Disposition', response.get('Content-Disposition')?.replace('attachment', 'inline'));
  response.set({ 'Content-Type': type, 'Content-Security-Policy': lockedAway, ETag: etag });
  return new Promise((resolve, reject) => {
    // Express keeps an ETag that is set already.
    response.sendFile(file, { dotfiles: 'allow', cacheControl: false, etag: false }, (error?: Error) => {
      if (!error || response.headersSent) return resolve();
      for (const header of ['Content-Disposition', 'Content-Type', 'ETag', 'Last-Modified', 'Content-Range'])
        response.removeHeader(header);
      reject(refusal(response, error));
    });
  });
}

function refusal(response: Response, error: Error & { status?: unknown; headers?: unknown }): Error {
  switch (error.status) {
    case 404:
      return notFound();
    case 412:
      return rotaError('PRECONDITION_FAILED', said`The file has changed since: it is not the one that the call names.`);
    case 416: {
      const headers = (error.headers ?? {}) as Record<string, string>;
      response.set('Content-Range', headers['Content-Range'] ?? 'bytes */*');
      return rotaError('RANGE_INVALID', said`The file has no such range: Content-Range says how long it is.`);
    }
    default:
      return error;
  }
}

/** Identifies one version of a file, because file systems record changes in nanoseconds. */
async function tagOf(file: string): Promise<string> {
  const found = await stat(file, { bigint: true }).catch(() => null);
  if (found === null) throw notFound();
  return `"${[found.ino, found.size, found.mtimeNs, found.ctimeNs].map((part) => part.toString(36)).join('-')}"`;
}
