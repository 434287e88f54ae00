import express from 'express';
import { finished } from 'node:stream/promises';
import { connectorApi, consoleApi } from '../../contract/api.ts';
import { RotaError, rotaError } from '../../contract/errors.ts';
import { inEnglish, said } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import { readJson, readJsonInSteps } from '../engine/connector/connector-text.ts';
import type { Engine } from '../engine/engine.ts';
import { runInTurns } from '../engine/shared/slices.ts';
import type { Log } from '../log.ts';
import { keepsBodyBack } from './body/body-on-demand.ts';
import { connectorHandlers } from './connector-routes.ts';
import { freeBodies } from './body/free-bodies.ts';
import { mountConnectorStreams } from './connector-streams.ts';
import { consoleHandlers, largeBodies } from './console-routes.ts';
import { mountDownloads } from './downloads.ts';
import { answerErrors, notFound } from './answers/error-answer.ts';
import { isConnectorPath } from './gates/connector-path.ts';
import { mountEvents } from './events/events-route.ts';
import { createEventStream } from './events/event-stream.ts';
import { guardForgery } from './gates/forgery-guard.ts';
import { createGates } from './gates/create-gates.ts';
import { needsOfConnector, needsOfConsole } from './gates/needs.ts';
import { checkHost } from './gates/host-check.ts';
import { listenOn, type Listening, type ListenOptions } from './listening/listen.ts';
import { mountMcp } from './mcp/mcp-route.ts';
import { mountMetrics } from './metrics/metrics-route.ts';
import { mount } from './mount.ts';
import { mountOpenApi } from './openapi/openapi-page.ts';
import { checkOrigin } from './gates/origin-check.ts';
import { mountPage } from './page.ts';
import { mountIdentityCallback } from './identity-callback.ts';
import { pageAssets } from './gates/page-assets.ts';
import { urlForOthers, type Address } from './listening/next-address.ts';
import { normalisePath } from './gates/path-normal.ts';
import { setSecurityHeaders } from './gates/security-headers.ts';
import { createRunEvents } from './events/run-events.ts';
import { createPeopleRoutes } from './people-routes.ts';
import { createRestartRoutes, type Restart } from './restart-routes.ts';
import { createSessionRoutes, signInUrl } from './session-routes.ts';
import { createWatchedRuns } from './sight/limited-events.ts';
import { mountUpload } from './upload.ts';
import type { SessionMemory } from './session/session.ts';

export interface FrontDoorDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  /** The folder of the built page. */
  readonly pageFolder: string;
  readonly version: string;
  readonly isDesktop: boolean;
  /** The zone of this computer. */
  readonly timezone: () => string;
  /** The bearer token of the command line, from its file; null if there is none. */
  readonly commandToken: string | null;
  /** Stores browsers' sessions across restarts; without it they end with the server. */
  readonly sessionMemory?: SessionMemory;
  /** Further host names of this computer (a proxy, a container), with or without a port. */
  readonly hosts?: readonly string[];
  /** Addresses (or networks, as 10.0.0.0/8) of proxies whose `X-Forwarded-…` is trusted. */
  readonly proxies?: readonly string[];
  readonly restart?: Partial<Restart>;
}

