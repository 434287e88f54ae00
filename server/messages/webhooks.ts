import type { Delivery } from '../../contract/deliveries.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { CallbackEvent } from '../../contract/schedule.ts';
import { runEvent, testEvent } from '../domain/webhook-rules.ts';
import type { StoredDelivery } from '../store/record-store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import { createWebhookDeliveries, hostOf, type WebhookDeps } from './webhook-deliveries.ts';
import type { WebhookVerbs } from './webhook-verbs.ts';

export type { WebhookDeps } from './webhook-deliveries.ts';

export interface Webhooks extends WebhookVerbs {
  /** Its first attempt has started. */
  runStarted(run: StoredRun): void;
  runEnded(run: StoredRun): void;
  /** Times of deliveries have changed: check for due ones. */
  wake(): void;
  /** Continues the deliveries that are pending; `lastAlive` is when Rota was last alive (null: never). */
  start(lastAlive: number | null): Promise<void>;
  stop(): Promise<void>;
}

/** Signed deliveries, at least once: stored before they are sent, retried with backoff, and one bad receiver never delays others. */
export function createWebhooks(deps: WebhookDeps): Webhooks {
  const { store, clock, log, newId } = deps;
  const deliveries = createWebhookDeliveries(deps);
  const { send, look } = deliveries;

  const fresh = (
    url: string,
    runId: string | null,
    news: { event: string; body: string },
  ): Omit<StoredDelivery, 'seq'> => ({
    ...news,
    id: `msg_${newId()}`,
    url,
    runId,
    state: 'waiting',
    attempts: 0,
    createdAt: clock.now(),
    nextAt: clock.now(),
    lastError: null,
    deliveredAt: null,
  });

  async function announce(run: StoredRun, event: CallbackEvent): Promise<void> {
    if (run.trigger === 'test') return;
    const url = await deps.urlOf(run, event);
    if (url === null) return;
    const news = runEvent(run, run.outputs, clock.now(), { isBegun: event === 'started' });
    await store.insertDelivery(fresh(url, run.id, news));
    look();
  }

  const tell = (event: CallbackEvent) => (run: StoredRun) => {
    deliveries
      .inTurn(() => announce(run, event))
      .catch((error: unknown) => log.error('the news of a run could not be kept', { run: run.id, error }));
  };

  return {
    runStarted: tell('started'),
    runEnded: tell('ended'),
    wake: look,
    async start(lastAlive) {
      for (const run of lastAlive === null ? [] : await deps.unannounced(lastAlive)) await announce(run, 'ended');
      look();
      await deliveries.inTurn(() => Promise.resolve());
    },
    stop: deliveries.stop,

    async page({ before, limit }) {
      const { entries, next } = await store.deliveryPage(before, limit);
      return { deliveries: entries.map(shown), next };
    },
    async redeliver(id, caller) {
      const delivery = await store.delivery(id);
      if (!delivery) throw rotaError('NOT_FOUND', said`there is no delivery with this id`, 'id');
      deps.audit(caller, 'webhook-redeliver', id);
      await store.updateDelivery(id, { ...delivery, state: 'waiting', attempts: 0, nextAt: clock.now() });
      look();
    },
    async test(url, caller) {
      deps.audit(caller, 'webhook-test', hostOf(url));
      const delivery = await store.insertDelivery({ ...fresh(url, null, testEvent(clock.now())), nextAt: null });
      const sent = await send(delivery);
      const change = sent.state === 'delivered' ? sent : { ...sent, state: 'given-up' as const, nextAt: null };
      await store.updateDelivery(delivery.id, change);
      return { ...shown(delivery), ...change };
    },
    secret: () => deps.secret,
  };
}

function shown({ body: _body, ...delivery }: StoredDelivery): Delivery {
  return delivery;
}
