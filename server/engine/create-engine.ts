import path from 'node:path';
import type { RpaProcess } from '../../contract/process.ts';
import { secretNames } from '../../contract/process.ts';
import type { Log } from '../log.ts';
import type { Launcher, Leftover } from '../runner/launcher.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { StoredRun } from '../store/rows.ts';
import type { Audit } from './audited.ts';
import { createAlerts } from './time/alerts.ts';
import { backUp } from './configuration/backup.ts';
import { createCalendars } from './configuration/calendars.ts';
import { createCancels } from './runs/cancels.ts';
import { createCatalogue, type Catalogue } from './configuration/catalogue.ts';
import { createClients } from './configuration/clients.ts';
import type { Clock } from './clock.ts';
import { tellConfigFacts } from './configuration/config-notices.ts';
import { connectorDeps } from './connector/connector-store.ts';
import { createConnectorVerbs } from './connector/connector.ts';
import { publicRow, type Core } from './core.ts';
import { createDispatcher, type Dispatcher } from './runs/dispatcher.ts';
import type { Engine } from './engine.ts';
import { createExchange } from './exchange/exchange.ts';
import { createLive } from './live.ts';
import { createLogWatch } from './runs/log-watch.ts';
import { createMissedRuns } from './runs/missed-runs.ts';
import { createOutcomes } from './runs/outcomes.ts';
import { createPauseAll } from './time/pause-all.ts';
import type { ProgramPlaces } from './configuration/program-check.ts';
import { createProgressBook } from './runs/progress-book.ts';
import { createAudit, createNotices } from './records.ts';
import { recover } from './runs/recovery.ts';
import { createRetention } from './runs/retention.ts';
import { createRuns } from './runs/runs.ts';
import { createScheduler, type Scheduler } from './time/scheduler.ts';
import { createSchedules } from './schedules.ts';
import { createSettings } from './configuration/settings.ts';
import { createStarts } from './runs/starts.ts';
import { processStatistics } from './runs/process-statistics.ts';
import { createViews } from './runs/views.ts';
import { openWebhooks } from './webhooks/webhook-parts.ts';
import { createWorkerIdentity } from './configuration/worker-identity.ts';
import { createWaiting } from './runs/waiting.ts';
import { createWorker } from './worker.ts';

/** What the engine is made of: the world outside, opened and ready. */
export interface EngineParts {
  readonly home: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** The zone of this computer. */
  readonly timezone: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly launcher: Launcher;
  readonly endLeftovers: (leftovers: readonly Leftover[]) => Promise<void>;
  readonly bundled: readonly RpaProcess[];
  readonly places: ProgramPlaces;
  readonly newId: () => string;
  readonly beforeDesktopRun?: (run: StoredRun) => Promise<'go' | 'later'>;
}

/** The engine with what its owner may do besides asking it. */
export interface RunningEngine {
  readonly engine: Engine & { readonly catalogue: Catalogue };
  /** Settles what the last server left, then what was due since it was last alive; then goes on by itself. */
  start(lastAlive: number | null): Promise<void>;
  /** Takes nothing new, stops what runs, keeps every result. May be called twice. */
  stop(): Promise<void>;
}

