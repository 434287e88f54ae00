import type { Announcement } from '../../contract/events.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { createSystemClock, type Clock } from '../../server/clock.ts';
import type { Caller } from '../../server/people/caller.ts';
import type { ConnectorVerbs, Engine } from '../../server/engine/engine.ts';
import { createFrontDoor, type FrontDoorDeps } from '../../server/http/front-door.ts';
import { createLog } from '../../server/log.ts';
import { call, type Ask, type Reply } from './http-client.ts';

// The HTTP server with a stand-in engine: only for questions of transport. Other tests use the real engine.

export const good = 'erp:s3cret';
const callers: Readonly<Record<string, Caller>> = {
  [good]: client('erp', ['start', 'read']),
  'reader:s3cret': client('reader', ['read']),
  'boss:s3cret': client('boss', ['manage']),
  'özgür:şifre': client('özgür', ['start', 'read']),
  'émile:café': client('émile', ['start', 'read']),
};

function client(name: string, scopes: Caller['scopes']): Caller {
  return { kind: 'client', owner: `client:${name}`, name, user: name, scopes, processes: null };
}

export interface DoorOptions {
  readonly clock?: Clock;
  readonly connector?: Partial<ConnectorVerbs>;
  readonly engine?: Partial<Engine>;
  readonly settings?: Partial<Settings>;
  readonly deps?: Partial<FrontDoorDeps>;
}

/** The last arguments of the engine, and its announcements with their recipients. */
export async function openDoor({
  clock = createSystemClock(() => performance.now(), true),
  connector = {},
  engine = {},
  settings = {},
  deps = {},
}: DoorOptions = {}) {
  const listeners = new Set<(announcement: Announcement) => void>();
  const lines: string[] = [];
  const started: { body: unknown; caller: Caller; options: unknown }[] = [];
  const verified: string[] = [];
  const revoked = new Set<string>();
  const stand: Partial<Engine> = {
    epoch: 'epoch-1',
    home: '/nowhere',
    isStopping: () => false,
    hasRoom: () => true,
    trouble: () => null,
    noteRefused: () => {},
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settings: {
      get: () => ({ ...defaultSettings, ...settings }),
      change: () => Promise.reject(new Error('not here')),
      ofPerson: () => Promise.resolve(null),
      changeOfPerson: () => Promise.reject(new Error('not here')),
      forgetPerson: () => Promise.resolve(),
    },
    zones: { tables: () => ({ stamp: '', tables: {} }) } as unknown as Engine['zones'],
    workers: { isFleet: false, database: () => ({ awaySince: null, isNewer: false }) } as unknown as Engine['workers'],
    audit: { record: () => {}, page: () => Promise.resolve({ entries: [], next: null }) },
    connector: { ...connectorVerbs(started), ...connector } as ConnectorVerbs,
    ...engine,
  };
  const door = createFrontDoor({
    engine: withVerify(stand as Engine, verified, revoked),
    clock,
    log: createLog(
      (line) => lines.push(line),
      () => 0,
      'debug',
    ),
    pageFolder: '/nowhere/page',
    version: '1.2.3',
    isDesktop: false,
    timezone: () => 'Europe/Istanbul',
    commandToken: 'command-token',
    ...deps,
  });
  const listening = await door.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...listening,
    door,
    lines,
    started,
    verified,
    revoke: (pair: string) => void revoked.add(pair),
    announce: (announcement: Announcement) => listeners.forEach((listener) => listener(announcement)),
    listeners,
    call: (path: string, ask?: Ask): Promise<Reply> => call(listening.port, path, ask),
  };
}

function connectorVerbs(started: { body: unknown; caller: Caller; options: unknown }[]): Partial<ConnectorVerbs> {
  return {
    start(body, caller, options) {
      started.push({ body, caller, options });
      const robustaSpid = 'f0d2228c-9711-42f5-91ca-afc957f29255';
      return Promise.resolve({
        robustaSpid,
        message: 'Process saved',
        nextRun: null,
        warnings: [...(options.warnings ?? [])],
      });
    },
    status: () => Promise.resolve({ answer: { status: 'RUNNING', message: 'Running' }, retryAfterSeconds: 2 }),
    list: () => ({ message: '0 processes', processes: [] }),
  };
}

function withVerify(engine: Engine, verified: string[], revoked: ReadonlySet<string>): Engine {
  const verify = (user: string, password: string): Promise<Caller | null> => {
    verified.push(`${user}:${password}`);
    const pair = `${user}:${password}`;
    return Promise.resolve(revoked.has(pair) ? null : (callers[pair] ?? null));
  };
  const renew = (caller: Caller) =>
    [...revoked].some((pair) => callers[pair]?.owner === caller.owner) ? null : caller;
  const users = { hasAny: () => false, all: () => [], callerOf: () => null, onChange: () => () => {} };
  return {
    ...engine,
    users: users as unknown as Engine['users'],
    clients: { ...engine.clients, verify, renew, onChange: () => () => {}, all: () => [] },
  };
}

export const startPath = '/scheduler/connector-api/process/start';
export const statusPath = '/scheduler/connector-api/process/status/f0d2228c-9711-42f5-91ca-afc957f29255';
