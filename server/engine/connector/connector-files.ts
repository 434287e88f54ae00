import { stat } from 'node:fs/promises';
import type { RunFile } from '../../../contract/connector-files.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { Run } from '../../../contract/run.ts';
import type { ConnectorVerbs } from '../engine.ts';
import { mostListed } from '../shared/found-artifacts.ts';
import { logFileIn } from '../runs/log-watch.ts';
import type { ConnectorDeps, ConnectorSchedule } from './connector-deps.ts';
import { findSchedule, isOwnOnly, maySee } from './connector-sight.ts';
import { historyEntryOf } from './history-entry.ts';

const base = '/scheduler/connector-api/process';

/** How many owners of starts a stream caches. */
const mostRemembered = 1000;

/** Files of runs, and runs as they change: each only for callers that may see the start. */
export function createConnectorFiles(
  deps: ConnectorDeps,
): Pick<ConnectorVerbs, 'files' | 'file' | 'logFile' | 'watcher'> {
  async function runOf(schedule: ConnectorSchedule, runId: string | undefined, caller: Parameters<typeof maySee>[0]) {
    if (runId !== undefined) {
      const run = await deps.runOf(runId);
      if (run === null || run.scheduleId !== schedule.id || !maySee(caller, run.process))
        throw rotaError('NOT_FOUND', 'run: this start has no run of that id', 'run');
      return run;
    }
    const { active, lastRan, lastEnded } = await deps.runsOf(schedule, caller.processes);
    const run = active.find(({ attempt }) => attempt > 0) ?? lastRan ?? lastEnded;
    if (!run)
      throw rotaError('NOT_FOUND', 'robustaSpid: no run of it has begun, so it left no files yet', 'robustaSpid');
    return run;
  }

  async function logsOf(run: Run, spid: string): Promise<RunFile[]> {
    const folder = await deps.openFolder(run);
    await deps.bringLogs(run);
    const numbers = Array.from({ length: run.attempt }, (_, at) => at + 1);
    const found = await Promise.all(
      numbers.map(async (attempt): Promise<RunFile[]> => {
        const file = await stat(logFileIn(folder, attempt)).catch(() => null);
        if (file === null) return [];
        return [
          {
            ...{ name: `attempt-${attempt}.log`, kind: 'log', attempt, bytes: file.size },
            modifiedAt: file.mtime.toISOString(),
            path: `${base}/log/${spid}/file?run=${run.id}&attempt=${attempt}`,
          },
        ];
      }),
    );
    return found.flat();
  }

  return {
    async files(spid, runId, caller) {
      const schedule = await findSchedule(deps, spid, caller);
      const run = await runOf(schedule, runId, caller);
      const artifacts = await deps.artifactsOf(run);
      const files = artifacts.map(({ name, bytes, modifiedAt }): RunFile => {
        const path = `${base}/files/${schedule.id}/${encodeURIComponent(name.toWellFormed())}?run=${run.id}`;
        return {
          ...{ name, kind: 'artifact', attempt: null, bytes, path },
          modifiedAt: new Date(modifiedAt).toISOString(),
        };
      });
      files.push(...(await logsOf(run, schedule.id)));
      const more = artifacts.length >= mostListed ? `, and maybe more: at most ${mostListed} are listed` : '';
      return {
        message: `${files.length} ${files.length === 1 ? 'file' : 'files'}${more}`,
        robustaSpid: schedule.id,
        runId: run.id,
        files,
      };
    },

    async file(spid, name, runId, caller) {
      const schedule = await findSchedule(deps, spid, caller);
      return deps.artifactOf(await runOf(schedule, runId, caller), name);
    },

    async logFile(spid, { run: runId, attempt: wanted }, caller) {
      const schedule = await findSchedule(deps, spid, caller);
      const run = await runOf(schedule, runId, caller);
      const attempt = wanted ?? Math.max(run.attempt, 1);
      const file = logFileIn(await deps.openFolder(run), attempt);
      await deps.bringLogs(run);
      const isThere = attempt <= run.attempt && (await stat(file).catch(() => null))?.isFile() === true;
      if (!isThere) throw rotaError('NOT_FOUND', 'attempt: of it there is no log, or it was removed', 'attempt');
      return { file, runId: run.id, attempt };
    },

    watcher: (caller, spid) => createWatcher(deps, caller, spid),
  };
}

async function createWatcher(
  deps: ConnectorDeps,
  ...[caller, spid]: Parameters<ConnectorVerbs['watcher']>
): ReturnType<ConnectorVerbs['watcher']> {
  const only = spid === undefined ? null : (await findSchedule(deps, spid, caller)).id;
  const own = new Map<string, boolean>();

  /** Cached, because the owner of a start never changes. */
  async function isOwn(id: string): Promise<boolean> {
    const known = own.get(id);
    if (known !== undefined) return known;
    const schedule = await deps.scheduleOf(id);
    const is = schedule !== null && schedule !== 'purged' && schedule.owner === caller.owner;
    if (own.size >= mostRemembered) own.delete(own.keys().next().value ?? '');
    own.set(id, is);
    return is;
  }

  return async (run) => {
    if ((only !== null && run.scheduleId !== only) || !maySee(caller, run.process)) return null;
    if (isOwnOnly(caller) && !(await isOwn(run.scheduleId))) return null;
    // The reason may name another client's run, so a queued run is sent without it.
    const told = run.status === 'queued' ? { ...run, reason: null } : run;
    const place = { now: deps.clock.now(), timezone: deps.timezone() };
    return { ...historyEntryOf(told, place), progress: run.progress };
  };
}