export async function createEngine(parts: EngineParts): Promise<RunningEngine> {
  const { clock, store, config, launcher } = parts;
  const log = parts.log.scope('engine');
  const progress = createProgressBook();
  const live = createLive({ store, clock, log, core: () => core, shown: (row) => publicRow(core, row) });
  const announce: typeof live.announce = (announcement) => {
    live.announce(announcement);
    // More may run at once now, or something is enabled again.
    if (announcement.type === 'settings' || announcement.type === 'process') dispatch();
  };
  let isStopping = false;
  let stopping: Promise<void> | null = null;

  const core: Core = {
    store,
    clock,
    log,
    live,
    progress,
    newId: parts.newId,
    settings: () => config.get().settings,
    workerId: () => config.get().worker.id,
    reasonOf: (run) => waiting.reasonOf(run),
    processOf: (name) => catalogue.all().find((one) => one.name === name) ?? null,
    openValues: (sealed) => parts.secrets.openValues(sealed),
    sealValues: (process, values) => parts.secrets.sealValues(values, secretNames(process.parameters)),
    runFolder: ({ id, queuedAt }) => path.join(parts.home, 'runs', new Date(queuedAt).toISOString().slice(0, 10), id),
  };

  const audit = createAudit(core);
  const notices = createNotices(core);
  const forgetConfig = tellConfigFacts({ config, clock, log, notices });
  const record: Audit = (caller, action, what) => audit.record(caller, action, what);
  const catalogue = createCatalogue({
    config,
    bundled: parts.bundled,
    places: parts.places,
    audit: record,
    announce,
    statistics: (names) => processStatistics(core, names),
    schedulesOf: (process) => store.schedules.usersOf(process),
  });
  const calendars = await createCalendars({
    config,
    clock,
    log,
    audit: record,
    announce,
    schedulesOf: (calendar) => store.schedules.usersOfCalendar(calendar),
  });
  const clients = createClients({ config, clock, log, audit: record, announce });
  const settings = createSettings({ config, audit: record, announce });
  const placeOf = (schedule: {
    options: { calendars: Parameters<typeof calendars.placeOf>[0] };
    plan: { timezone: string };
  }) => calendars.placeOf(schedule.options.calendars, schedule.plan.timezone);

  // The parts below call each other only once everything stands.
  const dispatch = () => dispatcher.wake();
  const wakeScheduler = () => scheduler.wake();
  const changed = () => worker.changed();
  const waiting = createWaiting({
    core,
    hold: () => ({ paused: pauseAll.state(), desktop: worker.desktop(), ...dispatcher.desktopHold() }),
  });
  const pauseAll = createPauseAll({
    core,
    audit: record,
    changed: () => {
      changed();
      waiting.changed();
      dispatch();
    },
  });
  const worker = createWorker({
    core,
    identity: createWorkerIdentity({ config, audit: record }),
    dispatcher: () => dispatcher,
    pauseAll: () => pauseAll,
    version: parts.version,
    platform: parts.platform,
    desktopProcesses: () => catalogue.all().flatMap((one) => (one.usesDesktop ? [one.name] : [])),
    wakeScheduler,
    onDesktop: () => waiting.changed(),
  });
  const webhooks = await openWebhooks(core, parts.secrets, record);
  const ended = (run: StoredRun): void => {
    changed();
    webhooks.runEnded(run);
  };
  const dispatcher: Dispatcher = createDispatcher({
    core,
    launcher,
    isHeld: () => isStopping || pauseAll.state().isPaused,
    desktop: () => worker.desktop(),
    ended,
    changed,
    holdChanged: () => waiting.changed(),
    beforeDesktopRun: parts.beforeDesktopRun ?? (() => Promise.resolve('go')),
  });
  const outcomes = createOutcomes({ core, launcher, dispatcher, ended, wakeScheduler });
  const cancels = createCancels({ core, launcher, dispatcher: () => dispatcher, ended });
  const alerts = createAlerts({ core, notices, dispatcher });
  const scheduler: Scheduler = createScheduler({
    core,
    pausedAll: () => pauseAll.state(),
    resumeIfOver: (now) => pauseAll.resumeIfOver(now),
    placeOf,
    replace: (runs) => cancels.replace(runs),
    dispatch,
    ended,
    onMissed: (missed) => alerts.missed(missed),
  });
  const retention = createRetention(core);
  const starts = createStarts({
    core,
    timezone: () => core.settings().timezone ?? parts.timezone,
    placeOf,
    dispatch,
    wakeScheduler,
  });
  const watch = createLogWatch(core);
  const runs = createRuns({ core, starts, cancels, watch, audit: record });
  const schedules = createSchedules({
    core,
    starts,
    pauseAll,
    audit: record,
    calendarNames: () => calendars.all().map(({ name }) => name),
    placeOf,
    dispatch,
    ended,
    settle: () => scheduler.settle(),
    wakeScheduler,
  });
  const connector = createConnectorVerbs(
    connectorDeps({
      core,
      timezone: parts.timezone,
      isStopping: () => isStopping,
      audit: record,
      pauseAll,
      catalogue,
      calendars,
      worker,
      starts,
      cancels,
      runs,
    }),
  );

  return {
    engine: {
      connector,
      schedules,
      runs,
      catalogue,
      clients,
      settings,
      calendars,
      worker,
      notices: { ...notices, ...createMissedRuns({ core, starts, audit: record }) },
      audit,
      webhooks,
      exchange: {
        ...createExchange({
          catalogue,
          calendars,
          schedules,
          clock,
          audit: record,
          workerId: core.workerId,
          timezone: () => settings.get().timezone ?? parts.timezone,
        }),
        async backup(caller) {
          const folder = await backUp(parts.home, store, clock);
          record(caller, 'backup made', folder);
          return folder;
        },
      },
      views: createViews({ core, schedules, placeOf }),
      epoch: parts.newId(),
      home: parts.home,
      isStopping: () => isStopping,
      subscribe: (listener) => live.subscribe(listener),
    },
    async start(lastAlive) {
      await pauseAll.load();
      await webhooks.start(lastAlive);
      await recover({ core, endLeftovers: parts.endLeftovers, ended });
      await scheduler.start(lastAlive);
      dispatcher.start();
      changed();
      retention.start();
      alerts.start();
    },
    stop: () => (stopping ??= stop()),
  };

  async function stop(): Promise<void> {
    isStopping = true;
    forgetConfig();
    alerts.stop();
    watch.close();
    await retention.stop();
    await scheduler.stop();
    await dispatcher.stop();
    await launcher.close();
    await outcomes.settled();
    await webhooks.stop();
    await clients.close();
    worker.close();
    live.close();
  }
}
