import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import type { SecretBox } from '../vault/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { Audit } from '../people/audit.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { createWebhooks, type Webhooks } from '../messages/webhooks.ts';

/** Deliveries may be lost if Rota dies: the last heartbeat can be this much older than its end. */
const lostMs = 60_000;
const secretFact = 'webhook-secret';

/** Webhooks over the engine's store, signed with a key that is created once per data folder and stored encrypted. */
export async function openWebhooks(core: EngineContext, secrets: SecretBox, audit: Audit): Promise<Webhooks> {
  const { store } = core;
  return createWebhooks({
    store: store.records,
    clock: core.clock,
    log: core.log.scope('webhooks'),
    settings: core.settings,
    newId: core.newId,
    audit,
    secret: await secretOf(store, secrets, core.log),
    async urlOf(run, event) {
      const schedule = await store.schedules.getEver(run.scheduleId);
      const options = schedule === null || schedule === 'purged' ? null : schedule.options;
      // The default is `ended` alone: older schedules asked for nothing else.
      if (!(options?.callbackEvents ?? ['ended']).includes(event)) return null;
      return options?.callbackUrl ?? core.processOf(run.process)?.callbackUrl ?? null;
    },
    unannounced: (lastAlive) => store.runs.endedUnannounced(lastAlive - lostMs),
  });
}

async function secretOf(store: Store, secrets: SecretBox, log: Log): Promise<string> {
  const { records } = store;
  const kept = await records.fact(secretFact);
  if (kept !== null) {
    try {
      return String(secrets.openValues(JSON.parse(kept) as Record<string, unknown>)['secret']);
    } catch {
      // The key of the folder was lost: receivers need the new secret, and everything else continues.
      log.warn('the webhook secret could not be opened; a new one was made: give it to the receivers');
    }
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const sealed = JSON.stringify(secrets.sealValues({ secret }, ['secret']));
  // Another process made one in this moment: all sign with the same.
  return (await records.swapFact(secretFact, kept, sealed)) ? secret : secretOf(store, secrets, log);
}
