import { mostFileBytes } from '../../contract/file-value.ts';
import type { Conductor } from './conductor.ts';
import { createBackups } from './configuration/make-backup.ts';
import type { Catalogue } from './configuration/catalogue.ts';
import type { Configuration } from './configuration/configuration.ts';
import { createExample } from './configuration/first-run.ts';
import { createStorageUse } from './configuration/storage-use.ts';
import { connectorDeps } from './connector/connector-store.ts';
import { createConnectorVerbs } from './connector/connector.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Engine } from './engine.ts';
import { checksAfterImport } from './exchange/checks-after-import.ts';
import { createFileTexts } from './exchange/file-text.ts';
import { createExchange } from './exchange/exchange.ts';
import { createMembership } from './membership.ts';
import { createFigures } from './figures.ts';
import type { createLogWatch } from './runs/log-watch.ts';
import { createAttention } from './runs/attention.ts';
import { createMissedRuns } from './runs/missed-runs.ts';
import { createRuns } from './runs/runs.ts';
import { createViews } from './runs/views.ts';
import { reportDeps } from './report-deps.ts';
import { createMarks } from './marks.ts';
import { createSchedules } from './schedules.ts';
import type { Audit } from '../people/audit.ts';
import type { createAudit, createNotices } from './shared/audit-and-notices.ts';
import type { EngineContext } from './shared/engine-context.ts';
import { createVault } from './vault/create-vault.ts';
import { zoneVerbs } from './time/zone-verbs.ts';
import type { Webhooks } from '../messages/webhooks.ts';
import type { OpenMessages } from './open-messages.ts';

export interface VerbDeps {
  readonly core: EngineContext;
  readonly parts: EngineParts;
  readonly audit: Audit;
  readonly records: ReturnType<typeof createAudit>;
  readonly notices: ReturnType<typeof createNotices>;
  readonly configuration: Configuration;
  readonly conductor: Conductor;
  readonly webhooks: Webhooks;
  readonly messages: OpenMessages;
  readonly watch: ReturnType<typeof createLogWatch>;
  readonly announce: EngineContext['announcements']['announce'];
  readonly isStopping: () => boolean;
}

/** All verbs of the engine. */
export function createVerbs(deps: VerbDeps): Engine & { readonly catalogue: Catalogue } {
  const { core, parts, audit, notices, configuration, conductor, isStopping } = deps;
  const { store, clock, announcements } = core;
  const { catalogue, calendars, clients, users, ways, settings, placeByCalendars } = configuration;
  const { starts, cancels, pauseAll, worker, timezone } = conductor;
  const runs = runVerbs(deps);
  const schedules = scheduleVerbs(deps);
  const attention = createAttention(core, audit);
  return {
    connector: {
      ...conductor.hooks,
      ...createConnectorVerbs(
        connectorDeps({
          core,
          timezone,
          isStopping,
          audit,
          pauseAll,
          catalogue,
          calendars,
          who: { worker, roster: configuration.roster, workers: conductor.workers.verbs },
          starts,
          cancels,
          runs,
          openFolder: conductor.archiver.folder,
        }),
      ),
    },
    schedules,
    runs,
    catalogue,
    clients,
    users,
    ways,
    settings,
    calendars,
    vault: createVault({
      config: parts.config,
      secrets: parts.secrets,
      protection: () => parts.keyProtection ?? { kind: 'file', store: null },
      now: () => clock.now(),
      newId: core.newId,
      audit,
      announce: deps.announce,
      processes: () => catalogue.all(),
      schedules: () => store.schedules.listed(),
    }),
    worker,
    workers: conductor.workers.verbs,
    fleet: createMembership(parts.fleet, audit),
    notices: { ...notices, ...createMissedRuns({ core, starts, audit }) },
    attention,
    audit: deps.records,
    webhooks: deps.webhooks,
    channels: configuration.channels,
    messages: deps.messages.verbs,
    setAddress(url) {
      deps.messages.setAddress(url);
      conductor.workers.setAddress(url);
    },
    exchange: exchangeVerbs(deps, schedules),
    backups: createBackups({ home: parts.home, key: parts.key, store, clock, audit, daily: conductor.daily }),
    example: createExample({ ...{ catalogue, schedules, settings, timezone }, records: store.records, parts }),
    views: createViews({ core, attention, placeByCalendars, report: reportDeps(core, parts, configuration) }),
    order: { ...configuration.savedViews, ...createMarks({ change: schedules.change, audit, catalogue }) },
    figures: createFigures({ core, tally: conductor.tally, worker, startedAt: clock.now() }),
    zones: zoneVerbs(parts.zones, conductor.zoneChanges, audit, () => clock.now()),
    receiveFile: (bytes, name) => core.files.receive(bytes, name, mostFileBytes),
    storage: createStorageUse(parts.home, core),
    hasRoom: () => !core.room.isFull(),
    noteRefused: (code) => void core.room.noteRefused(code),
    trouble: () => core.reach.trouble() ?? core.room.trouble() ?? core.resources.trouble(),
    epoch: parts.newId(),
    home: parts.home,
    isStopping,
    subscribe: (...whose) => announcements.subscribe(...whose),
  };
}

