import { Webhook } from 'standardwebhooks';
import type { CallbackEvent } from '../../contract/schedule.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../clock.ts';
import { nextDelivery } from '../domain/webhook-rules.ts';
import type { Log } from '../log.ts';
import type { Audit } from '../people/audit.ts';
import type { RecordStore, StoredDelivery } from '../store/record-store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import { createDeliveryLoop, leased, type DeliveryLoop } from './delivery-loop.ts';
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
/** Longer than a receiver may take to answer. */
const leaseMs = 60_000;

interface Place {
  readonly host: string;
  readonly server: string;
}

interface Sender {
  readonly deps: WebhookDeps;
  readonly signer: Webhook;
}

/** Sends due deliveries: signed, retried with backoff; one bad receiver never delays others. */
export function createWebhookDeliveries(deps: WebhookDeps) {
  const { store, clock, log } = deps;
  const sender: Sender = { deps, signer: new Webhook(deps.secret) };
  const loop = createDeliveryLoop<Place>({
    clock,
    log,
    words: { all: 'webhooks could not be looked at', one: 'a webhook could not be delivered' },
    async fill(places) {
      const now = clock.now();
      await fillPlaces(sender, places, now);
      return store.nextDelivery(now);
    },
  });
  const { look, inTurn, stop, signal } = loop;
  return { send: (delivery: StoredDelivery) => send(sender, delivery, signal), look, inTurn, stop };
}

async function send({ deps, signer }: Sender, delivery: StoredDelivery, signal: AbortSignal) {
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
    { clock, mayReachInside: deps.settings().allowPrivateWebhooks, signal },
  );
  return after(delivery, result, clock.now());
}

function deliver(sender: Sender, delivery: StoredDelivery, signal: AbortSignal): Promise<void> {
  const { store, clock } = sender.deps;
  const lease = {
    take: () => store.leaseDelivery(delivery.id, clock.now(), leaseMs),
    giveBack: () => store.releaseDelivery(delivery.id),
  };
  return leased(lease, async () => {
    const change = await send(sender, delivery, signal);
    // Stopped during the request: the delivery is still due, and is sent again after the next start.
    if (signal.aborted && change.state !== 'delivered') return { isStored: false };
    await store.updateDelivery(delivery.id, change);
    return { isStored: true };
  });
}

const isFull = ({ underWay }: DeliveryLoop<Place>, host: string): boolean =>
  [...underWay.values()].filter((other) => other.host === host).length >= atOnceToOneHost;

/** Skips deliveries to a receiver whose slots are all in use, however many they are, so that others get theirs. */
async function fillPlaces(sender: Sender, places: DeliveryLoop<Place>, now: number): Promise<void> {
  const { underWay, signal, take } = places;
  const full = new Set([...underWay.values()].filter(({ host }) => isFull(places, host)).map(({ server }) => server));
  for (let known = -1; known < full.size;) {
    known = full.size;
    const due = await sender.deps.store.dueDeliveries(now, lookedAt, [...full]);
    for (const delivery of due) {
      if (underWay.size >= atOnce || signal.aborted) return;
      if (underWay.has(delivery.id)) continue;
      const place = { host: hostOf(delivery.url), server: serverIn(delivery.url) };
      if (isFull(places, place.host)) full.add(place.server);
      else take(delivery.id, place, () => deliver(sender, delivery, signal));
    }
    if (due.length < lookedAt) return;
  }
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
