import { artifactOfRun, artifactsOfRun, bringLogs } from '../runs/artifacts.ts';
import { RotaError } from '../../../contract/errors.ts';
import { upcomingInSteps } from '../../domain/time/plan-times.ts';
import { keyLifeMs } from '../../store/run-store.ts';
import type { Audit } from '../../people/audit.ts';
import type { Cancels } from '../runs/cancels.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { CalendarVerbs, CatalogueVerbs, RunVerbs, WorkerVerbs } from '../engine.ts';
import { forPrograms } from '../workers/describe-workers.ts';
import type { Roster } from '../configuration/roster.ts';
import type { FleetVerbs } from '../shared/fleet-verbs.ts';
import { publicRun } from '../shared/public-rows.ts';
import { checkStart } from './start-checks.ts';
import { checkWaits } from './waits-check.ts';
import { runInTurns } from '../shared/slices.ts';
import type { Calendars } from '../time/calendars/calendars.ts';
import type { PauseAll } from '../time/pause-all.ts';
import type { Starts } from '../runs/starts.ts';

interface ConnectorParts {
  core: EngineContext;
  timezone: () => string;
  isStopping: () => boolean;
  audit: Audit;
  pauseAll: PauseAll;
  catalogue: Pick<CatalogueVerbs, 'find' | 'all'>;
  calendars: Pick<Calendars, 'placeOf'> & Pick<CalendarVerbs, 'all'>;
  who: { worker: WorkerVerbs; workers: FleetVerbs; roster: Roster };
  starts: Starts;
  cancels: Cancels;
  runs: RunVerbs;
  openFolder: ConnectorDeps['openFolder'];
}

/** The connector's dependencies, from the engine's parts. */
export function connectorDeps(parts: ConnectorParts): ConnectorDeps {
  const { core, starts, cancels, who } = parts;
  const { store } = core;
  // Programs get the number of runs before theirs instead of a reason for that.
  const told = { progress: core.progress, reasonOf: core.holdOf };

  async function present(id: string) {
    const schedule = await store.schedules.getEver(id);
    if (schedule === null || schedule === 'purged') throw new Error(`schedule ${id} was there a moment ago`);
    return schedule;
  }

  return {
    clock: core.clock,
    settings: core.settings,
    timezone: parts.timezone,
    isStopping: parts.isStopping,
    audit: parts.audit,
    isEverythingPaused: () => parts.pauseAll.state().isPaused,
    catalogue: parts.catalogue,
    calendarNames: () => parts.calendars.all().map(({ name }) => name),
    placeOf: (plan) => parts.calendars.placeOf([], plan),
    workerId: core.workerId,
    workers: async () => (await who.workers.list()).workers.map((one) => forPrograms(one, who.worker.status())),
    isFleet: who.roster.isFleet,
    findWorker: (given) => who.roster.find(given),
    earlierStart: (client, key) => store.runs.earlierStart(client, key, core.clock.now() - keyLifeMs),
    saveStart: (start, caller, once) => starts.save(start, caller, once),
    checkVault({ process, values }, { owner }) {
      const [first, ...further] = core.vault.valueFaults({ process, owner }, values);
      if (first) throw new RotaError([first, ...further]);
    },
    checkThen: async (start, caller) => checkWaits(core, await checkStart(core, who.roster, start, caller), caller),
    scheduleOf: (id) => store.schedules.getEver(id),
    async runsOf(schedule, processes) {
      const [active, lastEnded] = await Promise.all([
        store.runs.activeOf(schedule.seq),
        store.runs.lastEndedOf(schedule.seq, { started: false, processes }),
      ]);
      // Nearly always the latest that ended has also run.
      const hasRun = lastEnded === null || lastEnded.startedAt !== null;
      const lastRan = hasRun ? lastEnded : await store.runs.lastEndedOf(schedule.seq, { started: true, processes });
      const seen = active.filter(({ process }) => processes === null || processes.includes(process));
      return { active: seen.map((run) => ({ ...run, ...publicRun(run, told) })), lastEnded, lastRan };
    },
    async aheadOf({ id }) {
      const run = await store.runs.get(id);
      return run ? store.queue.ahead(run) : 0;
    },
    upcoming: (plan, options, after, count) =>
      runInTurns(upcomingInSteps(plan, after, count, parts.calendars.placeOf(options.calendars, plan))),
    async history(question) {
      const { runs, next } = await store.lists.history(question);
      return { runs: runs.map((run) => publicRun(run, told)), next };
    },
    runLog: (id, query) => parts.runs.log(id, query),
    lastLines: (id, attempt, wanted) => parts.runs.lastLines(id, attempt, wanted),
    async runOf(id) {
      const run = await store.runs.get(id);
      return run && { ...run, ...publicRun(run, told) };
    },
    artifactsOf: (run) => artifactsOfRun(core, run),
    artifactOf: (run, name) => artifactOfRun(core, run, name),
    bringLogs: (run) => bringLogs(core, run),
    receiveFile: (bytes, name, most) => core.files.receive(bytes, name, most),
    openFolder: parts.openFolder,
    cancel: async (id, caller) => cancels.schedule(await present(id), caller.name),
    rerun: async (id, caller) => starts.again(await present(id), caller),
    nextChange: (id, signal) => core.announcements.nextChange(id, signal),
  };
}
