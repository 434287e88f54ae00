import path from 'node:path';
import { mostFileBytes } from '../../contract/file-value.ts';
import { RotaError } from '../../contract/errors.ts';
import { secretNames } from '../../contract/process.ts';
import type { Audit } from './shared/audit.ts';
import { createConductor, type Conductor } from './conductor.ts';
import { createBackups } from './configuration/backups.ts';
import type { Catalogue } from './configuration/catalogue.ts';
import { createConfiguration, type Configuration } from './configuration/configuration.ts';
import { createExample } from './configuration/first-run.ts';
import { createStorageUse } from './configuration/storage-use.ts';
import { connectorDeps } from './connector/connector-store.ts';
import { createConnectorVerbs } from './connector/connector.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { createDiskRoom } from './shared/disk-room.ts';
import { createMeans } from './shared/means.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Engine } from './engine.ts';
import { createFileTexts } from './exchange/file-text.ts';
import { createExchange } from './exchange/exchange.ts';
import { createAnnouncements } from './shared/announcements.ts';
import { createRunPacks } from '../store/run-packs.ts';
import { settleOwners } from './shared/owners.ts';
import { publicRow, publicRun } from './shared/public-rows.ts';
import { createAudit, createNotices } from './shared/audit-and-notices.ts';
import { createLogWatch } from './runs/log-watch.ts';
import { createMissedRuns } from './runs/missed-runs.ts';
import { createProgressBook } from './shared/progress-book.ts';
import { createRuns } from './runs/runs.ts';
import { createValueFiles } from './shared/value-files.ts';
import { createViews } from './runs/views.ts';
import { createSchedules } from './schedules.ts';
import { createClockWatch } from './time/clock-watch.ts';
import { replanFor } from './time/replan.ts';
import { zoneVerbs } from './time/zone-verbs.ts';
import { openWebhooks } from './webhooks/webhook-parts.ts';

const refusedEveryMs = 100;

export type { EngineParts } from './engine-parts.ts';

/** The engine with what its owner may do besides asking it. */
export interface RunningEngine {
  readonly engine: Engine & { readonly catalogue: Catalogue };
  /** Settles what the last server left, then what was due since it was last alive; then goes on by itself. */
  start(lastAlive: number | null): Promise<void>;
  /** Takes nothing new, stops what runs, keeps every result. May be called twice. */
  stop(): Promise<void>;
}

