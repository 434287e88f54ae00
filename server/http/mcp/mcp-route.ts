import { randomUUID } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { mcpEndpoint } from '../../../contract/api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../../log.ts';
import type { ToolVerbs } from '../../mcp/verbs.ts';
import type { Caller } from '../../people/caller.ts';
import { askForBody } from '../body/body-on-demand.ts';
import type { AccessCheck } from '../gates/access.ts';
import { guardForgery } from '../gates/forgery-guard.ts';
import { needsOfMcp } from '../gates/needs.ts';
import type { OpenRequestRights } from '../gates/open-request-rights.ts';

interface McpDeps {
  readonly engine: Engine;
  readonly access: AccessCheck;
  readonly rights: OpenRequestRights;
  readonly log: Log;
  readonly version: string;
}

const needs = needsOfMcp(mcpEndpoint);

/** Tools for assistants, behind the same gates and rights as the connector API. Its library is loaded with the first call. */
export function mountMcp(app: Express, deps: McpDeps): () => void {
  const { access, log, version } = deps;
  let loading: Promise<Awaited<ReturnType<typeof load>>> | null = null;

  async function load() {
    const { createMcpHttp } = await import('../../mcp/mcp-http.ts');
    return createMcpHttp({ version, report });
  }

  function report(error: unknown): string {
    const incident = randomUUID();
    log.error('a call of an assistant ended in an unexpected error', { incident, error });
    return `Its incident id is ${incident}: look for it in the log of Rota`;
  }

  app.route(mcpEndpoint.path).all(async (request: Request, response: Response) => {
    const caller = await access(request, needs);
    guardForgery(request, caller);
    askForBody(request);
    const { answer } = await (loading ??= load());
    response.set('Cache-Control', 'no-store');
    await answer(request, response, verbsOf(deps, caller));
  });
  return () => void loading?.then(({ close }) => close());
}

function verbsOf({ engine, rights }: McpDeps, caller: Caller): ToolVerbs {
  const { connector } = engine;
  const isPerson = caller.kind === 'person' && caller.account === undefined;
  const mayStart = isPerson || caller.scopes.some((scope) => scope === 'start' || scope === 'manage');
  const whileIn = <T>(work: (over: AbortSignal) => Promise<T>) => rights.whileIn(caller, needs, work);
  return {
    mayStart,
    list: () => Promise.resolve(connector.list(caller)),
    start: (body) => connector.start(body, caller, {}),
    status: (spid, waitSeconds, signal) =>
      whileIn(async (over) => {
        const options = { waitMs: waitSeconds * 1000, isNative: true, signal: AbortSignal.any([signal, over]) };
        return (await connector.status(spid, options, caller)).answer;
      }),
    cancel: (spid) => connector.cancel(spid, caller),
    log: (spid, tail) => connector.log(spid, { from: 1, limit: tail, tail }, caller),
    history: (query) => connector.history(query, caller),
  };
}