/** The HTTP server: connector API, console API, live events, downloads and the page, behind one set of checks. */
export function createFrontDoor(deps: FrontDoorDeps) {
  const { engine, clock, log } = deps;
  let listening: Listening | null = null;
  const { commandToken, sessionMemory: memory } = deps;
  const gates = createGates({ engine, clock, commandToken, memory });
  const { sessions, brake, access, rights } = gates;
  const events = createEventStream(engine, clock);
  const watched = createWatchedRuns();
  const runEvents = createRunEvents(engine, clock);
  const facts = {
    version: deps.version,
    isDesktop: deps.isDesktop,
    timezone: deps.timezone,
    url: () => (listening ? urlForOthers(listening) : ''),
    certificateProblem: () => listening?.certificateProblem() ?? null,
  };
  const restart = { next: address, readCertificate: () => Promise.resolve(), startMs: () => 0, ...deps.restart };
  const session = createSessionRoutes({ engine, clock, sessions, brake, facts });
  const { url } = facts;
  const people = createPeopleRoutes({ engine, clock, sessions, brake, url, describe: session.describe });
  const restarts = createRestartRoutes({ engine, sessions, address, restart });
  const app = express();
  app.disable('x-powered-by').disable('etag');
  // Only these may set the forwarded address; from any other sender the header is just a claim.
  app.set('trust proxy', [...(deps.proxies ?? [])]);

  app.use(normalisePath);
  app.use(setSecurityHeaders);
  app.use(checkHost({ listening: () => listening, further: deps.hosts ?? [] }));
  app.use(checkOrigin);
  app.use(refuseWhileStopping(engine));
  mount(app, connectorApi, connectorHandlers, {
    engine,
    access,
    rights,
    needsOf: needsOfConnector,
    guard: guardForgery,
    read: readLenient,
    free: freeBodies,
    large: {},
  });
  mountConnectorStreams(app, { engine, access, rights, events: runEvents, brake });
  mount(app, consoleApi, consoleHandlers(session, people, restarts, watched), {
    engine,
    access,
    rights,
    needsOf: needsOfConsole,
    guard: guardForgery,
    read: readStrict,
    free: new Set(),
    large: largeBodies,
  });
  mountEvents(app, events, gates, watched);
  mountDownloads(app, engine, { access, rights, zone: () => engine.settings.get().timezone ?? deps.timezone() });
  mountUpload(app, engine, access, rights);
  mountMetrics(app, engine, access);
  const closeMcp = mountMcp(app, { engine, access, rights, log, version: deps.version });
  mountIdentityCallback(app, { engine, openSessionFor: people.openSessionFor });
  mountOpenApi(app, deps);
  mountPage(app, deps.pageFolder);
  app.use(() => {
    throw notFound();
  });
  app.use(answerErrors(log));

  function address(): Address {
    const { host = '', port = 0, fingerprint = null } = listening ?? {};
    return { host, port, isTls: fingerprint !== null };
  }

  function readLenient(text: string | Buffer) {
    return readBody(text, engine.settings.get().strict);
  }

  return {
    app,
    /** A link that signs one browser in, once, within an hour; only while listening. */
    signInUrl: () => signInUrl(listening?.url ?? '', sessions),
    /** Where others reach it; empty before it listens. */
    urlForOthers: facts.url,
    /** The token alone, for the desktop shell. */
    newSignInToken: () => sessions.newLinkToken(),
    async listen(options: ListenOptions): Promise<Listening & { readonly certificateWords: string | null }> {
      const opened = await listenOn(app, options, clock, (error) =>
        log.error('a connection could not be taken', { error }),
      );
      listening = opened;
      const problem = opened.certificateProblem();
      const certificateWords = problem === null ? null : inEnglish(problem);
      if (certificateWords !== null) log.warn(certificateWords);
      return {
        ...opened,
        certificateWords,
        close: () => {
          events.close();
          runEvents.close();
          closeMcp();
          rights.close();
          return opened.close();
        },
      };
    },
  };
}
export type FrontDoor = ReturnType<typeof createFrontDoor>;

const readStrict = (text: string | Buffer, mostEntries?: number) => readBody(text, true, mostEntries);

async function readBody(text: string | Buffer, isStrict: boolean, mostEntries?: number) {
  const read =
    typeof text === 'string'
      ? readJson(text, isStrict)
      : await runInTurns(readJsonInSteps(text, isStrict, mostEntries));
  return understood(read);
}

function understood(read: ReturnType<typeof readJson>) {
  if (!read.ok) throw new RotaError([read.error]);
  return read;
}

function refuseWhileStopping(engine: Engine): express.RequestHandler {
  return async (request, _response, next) => {
    // An open page may load more parts: static files, which need nothing that stops.
    if (!engine.isStopping() || request.path.startsWith(pageAssets)) return next();
    // The body is read and discarded first: closing over unread bytes would discard the answer, too.
    if (!request.complete && !keepsBodyBack(request)) await finished(request.resume()).catch(() => undefined);
    throw rotaError(
      'SHUTTING_DOWN',
      isConnectorPath(request.path)
        ? 'Rota is stopping: nothing was started; call again when it is back'
        : said`Rota is stopping: call again when it is back`,
    );
  };
}
