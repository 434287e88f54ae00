import type { Express, Request, RequestHandler, Response } from 'express';
import { connectorStreams, type StreamEndpoint } from '../../contract/api.ts';
import type { Caller } from '../people/caller.ts';
import type { Engine } from '../engine/engine.ts';
import type { AccessCheck } from './gates/access.ts';
import { needsOfStream } from './gates/needs.ts';
import type { OpenRequestRights } from './gates/open-request-rights.ts';
import type { FailureBrake } from './gates/failure-brake.ts';
import { mountHooks } from './hook-route.ts';
import { checked, given, refuse } from './mount.ts';
import type { RunEvents } from './events/run-events.ts';
import { artifactToSend, sendFile } from './send-file.ts';

interface StreamDeps {
  readonly engine: Engine;
  readonly access: AccessCheck;
  readonly rights: OpenRequestRights;
  readonly events: RunEvents;
  readonly brake: FailureBrake;
}

/** What of the connector API is not JSON on both sides: files of a run, live events, and signed web calls. */
export function mountConnectorStreams(app: Express, { engine, access, rights, events, brake }: StreamDeps): void {
  const { file, logFile, events: stream } = connectorStreams;

  mountHooks(app, { engine, brake });
  mount(app, 'file', async (request, response, caller) => {
    const { run } = queryOf(file, request);
    const { spid, file: parts } = request.params as unknown as { spid: string; file: string[] };
    const found = await engine.connector.file(spid, parts.join('/'), run, caller);
    await held('file', caller, response, () => sendFile(request, response, artifactToSend(found)));
  });

  mount(app, 'logFile', async (request, response, caller) => {
    const { spid } = request.params as { spid: string };
    const found = await engine.connector.logFile(spid, queryOf(logFile, request), caller);
    const name = `run-${found.runId}-attempt-${found.attempt}.log.txt`;
    const sent = { file: found.file, name, type: 'text/plain; charset=utf-8' };
    await held('logFile', caller, response, () => sendFile(request, response, sent));
  });

  mount(app, 'events', async (request, response, caller) => {
    const see = await engine.connector.watcher(caller, queryOf(stream, request).spid);
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    events.open(response, {
      see,
      lastId: request.get('Last-Event-ID'),
      right: {
        isStillIn: () =>
          access(request, needsOfStream('events', stream)).then(
            () => true,
            () => false,
          ),
        hold: (end) => rights.watch(caller, needsOfStream('events', stream), end),
      },
    });
  });

  function mount(
    on: Express,
    name: keyof typeof connectorStreams,
    answer: (request: Request, response: Response, caller: Caller) => Promise<void>,
  ): void {
    const endpoint: StreamEndpoint = connectorStreams[name];
    // A file may be in folders: its name is the whole rest of the path.
    const path = endpoint.path.replace('{file}', '*file').replace(/\{(\w+)\}/g, ':$1');
    const handler: RequestHandler = async (request, response) => {
      const caller = await access(request, needsOfStream(name, endpoint));
      await answer(request, response, caller);
    };
    on.get(path, handler);
    on.route(path).all(refuse([endpoint.method]));
  }

  /** A large file takes a while: if the right ends, the connection is cut, so that the file does not look complete. */
  function held(name: keyof typeof connectorStreams, caller: Caller, response: Response, work: () => Promise<void>) {
    response.set('Cache-Control', 'private, no-cache');
    const letGo = rights.watch(caller, needsOfStream(name, connectorStreams[name]), () => response.destroy());
    response.once('close', letGo);
    return work();
  }
}

const queryOf = <E extends StreamEndpoint>({ query }: E, request: Request) =>
  checked(query, given(request.query), 'QUERY_INVALID') as ReturnType<E['query']['parse']>;
