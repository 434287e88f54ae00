import { Webhook } from 'standardwebhooks';
import type { CallbackEvent } from '../../contract/schedule.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../clock.ts';
import { nextDelivery } from '../domain/webhook-rules.ts';
import type { Log } from '../log.ts';
import type { Audit } from '../people/audit.ts';
import type { RecordStore, StoredDelivery } from '../store/record-store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import { postWebhook, type Sent } from './webhook-post.ts';

export interface WebhookDeps {
  readonly store: Pick<
    RecordStore,
    | 'insertDelivery'
    | 'updateDelivery'
    | 'leaseDelivery'
    | 'releaseDelivery'
    | 'dueDeliveries'
    | 'nextDelivery'
    | 'delivery'
    | 'deliveryPage'
  >;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly newId: () => string;
  readonly audit: Audit;
  /** `whsec_…` */
  readonly secret: string;
  /** The address for this event of a run: that of its schedule, else of its process; null for none. */
  readonly urlOf: (run: StoredRun, event: CallbackEvent) => Promise<string | null>;
  /** Ended runs whose events may be lost, because Rota died before the deliveries were stored. */
  readonly unannounced: (lastAlive: number) => Promise<readonly StoredRun[]>;
}

const atOnce = 32;
const atOnceToOneHost = 2;
const lookedAt = 200;
const lookAgainMs = 60_000;
/** Longer than a receiver may take to answer. */
const leaseMs = 60_000;

/** The deliveries that are sent at the same time. */
interface Places {
  readonly deps: WebhookDeps;
  readonly signer: Webhook;
  readonly underWay: Map<string, { host: string; server: string; done: Promise<void> }>;
  readonly stopping: AbortController;
  /** A slot is free again. */
  readonly onFree: () => void;
}

/** Sends due deliveries: signed, retried with backoff; one bad receiver never delays others. */
export function createWebhookDeliveries(deps: WebhookDeps) {
  const { store, clock, log } = deps;
  const underWay: Places['underWay'] = new Map();
  const stopping = new AbortController();
  const places: Places = { deps, signer: new Webhook(deps.secret), underWay, stopping, onFree: look };
  let cancelTimer = (): void => {};
  /** Serializes all work on deliveries. */
  let keeping: Promise<void> = Promise.resolve();

  const isStopped = (): boolean => stopping.signal.aborted;

  /** Sends what is due, as many as there are slots, and sets the timer for the next delivery. */
  async function pump(): Promise<void> {
    cancelTimer();
    if (isStopped()) return;
    const now = clock.now();
    await fillPlaces(places, now);
    // A due delivery without a slot waits for one that ends, which calls this again; only later ones need the timer.
    const next = await store.nextDelivery(now);
    if (isStopped() || (next === null && underWay.size === 0)) return;
    cancelTimer();
    // The wall clock may jump, so the timer is short.
    const waitMs = next === null ? lookAgainMs : next - clock.now();
    cancelTimer = clock.after(Math.min(lookAgainMs, Math.max(50, waitMs)), look);
  }

  function look(): void {
    keeping = keeping.then(pump).catch((error: unknown) => log.error('webhooks could not be looked at', { error }));
  }

  return {
    send: (delivery: StoredDelivery) => send(places, delivery),
    look,
    /** Runs the work after all earlier work. */
    inTurn(work: () => Promise<void>, onError: (error: unknown) => void): void {
      keeping = keeping.then(work).catch(onError);
    },
    quiet: () => keeping,
    stop: async (): Promise<void> => {
      stopping.abort();
      cancelTimer();
      await keeping;
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

async function send({ deps, signer, stopping }: Places, delivery: StoredDelivery): Promise<ReturnType<typeof after>> {
  const { clock } = deps;
  // The library and the receivers use a date in whole seconds.
  const at = new Date(clock.now());
  const result = await postWebhook(
    delivery.url,
    delivery.body,
    {
      'webhook-id': delivery.id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signer.sign(delivery.id, at, delivery.body),
    },
    { clock, mayReachInside: deps.settings().allowPrivateWebhooks, signal: stopping.signal },
  );
  return after(delivery, result, clock.now());
}

async function deliver(places: Places, delivery: StoredDelivery): Promise<void> {
  const { store, clock } = places.deps;
  // Another process may have it.
  if (!(await store.leaseDelivery(delivery.id, clock.now(), leaseMs))) return;
  let isStored = false;
  try {
    const change = await send(places, delivery);
    // Stopped during the request: the delivery is still due, and is sent again after the next start.
    if (places.stopping.signal.aborted && change.state !== 'delivered') return;
    await store.updateDelivery(delivery.id, change);
    isStored = true;
  } finally {
    if (!isStored) await store.releaseDelivery(delivery.id);
  }
}

const isFull = ({ underWay }: Places, host: string): boolean =>
  [...underWay.values()].filter((other) => other.host === host).length >= atOnceToOneHost;

/** Skips deliveries to a receiver whose slots are all in use, however many they are, so that others get theirs. */
async function fillPlaces(places: Places, now: number): Promise<void> {
  const { deps, underWay, stopping } = places;
  const full = new Set([...underWay.values()].filter(({ host }) => isFull(places, host)).map(({ server }) => server));
  for (let known = -1; known < full.size;) {
    known = full.size;
    const due = await deps.store.dueDeliveries(now, lookedAt, [...full]);
    for (const delivery of due) {
      if (underWay.size >= atOnce || stopping.signal.aborted) return;
      if (underWay.has(delivery.id)) continue;
      if (isFull(places, hostOf(delivery.url))) full.add(serverIn(delivery.url));
      else take(places, delivery);
    }
    if (due.length < lookedAt) return;
  }
}

function take(places: Places, delivery: StoredDelivery): void {
  const { deps, underWay, onFree } = places;
  const done = deliver(places, delivery)
    .catch((error: unknown) => deps.log.error('a webhook could not be delivered', { id: delivery.id, error }))
    .finally(() => {
      underWay.delete(delivery.id);
      onFree();
    });
  underWay.set(delivery.id, { host: hostOf(delivery.url), server: serverIn(delivery.url), done });
}

function after({ attempts }: StoredDelivery, { problem, isGone, notBefore }: Sent, now: number) {
  const tried = attempts + 1;
  if (problem === null) {
    return { state: 'delivered' as const, attempts: tried, nextAt: null, lastError: null, deliveredAt: now };
  }
  const nextAt = nextDelivery(tried, isGone, now, notBefore);
  const state = nextAt === null ? ('given-up' as const) : ('waiting' as const);
  return { state, attempts: tried, nextAt, lastError: problem, deliveredAt: null };
}

/** The server part of an address, as written. */
const serverIn = (url: string): string => /^[^:/?#]+:\/\/[^/?#]*/.exec(url)?.[0] ?? url;
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');
