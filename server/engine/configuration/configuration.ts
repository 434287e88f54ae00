import type { Place } from '../../domain/time/plan-times.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { Audit } from '../../people/audit.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { Announcements } from '../shared/announcements.ts';
import type { Notices } from '../shared/audit-and-notices.ts';
import type { SettingsVerbs } from '../shared/settings-verbs.ts';
import { processStatistics } from './process-statistics.ts';
import { createCalendars } from '../time/calendars/calendars.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import { createClients } from '../../people/clients.ts';
import { createWays, type Ways } from '../../people/sign-in/ways.ts';
import { createPersonSettings } from '../../people/person-settings.ts';
import { createUsers, type Users } from '../../people/users.ts';
import { taggedProcesses } from './tagged-processes.ts';
import { reportConfigFacts } from './config-notices.ts';
import { createChannels, type Channels } from './channels.ts';
import { createSavedViews } from './saved-views.ts';
import { createSettings } from './settings.ts';
import { createRoster, type Roster } from './roster.ts';

/** Everything that a person configures: processes, calendars, clients, users, settings, and who the workers are. */
export interface Configuration {
  readonly catalogue: Catalogue;
  readonly calendars: Awaited<ReturnType<typeof createCalendars>>;
  readonly clients: ReturnType<typeof createClients>;
  readonly users: Users;
  readonly ways: Ways;
  readonly channels: Channels;
  readonly settings: SettingsVerbs;
  readonly roster: Roster;
  readonly savedViews: ReturnType<typeof createSavedViews>;
  /** Where calendars put the times of a schedule with these options. */
  readonly placeByCalendars: (schedule: Pick<StoredSchedule, 'plan' | 'options'>) => Place;
  /** Stops following the document. */
  forget(): void;
}

export async function createConfiguration(deps: {
  readonly core: EngineContext;
  readonly parts: Pick<EngineParts, 'config' | 'bundled' | 'places' | 'secrets' | 'newId'>;
  readonly audit: Audit;
  readonly notices: Notices;
  readonly announce: Announcements['announce'];
  /** `whsec_…` */
  readonly webhookSecret: () => string;
}): Promise<Configuration> {
  const { core, audit, announce } = deps;
  const { config, bundled, places } = deps.parts;
  const { clock, log, store } = core;
  const calendars = await createCalendars({
    config,
    clock,
    log,
    audit,
    announce,
    schedulesOf: (calendar) => store.schedules.usersOfCalendar(calendar),
    onGone(calendar, schedules) {
      const id = `calendar-gone-${calendar}`;
      if (schedules.length === 0) return void deps.notices.dismiss(id);
      const params = { what: 'calendar-gone', calendar, schedules: schedules.map((name) => `"${name}"`).join(', ') };
      deps.notices.put({ id, kind: 'configuration', at: clock.now(), params, runIds: [] });
    },
  });
  const catalogue = createCatalogue({
    config,
    bundled,
    places,
    audit,
    announce,
    statistics: (names) => processStatistics(core, names),
    vaultFaults: (process) => core.vault.definitionFaults(process),
    checkFollowUps: core.checkFollowUps,
    schedulesOf: (process) => store.schedules.usersOf(process),
  });
  const users = createUsers({
    ...{ config, clock, log, audit, announce, secrets: deps.parts.secrets },
    taggedProcesses: taggedProcesses(config, () => catalogue.all()),
  });
  const ways = createWays({
    ...{ config, clock, log, audit, announce, secrets: deps.parts.secrets },
    callerOf: (id) => users.callerOf(users.sessionOf(id) ?? { userId: id, round: 0 }),
  });
  const forgetFacts = reportConfigFacts({ config, clock, log, notices: deps.notices });
  return {
    catalogue,
    calendars,
    clients: createClients({ config, clock, log, audit, announce }),
    users,
    ways,
    channels: await createChannels({
      ...{ config, clock, log, audit, announce },
      records: store.records,
      secrets: deps.parts.secrets,
      newId: deps.parts.newId,
      webhookSecret: deps.webhookSecret,
      workerName: () => config.get().worker.name,
      async scheduleName(id) {
        const found = await store.schedules.getEver(id);
        return found === null || found === 'purged' ? id : found.name || found.process;
      },
    }),
    settings: {
      ...createSettings({ config, audit, announce }),
      ...createPersonSettings(store.personSettings, () => clock.now()),
    },
    savedViews: createSavedViews({ config, audit, announce }),
    roster: createRoster({ config, isFleet: store.workers.beatMs !== null }),
    placeByCalendars: ({ plan, options }) => calendars.placeOf(options.calendars, plan),
    forget() {
      forgetFacts();
      users.forget();
    },
  };
}
