import type { Express, Request, RequestHandler, Response } from 'express';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { streams } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/said.ts';
import type { Engine } from '../engine/engine.ts';
import type { AccessCheck } from './access.ts';
import { notFound } from './error-answer.ts';
import type { HeldRights } from './held-rights.ts';

/** Files of a run. They come from robots, so they are only ever saved or shown as pictures, never run in the page's name. */
export function mountDownloads(app: Express, engine: Engine, access: AccessCheck, rights: HeldRights): void {
  const route = ({ path: template }: { path: string }) => template.replace(/\{(\w+)\}/g, ':$1');
  const identify: RequestHandler = async (request, response, next) => {
    const caller = await access(request, 'session');
    // A large file is on its way for a while: cut off, it is not taken for whole.
    response.once(
      'close',
      rights.hold(caller, 'session', () => response.destroy()),
    );
    next();
  };

  app.get(route(streams.logDownload), identify, async (request, response) => {
    const { id } = request.params as { id: string };
    const attempt = attemptOf(request.query['attempt']);
    const log = await engine.runs.logText(id, attempt);
    const name = `run-${id}${attempt === undefined ? '' : `-attempt-${attempt}`}.log.txt`;
    const type = 'text/plain; charset=utf-8';
    if (typeof log === 'string') return send(response, log, name, type);
    response.attachment(name);
    response.set({ 'Content-Type': type, 'Content-Security-Policy': lockedAway, 'Cache-Control': 'no-store' });
    // Whoever hangs up ends the reading; nothing can be answered any more where the file fails half-way.
    await pipeline(log, response).catch(() => undefined);
  });

  app.get(route(streams.artifact), identify, async (request: Request, response) => {
    const { id, file } = request.params as { id: string; file: string };
    const found = await engine.runs.artifactFile(id, file);
    const picture = pictures[path.extname(found).toLowerCase()];
    await send(response, found, path.basename(found), picture ?? 'application/octet-stream', picture !== undefined);
  });
}

const lockedAway = "default-src 'none'; sandbox";

const pictures: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

function attemptOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw rotaError('QUERY_INVALID', said`it is not a whole number from 1`, 'attempt');
}

/** The engine has checked the path; a file that has gone meanwhile is not found. */
function send(response: Response, file: string, name: string, type: string, isShown = false): Promise<void> {
  response.attachment(name);
  if (isShown)
    response.set('Content-Disposition', response.get('Content-Disposition')?.replace('attachment', 'inline'));
  response.set({ 'Content-Type': type, 'Content-Security-Policy': lockedAway });
  return new Promise((resolve, reject) => {
    response.sendFile(file, { dotfiles: 'allow', cacheControl: false, etag: false }, (error) => {
      if (!error || response.headersSent) return resolve();
      response.removeHeader('Content-Disposition');
      reject('status' in error && error.status === 404 ? notFound() : error);
    });
  });
}
