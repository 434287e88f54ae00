import type { Express } from 'express';
import { streams } from '../../contract/api.ts';
import { fileTooLarge, rotaError } from '../../contract/errors.ts';
import { mostFileBytes } from '../../contract/file-value.ts';
import { said } from '../../contract/translatable.ts';
import type { Engine } from '../engine/engine.ts';
import type { AccessCheck } from './gates/access.ts';
import { needsOfStream } from './gates/needs.ts';
import { askForBody } from './body/body-on-demand.ts';
import type { OpenRequestRights } from './gates/open-request-rights.ts';

/**
 * Uploads a file that a person uses as a value, from the page or the command line: stored first, then named in the values. Accepts only
 * the one content type that no form and no plain link of another page can send.
 */
export function mountUpload(app: Express, engine: Engine, access: AccessCheck, rights: OpenRequestRights): void {
  const needs = needsOfStream('upload', streams.upload);
  app.post(streams.upload.path, async (request, response) => {
    const caller = await access(request, needs);
    if (!/^application\/octet-stream\b/i.test(request.headers['content-type'] ?? ''))
      throw rotaError('CONTENT_TYPE', said`send the bytes of the file as application/octet-stream`, 'body');
    if (Number(request.headers['content-length'] ?? 0) > mostFileBytes) throw fileTooLarge(mostFileBytes);
    askForBody(request);
    const { name } = request.query;
    const file = await engine.receiveFile(request, typeof name === 'string' && name !== '' ? name : 'file');
    rights.check(caller, needs);
    response.json({ file });
  });
}