/** Alone, any name is taken as it is. */
const findWorker =
  ({ roster }: Configuration) =>
  (given: string) => {
    const found = roster.find(given);
    return found.ok || roster.isFleet ? found : null;
  };

/** What a search text is understood by. */
const searchDeps = ({ core, configuration, conductor }: Pick<VerbDeps, 'core' | 'configuration' | 'conductor'>) => {
  const { catalogue, clients, roster } = configuration;
  return {
    processes: () => catalogue.all(),
    processOf: core.processOf,
    clients: () => clients.all(),
    targets: () => [
      ...roster.all().map(({ id, name, aliases }) => ({ target: id, names: [name, ...aliases].join('\n') })),
      ...roster.groups().map(({ name }) => ({ target: name, names: name })),
    ],
    moment: () => ({ now: core.clock.now(), zone: conductor.timezone() }),
    isPausedAll: () => conductor.pauseAll.state().isPaused,
  };
};

const runVerbs = ({ core, audit, configuration, conductor, watch }: VerbDeps) =>
  createRuns({
    core,
    starts: conductor.starts,
    cancels: conductor.cancels,
    watch,
    openFolder: conductor.archiver.folder,
    audit,
    meant: (name) => configuration.catalogue.get(name),
    findWorker: (given) => configuration.roster.find(given),
    search: searchDeps({ core, configuration, conductor }),
  });

const scheduleVerbs = ({ core, audit, configuration, conductor }: VerbDeps) =>
  createSchedules({
    core,
    starts: conductor.starts,
    pauseAll: conductor.pauseAll,
    audit,
    calendarNames: () => configuration.calendars.all().map(({ name }) => name),
    findWorker: findWorker(configuration),
    isOneComputer: (target) =>
      !configuration.roster.isFleet || configuration.roster.all().some(({ id }) => id === target),
    placeByCalendars: configuration.placeByCalendars,
    dispatch: conductor.dispatch,
    ended: conductor.ended,
    settle: () => conductor.scheduler.settle(),
    lookNow: (schedule) => conductor.triggers.lookNow(schedule),
    wakeScheduler: conductor.wakeScheduler,
    testCondition: (asked) => conductor.looks.test(asked),
    search: searchDeps({ core, configuration, conductor }),
  });

const exchangeVerbs = (deps: VerbDeps, schedules: ReturnType<typeof createSchedules>) => {
  const { core, parts, audit, configuration, conductor, announce } = deps;
  return createExchange({
    catalogue: configuration.catalogue,
    calendars: configuration.calendars,
    channels: configuration.channels,
    messages: deps.messages.verbs,
    vault: core.vault,
    followUps: checksAfterImport({ store: core.store, vault: core.vault, roster: configuration.roster }),
    schedules,
    names: (after, limit) => core.store.lists.scheduleNames(after, limit),
    announce,
    wakeScheduler: conductor.wakeScheduler,
    clock: core.clock,
    audit,
    findWorker: findWorker(configuration),
    workerName: (stored) => configuration.roster.exportedName(stored),
    timezone: conductor.timezone,
    texts: createFileTexts(parts.codePages ?? { console: null, system: null }),
  });
};
