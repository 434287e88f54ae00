import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { FoundTarget } from '../../domain/worker-names.ts';
import { medianOf } from '../../domain/time/usual.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import { artifactOfRun, artifactsOfRun } from './artifacts.ts';
import type { Cancels } from './cancels.ts';
import { chainOf } from './chains.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { RunVerbs } from '../engine.ts';
import type { AuditVerbs } from '../shared/audit-verbs.ts';
import { publicRun, publicValues } from '../shared/public-rows.ts';
import type { ChainVerbs } from '../shared/chain-verbs.ts';
import { understood } from './run-search.ts';
import type { SearchDeps } from '../shared/search-facts.ts';
import { createLiveScreen } from './live-screen.ts';
import type { LogWatch } from './log-watch.ts';
import { createRunLogs } from './run-logs.ts';
import type { Starts } from './starts.ts';
import type { RunArchiver } from './archive-ended-runs.ts';

interface RunDeps {
  readonly core: EngineContext;
  readonly starts: Starts;
  readonly cancels: Cancels;
  readonly watch: LogWatch;
  readonly openFolder: RunArchiver['folder'];
  readonly audit: AuditVerbs['record'];
  /** The process of that name; throws PROCESS_NOT_FOUND with similar names. */
  readonly meant: (name: string) => RpaProcess;
  readonly findWorker: (given: string) => FoundTarget;
  readonly search: SearchDeps;
}

/** The verbs of the run list and the run page. */
export function createRuns(deps: RunDeps): RunVerbs {
  const { core } = deps;
  const { store } = core;

  async function found(id: string): Promise<StoredRun> {
    const run = await store.runs.get(id);
    if (!run) throw rotaError('NOT_FOUND', said`There is no run "${id}". It may have been removed by retention.`);
    return run;
  }

  async function usualMs(process: string): Promise<number | null> {
    const latest = await store.statistics.latest(process, 30);
    return medianOf(latest.filter((run) => run.outcome === 'succeeded').slice(0, 10));
  }

  return {
    async list(query) {
      const asked = await understood(query, { search: deps.search, lists: store.lists });
      const { runs, next } = await store.lists.runs(asked);
      return { runs: runs.map((run) => publicRun(run, core)), next };
    },

    async detail(id) {
      const run = await found(id);
      await core.elsewhere?.live(run);
      const schedule = await store.schedules.get(run.scheduleId);
      const sealed = (await store.runs.inputOf(run)) ?? (await valuesOf(run));
      return {
        run: {
          ...publicRun(run, core),
          values: publicValues(core, run.process, sealed),
          outputs: core.progress.outputsOf(id) ?? run.outputs,
          attempts: await store.runs.attempts(run.seq),
          artifacts: await artifactsOfRun(core, run),
          ahead: run.status === 'queued' ? await store.queue.ahead(run) : null,
          usualMs: await usualMs(run.process),
        },
        process: core.processOf(run.process),
        schedule: schedule && { ...schedule, values: publicValues(core, schedule.process, schedule.values) },
      };
    },

    ...createRunLogs(core, found, deps.openFolder),

    async artifactFile(id, name) {
      return artifactOfRun(core, await found(id), name);
    },

    folder: async (id) => deps.openFolder(await found(id)),
    watch: async (id) => deps.watch.watch(await found(id)),

    ...chainVerbs(deps, found),
    ...createLiveScreen({ core, found, audit: deps.audit }),

    async startProcess(given, values, { isTest, worker, then, conditions }, caller) {
      const { name } = deps.meant(given);
      const found = worker === undefined ? null : deps.findWorker(worker);
      if (found?.ok === false) throw rotaError('WORKER_NOT_FOUND', found.problem, 'worker');
      const how = { trigger: isTest ? 'test' : 'operator', worker: found?.target ?? null, then, conditions } as const;
      const run = await deps.starts.startProcess(name, values, how, caller);
      deps.audit(caller, isTest ? 'test run started' : 'run started', name);
      return publicRun(run, core);
    },
  };

  async function valuesOf(run: StoredRun) {
    const schedule = await store.schedules.getEver(run.scheduleId);
    return schedule === null || schedule === 'purged' ? {} : schedule.values;
  }
}

function chainVerbs(deps: RunDeps, found: (id: string) => Promise<StoredRun>): ChainVerbs {
  const { core } = deps;
  return {
    chain: (id) => chainOf(core, id),

    async cancel(id, { force, chain = false }, caller) {
      const asked = await found(id);
      const run = await (chain
        ? deps.cancels.chain(asked, force, caller.name)
        : deps.cancels.run(asked, force, caller.name));
      deps.audit(caller, force ? 'run stopped by force' : 'run cancelled', `${run.process} ${id}`);
      return publicRun(run, core);
    },

    async rerun(id, { values, chain = false }, caller) {
      const run = await deps.starts.rerun(await found(id), values, caller, chain);
      deps.audit(caller, 'run repeated', `${run.process} ${id}`);
      return publicRun(run, core);
    },
  };
}
