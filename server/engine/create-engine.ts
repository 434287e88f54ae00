import type { Audit } from '../people/audit.ts';
import { createConductor, type Conductor } from './conductor.ts';
import type { Catalogue } from './configuration/catalogue.ts';
import { createConfiguration, type Configuration } from './configuration/configuration.ts';
import { createContext } from './create-context.ts';
import { createVerbs } from './create-verbs.ts';
import type { Others } from './shared/elsewhere.ts';
import type { EngineContext } from './shared/engine-context.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Engine } from './engine.ts';
import { createAnnouncements } from './shared/announcements.ts';
import { settleOwners } from '../people/owners.ts';
import { publicRow, publicRun } from './shared/public-rows.ts';
import { createAudit, createNotices } from './shared/audit-and-notices.ts';
import { createLogWatch } from './runs/log-watch.ts';
import { createClockWatch } from './time/clock-watch.ts';
import { replanFor } from './time/replan.ts';
import { openMessages } from './open-messages.ts';
import { openWebhooks } from './open-webhooks.ts';

export type { EngineParts } from './engine-parts.ts';

/** The engine, and what only its owner may do. */
export interface RunningEngine {
  readonly engine: Engine & { readonly catalogue: Catalogue };
  /** Settles what the last server left, then what was due since it was last alive; then runs by itself. */
  start(lastAlive: number | null): Promise<void>;
  /** Accepts nothing new, stops the active runs, stores every result. May be called twice. */
  stop(): Promise<void>;
}

async function othersOf(
  { store: { sharedFiles }, home }: EngineParts,
  core: () => EngineContext,
): Promise<Others | null> {
  if (sharedFiles === null) return null;
  const { createOthers } = await import('./fleet/others.ts');
  return createOthers(sharedFiles, home, core);
}

export async function createEngine(parts: EngineParts): Promise<RunningEngine> {
  const { store, config } = parts;
  const clockWatch = createClockWatch(parts.clock);
  const { clock } = clockWatch;
  const log = parts.log.scope('engine');
  // A failure loses nothing, and gives no client access to anything: it is retried at the next start.
  await settleOwners(store, config.get().clients, log).catch((error: unknown) =>
    log.warn('what older builds kept under names could not be given to identities', { error }),
  );
  const announcements = createAnnouncements({
    store,
    clock,
    log,
    publicRun: (run) => publicRun(run, core),
    publicRow: (row) => publicRow(core, row),
  });
  let isStopping = false;
  let stopping: Promise<void> | null = null;

  const core: EngineContext = createContext({
    ...{ parts, clock, log, announcements, others: await othersOf(parts, () => core) },
    later: { conductor: () => conductor, configuration: () => configuration },
  });
  const announce: typeof announcements.announce = (announcement) => {
    announcements.announce(announcement);
    // More runs may be allowed now, or a process was enabled.
    if (announcement.type === 'settings' || announcement.type === 'process') conductor.dispatch();
    if (announcement.type === 'process') conductor.workers.lookAtPrograms();
    if (announcement.type === 'calendar') {
      const { wakeScheduler } = conductor;
      replanFor(announcement.name, { core, placeByCalendars: configuration.placeByCalendars, wakeScheduler }).catch(
        (error: unknown) =>
          log.error('schedules could not follow their calendar', { calendar: announcement.name, error }),
      );
    }
  };
  const records = createAudit(core);
  const audit: Audit = (caller, action, what) => records.record(caller, action, what);
  const notices = createNotices(core);
  const configuration: Configuration = await createConfiguration({
    ...{ core, parts, audit, notices, announce },
    webhookSecret: () => webhooks.secret(),
  });
  const webhooks = await openWebhooks(core, parts.secrets, audit);
  const messages = openMessages({ core, parts, audit, notices, configuration });
  const isStoppingNow = () => isStopping;
  const conductor: Conductor = createConductor({
    core,
    parts,
    audit,
    notices,
    configuration,
    webhooks,
    messages: messages.messages,
    watch: clockWatch,
    isStopping: isStoppingNow,
  });

  const watch = createLogWatch(core);
  const engine = createVerbs({
    ...{ core, parts, audit, records, notices, configuration, conductor, webhooks, messages, watch, announce },
    isStopping: isStoppingNow,
  });
  return {
    engine,
    start: (lastAlive) => conductor.start(lastAlive),
    stop: () => (stopping ??= stop()),
  };

  async function stop(): Promise<void> {
    isStopping = true;
    announcements.release();
    configuration.forget();
    watch.close();
    await conductor.stop();
    await configuration.clients.close();
    announcements.close();
  }
}
