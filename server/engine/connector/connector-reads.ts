import type { HistoryEntry } from '../../../contract/connector-history.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { Run } from '../../../contract/run.ts';
import { runsWithStatus } from '../../domain/connector/connector-words.ts';
import { readDate } from '../../domain/start/dates.ts';
import { sampleBody } from '../../domain/connector/sample-body.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { findSchedule, isOwnOnly, maySee } from './connector-sight.ts';
import { historyEntryOf } from './history-entry.ts';
import type { ConnectorVerbs } from '../engine.ts';

/** Reads besides the state of a start: processes, workers, history, logs. */
export function createConnectorReads(
  deps: ConnectorDeps,
): Pick<ConnectorVerbs, 'list' | 'workers' | 'history' | 'log'> {
  const { timezone } = deps;

  function instant(field: 'from' | 'to', text: string | undefined): number | null {
    if (text === undefined || text === '') return null;
    const read = readDate(text, timezone(), field === 'from' ? 'start' : 'end');
    if (!read.ok) throw rotaError('QUERY_INVALID', `${field}: ${read.problem}`, field);
    return read.at;
  }

  const entry = (run: Run): HistoryEntry => historyEntryOf(run, { now: deps.clock.now(), timezone: timezone() });

  return {
    list(caller) {
      const worker = deps.workerId();
      const processes = deps.catalogue.all().filter(({ name }) => maySee(caller, name));
      return {
        message: `${processes.length} ${processes.length === 1 ? 'process' : 'processes'}`,
        processes: processes.map((process) => ({
          name: process.name,
          title: process.title ?? null,
          description: process.description ?? null,
          enabled: process.enabled,
          usesDesktop: process.usesDesktop,
          parameters: process.parameters,
          sample: sampleBody(process, worker),
        })),
      };
    },

    async workers() {
      const workers = await deps.workers();
      return { message: `${workers.length} ${workers.length === 1 ? 'worker' : 'workers'}`, workers: [...workers] };
    },

    async history({ name, status, from, to, limit, cursor }, caller) {
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
        throw rotaError(
          'QUERY_INVALID',
          'cursor: it is not what an answer gave as "next"; leave it out to begin anew',
          'cursor',
        );
      }
      const process = name === undefined ? null : (deps.catalogue.find(name)?.name ?? name);
      const allowed = caller.processes;
      const { runs, next } = await deps.history({
        processes: process === null ? allowed : [process].filter((one) => maySee(caller, one)),
        owner: isOwnOnly(caller) ? caller.owner : null,
        ...(status === undefined ? { statuses: [], outcomes: [] } : runsWithStatus(status)),
        from: instant('from', from),
        to: instant('to', to),
        limit,
        before: cursor === undefined ? null : Number(cursor),
      });
      return {
        message: `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${next === null ? '' : ', and more'}`,
        runs: runs.map(entry),
        next: next === null ? null : String(next),
      };
    },

    async log(spid, { attempt, from, limit, tail }, caller) {
      const schedule = await findSchedule(deps, spid, caller);
      const { active, lastRan, lastEnded } = await deps.runsOf(schedule, caller.processes);
      const run = active.find(({ attempt: begun }) => begun > 0) ?? lastRan ?? lastEnded;
      if (!run || run.attempt === 0)
        throw rotaError('NOT_FOUND', 'robustaSpid: no run of it has begun, so there is no log yet', 'robustaSpid');
      const page =
        tail === undefined
          ? await deps.runLog(run.id, { from, limit, levels: 'all', ...(attempt === undefined ? {} : { attempt }) })
          : await deps.lastLines(run.id, attempt, tail);
      return logAnswer(schedule.id, run.id, page);
    },
  };
}

function logAnswer(
  spid: string,
  runId: string,
  page: Awaited<ReturnType<ConnectorDeps['runLog']>>,
): Awaited<ReturnType<ConnectorVerbs['log']>> {
  return {
    message: page.isGone
      ? 'The log is gone: it was removed, or could not be written'
      : `${page.lines.length} of ${page.total} ${page.total === 1 ? 'line' : 'lines'}`,
    robustaSpid: spid,
    runId,
    attempt: page.attempt,
    lines: page.lines.map(({ number, at, level, text }) => ({
      number,
      at: new Date(at).toISOString(),
      level,
      text,
    })),
    next: page.next,
  };
}
