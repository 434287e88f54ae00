import type { Express, Request, RequestHandler, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { streams } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import {
  reportTableQuery,
  runsTableQuery,
  type ReportTableQuery,
  type RunsTableQuery,
} from '../../contract/runs-table.ts';
import { said } from '../../contract/translatable.ts';
import type { Engine } from '../engine/engine.ts';
import type { Caller } from '../people/caller.ts';
import type { AccessCheck } from './gates/access.ts';
import { needsOfStream } from './gates/needs.ts';
import type { OpenRequestRights } from './gates/open-request-rights.ts';
import { checked, given } from './mount.ts';
import { reportTable } from './report-table.ts';
import { checkRun } from './sight/sees.ts';
import { runsTable } from './runs-table.ts';
import { artifactToSend, lockedAway, sendFile } from './send-file.ts';

/** Files of a run. Robots wrote them, so they are only saved or shown as pictures, never executed in the origin of the page. */
export function mountDownloads(
  app: Express,
  engine: Engine,
  { access, rights, zone }: { access: AccessCheck; rights: OpenRequestRights; zone: () => string },
): void {
  const route = ({ path: template }: { path: string }) => template.replace(/\{(\w+)\}/g, ':$1');
  const identify =
    (name: 'logDownload' | 'runsTable' | 'reportTable' | 'artifact'): RequestHandler =>
    async (request, response, next) => {
      const needs = needsOfStream(name, streams[name]);
      const caller = await access(request, needs);
      response.locals['caller'] = caller;
      // A large file takes a while: the connection is cut, so that the file does not look complete.
      response.once(
        'close',
        rights.watch(caller, needs, () => response.destroy()),
      );
      next();
    };

  app.get(route(streams.logDownload), identify('logDownload'), async (request, response) => {
    const { id } = request.params as { id: string };
    const attempt = attemptOf(request.query['attempt']);
    await checkRun(engine, callerOf(response), id);
    const log = await engine.runs.logText(id, attempt);
    const name = `run-${id}${attempt === undefined ? '' : `-attempt-${attempt}`}.log.txt`;
    const type = 'text/plain; charset=utf-8';
    if (typeof log === 'string') return sendFile(request, response, { file: log, name, type });
    response.attachment(name);
    response.set({ 'Content-Type': type, 'Content-Security-Policy': lockedAway, 'Cache-Control': 'no-store' });
    // If the caller disconnects, reading ends; if the file fails half-way, nothing can be answered any more.
    await pipeline(log, response).catch(() => undefined);
  });

  app.get(route(streams.runsTable), identify('runsTable'), async (request, response) => {
    const query = checked(runsTableQuery, given(request.query), 'QUERY_INVALID') as RunsTableQuery;
    const pieces = runsTable(engine, query, zone(), callerOf(response));
    // The first piece before the head: what is wrong with the query is then still an answer.
    const first = (await pieces.next()).value as string;
    response.attachment('runs.csv');
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' });
    response.set('Content-Security-Policy', lockedAway);
    response.write(first);
    await pipeline(pieces, response).catch(() => undefined);
  });

  app.get(route(streams.reportTable), identify('reportTable'), async (request, response) => {
    const { language, separator, ...query } = checked(
      reportTableQuery,
      given(request.query),
      'QUERY_INVALID',
    ) as ReportTableQuery;
    const report = await engine.views.report(query);
    response.attachment(`report-${report.month ?? `${report.firstDay}-${report.lastDay}`}.csv`);
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' });
    response.set('Content-Security-Policy', lockedAway);
    response.send(await reportTable(report, { language, separator }));
  });

  app.get(route(streams.artifact), identify('artifact'), async (request: Request, response) => {
    const { id, file } = request.params as { id: string; file: string };
    await checkRun(engine, callerOf(response), id);
    await sendFile(request, response, artifactToSend(await engine.runs.artifactFile(id, file)));
  });
}

const callerOf = (response: Response): Caller => response.locals['caller'] as Caller;

function attemptOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw rotaError('QUERY_INVALID', said`it is not a whole number from 1`, 'attempt');
}
