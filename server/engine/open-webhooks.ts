import { randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import type { SecretBox } from '../vault/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { Audit } from '../people/audit.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { createWebhooks, type Webhooks } from '../messages/webhooks.ts';

/** What may have been lost when Rota died: the last mark that it was alive can be this much older than its end. */
const lostMs = 60_000;
const secretFact = 'webhook-secret';

/** Webhooks over the engine's store, signed with a key made once for this data folder and kept sealed. */
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
      // Receivers that were there before a start could be told hear of it only when it is asked for.
      if (!(options?.callbackEvents ?? ['ended']).includes(event)) return null;
      return options?.callbackUrl ?? core.processOf(run.process)?.callbackUrl ?? null;
    },
    unannounced: (lastAlive) => store.runs.endedUnannounced(lastAlive - lostMs),
  });
}

async function secretOf({ records }: Store, secrets: SecretBox, log: Log): Promise<string> {
  const kept = await records.fact(secretFact);
  if (kept !== null) {
    try {
      return String(secrets.openValues(JSON.parse(kept) as Record<string, unknown>)['secret']);
    } catch {
      // The folder's key was lost: receivers need the new secret, and everything else goes on.
      log.warn('the webhook secret could not be opened; a new one was made: give it to the receivers');
    }
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await records.setFact(secretFact, JSON.stringify(secrets.sealValues({ secret }, ['secret'])));
  return secret;
}