export async function createEngine(parts: EngineParts): Promise<RunningEngine> {
  const { store, config } = parts;
  const clockWatch = createClockWatch(parts.clock);
  const { clock } = clockWatch;
  const log = parts.log.scope('engine');
  // Without it nothing is lost, and no client gets what is not its own: it is tried again at the next start.
  await settleOwners(store, config.get().clients, log).catch((error: unknown) =>
    log.warn('what older builds kept under names could not be given to identities', { error }),
  );
  const live = createAnnouncements({
    store,
    clock,
    log,
    publicRun: (run) => publicRun(run, core),
    publicRow: (row) => publicRow(core, row),
  });
  let isStopping = false;
  let stopping: Promise<void> | null = null;

  // What it names of others stands before the first call.
  const core: EngineContext = {
    store,
    clock,
    log,
    live,
    progress: createProgressBook(),
    room: createDiskRoom({
      home: parts.home,
      clock,
      log,
      keepFreeMegabytes: () => config.get().settings.keepFreeMegabytes,
      changed: (notice) => {
        live.announce({ type: 'notice', notice });
        conductor.roomChanged();
      },
    }),
    files: createValueFiles({ home: parts.home, now: () => clock.now(), inUse: () => store.retention.filesInUse() }),
    means: createMeans({
      clock,
      log,
      wanted: () => config.get().settings.runsAtOnce,
      changed(notice) {
        if (notice !== null) live.announce({ type: 'notice', notice });
        conductor.roomChanged();
      },
    }),
    newId: parts.newId,
    settings: () => config.get().settings,
    workerId: () => config.get().worker.id,
    isSessionEnding: parts.isSessionEnding ?? (() => false),
    reasonOf: (run) => conductor.waiting.reasonOf(run),
    holdOf: (run) => conductor.waiting.holdOf(run),
    processOf: (name) => configuration.catalogue.exact(name),
    openValues: (sealed) => parts.secrets.openValues(sealed),
    sealValues: (process, values) => parts.secrets.sealValues(values, secretNames(process.parameters)),
    runFolder: ({ id, queuedAt }) => path.join(parts.home, 'runs', new Date(queuedAt).toISOString().slice(0, 10), id),
    packs: createRunPacks(),
  };
  let refusedAt = -Infinity;
  store.onRefused((error) => {
    // Under load every change is refused; looking once is enough.
    if (clock.monotonic() - refusedAt < refusedEveryMs) return;
    refusedAt = clock.monotonic();
    core.room.noteRefused(error instanceof RotaError && error.code === 'NO_ROOM' ? 'ENOSPC' : 'EIO');
  });
  const announce: typeof live.announce = (announcement) => {
    live.announce(announcement);
    // More may run at once now, or something is enabled again.
    if (announcement.type === 'settings' || announcement.type === 'process') conductor.dispatch();
    if (announcement.type === 'calendar') {
      const { wakeScheduler } = conductor;
      replanFor(announcement.name, { core, placeOf: configuration.placeOf, wakeScheduler }).catch((error: unknown) =>
        log.error('schedules could not follow their calendar', { calendar: announcement.name, error }),
      );
    }
  };
  const records = createAudit(core);
  const audit: Audit = (caller, action, what) => records.record(caller, action, what);
  const notices = createNotices(core);
  const configuration: Configuration = await createConfiguration({ core, parts, audit, notices, announce });
  const webhooks = await openWebhooks(core, parts.secrets, audit);
  const isStoppingNow = () => isStopping;
  const conductor: Conductor = createConductor({
    core,
    parts,
    audit,
    notices,
    configuration,
    webhooks,
    watch: clockWatch,
    isStopping: isStoppingNow,
  });

  const { catalogue, calendars, clients, settings, placeOf } = configuration;
  const { starts, cancels, pauseAll, worker, timezone } = conductor;
  const watch = createLogWatch(core);
  const runs = createRuns({
    core,
    starts,
    cancels,
    watch,
    openFolder: conductor.tidy.folder,
    audit,
    meant: (name) => catalogue.get(name),
  });
  const schedules = createSchedules({
    core,
    starts,
    pauseAll,
    audit,
    calendarNames: () => calendars.all().map(({ name }) => name),
    placeOf,
    dispatch: conductor.dispatch,
    ended: conductor.ended,
    settle: () => conductor.scheduler.settle(),
    wakeScheduler: conductor.wakeScheduler,
  });
  const texts = createFileTexts(parts.codePages ?? { console: null, system: null });
  const exchange = createExchange({
    catalogue,
    calendars,
    schedules,
    names: (after, limit) => store.lists.scheduleNames(after, limit),
    announce,
    wakeScheduler: conductor.wakeScheduler,
    clock,
    audit,
    workerId: core.workerId,
    timezone,
    texts,
  });

  return {
    engine: {
      connector: createConnectorVerbs(
        connectorDeps({
          core,
          timezone,
          isStopping: isStoppingNow,
          audit,
          pauseAll,
          catalogue,
          calendars,
          worker,
          starts,
          cancels,
          runs,
          openFolder: conductor.tidy.folder,
        }),
      ),
      schedules,
      runs,
      catalogue,
      clients,
      settings,
      calendars,
      worker,
      notices: { ...notices, ...createMissedRuns({ core, starts, audit }) },
      audit: records,
      webhooks,
      exchange,
      backups: createBackups({ home: parts.home, store, clock, audit }),
      example: createExample({ catalogue, schedules, settings, records: store.records, timezone }),
      views: createViews({ core, schedules, placeOf }),
      zones: zoneVerbs(parts.zones, conductor.zoneChanges, audit, () => clock.now()),
      receiveFile: (bytes, name) => core.files.receive(bytes, name, mostFileBytes),
      storage: createStorageUse(parts.home, core),
      hasRoom: () => !core.room.isFull(),
      noteRefused: (code) => void core.room.noteRefused(code),
      trouble: () => core.room.trouble() ?? core.means.trouble(),
      epoch: parts.newId(),
      home: parts.home,
      isStopping: isStoppingNow,
      subscribe: (listener) => live.subscribe(listener),
    },
    start: (lastAlive) => conductor.start(lastAlive),
    stop: () => (stopping ??= stop()),
  };

  async function stop(): Promise<void> {
    isStopping = true;
    live.release();
    configuration.forget();
    watch.close();
    await conductor.stop();
    await clients.close();
    live.close();
  }
}
