import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { defaultSettings } from '../../contract/settings.ts';
import type { Caller } from '../../server/people/caller.ts';
import { createWebhooks, type WebhookDeps } from '../../server/messages/webhooks.ts';
import { silentLog } from '../../server/log.ts';
import type { StoredRun } from '../../server/store/stored-run.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { createHandClock } from '../support/hand-clock.ts';

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const caller: Caller = {
  kind: 'person',
  owner: 'person:operator',
  name: 'operator',
  user: null,
  scopes: [],
  processes: null,
};
export const run: StoredRun = {
  id: 'r1',
  seq: 1,
  scheduleId: 's1',
  scheduleSeq: 1,
  scheduleName: 'x',
  process: 'Invoices',
  trigger: 'call',
  startedBy: 'erp',
  status: 'ended',
  outcome: 'succeeded',
  reason: { code: 'done', params: {} },
  hasWarning: false,
  isLate: false,
  dueAt: 1,
  queuedAt: 1,
  startedAt: 2,
  endedAt: 3,
  attempt: 1,
  maxAttempts: 1,
  retryAt: null,
  progress: null,
  outputLine: '',
  rerunOf: null,
  worker: 'w',
  target: null,
  input: null,
  outputs: { x: 'Ada Lovelace' },
  rank: 0,
  overlap: 'queue',
  starter: null,
};

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A local receiver that answers with the result of `answer`. */
export async function receiver(
  context: TestContext,
  answer: (count: number) => number = () => 204,
  headers: Readonly<Record<string, string>> = {},
) {
  const arrived: Arrived[] = [];
  let tell = (): void => {};
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      arrived.push({ headers: request.headers, body });
      response.writeHead(answer(arrived.length), { location: '/elsewhere', ...headers }).end();
      tell();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    arrived,
    count: async (wanted: number): Promise<void> => {
      while (arrived.length < wanted) await new Promise<void>((resolve) => (tell = resolve));
    },
  };
}

export async function openWebhooks(
  context: TestContext,
  change: Partial<WebhookDeps> & { url?: string; isInsideAllowed?: boolean } = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-hooks-'));
  const store = openStore(path.join(folder, 'rota.db'));
  // Receivers reject old signatures by their own wall clock.
  const clock = createHandClock(Date.now());
  let isChanged = (): void => {};
  const records = {
    ...store.records,
    updateDelivery: async (...given: Parameters<typeof store.records.updateDelivery>) => {
      await store.records.updateDelivery(...given);
      isChanged();
    },
  };
  let ids = 0;
  const make = () =>
    createWebhooks({
      store: records,
      clock,
      log: silentLog,
      settings: () => ({ ...defaultSettings, allowPrivateWebhooks: change.isInsideAllowed ?? true }),
      newId: () => String((ids += 1)),
      audit: () => {},
      secret,
      urlOf: () => Promise.resolve(change.url ?? null),
      unannounced: () => Promise.resolve([]),
      ...change,
    });
  const webhooks = make();
  context.after(async () => {
    await webhooks.stop();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    webhooks,
    clock,
    make,
    /** Resolves with the newest delivery once it matches. */
    delivery: async (isWanted: (state: string, attempts: number) => boolean) => {
      for (;;) {
        const changed = new Promise<void>((resolve) => (isChanged = resolve));
        const [first] = (await webhooks.page({ limit: 1 })).deliveries;
        if (first && isWanted(first.state, first.attempts)) return first;
        await changed;
      }
    },
  };
}

/** The address of a receiver that accepts connections and never answers. */
export async function silentReceiver(context: TestContext): Promise<string> {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    silent.close();
    silent.closeAllConnections();
  });
  return `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
}
