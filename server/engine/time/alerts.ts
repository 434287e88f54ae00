import type { Notice } from '../../../contract/events.ts';
import { hasStoppedComing, isUnusuallyLong, medianOf } from '../../domain/time/usual.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { Dispatcher } from '../runs/dispatcher.ts';
import type { MissedDueTimes } from './missed-tally.ts';
import type { Notices } from '../shared/audit-and-notices.ts';

/** Notices about runs that differ from what history calls usual. */
export interface Alerts {
  /** A period in which Rota could not run anything is over: shows one notice with the runs missed in it. */
  missed(missed: MissedDueTimes): void;
  start(): void;
  stop(): void;
}

const lookEveryMs = 60_000;

interface AlertDeps {
  readonly core: EngineContext;
  readonly notices: Notices;
  readonly dispatcher: Dispatcher;
  /** A run takes far longer than usual; called once for it. */
  readonly takesLong: (run: { readonly id: string }, usualMs: number) => void;
}

export function createAlerts(deps: AlertDeps): Alerts {
  const { core, notices, dispatcher } = deps;
  const { store } = core;
  const reportedLong = new Set<string>();
  let cancel: (() => void) | null = null;
  let isStopped = false;

  async function look(): Promise<void> {
    const now = core.clock.now();
    for (const running of dispatcher.running.values()) await lookAtLength(running.id, running.process.name, now);
    for (const id of reportedLong) if (!dispatcher.running.has(id)) reportedLong.delete(id);
    for (const name of await store.statistics.calledProcesses()) if (!isStopped) await lookAtCalls(deps, name, now);
    for (const notice of await store.records.notices())
      if (!isStopped && (await isSettled(deps, notice))) await notices.dismiss(notice.id);
  }

  async function lookAtLength(id: string, process: string, now: number): Promise<void> {
    if (reportedLong.has(id)) return;
    const usual = medianOf((await store.statistics.latest(process, 10)).filter((run) => run.outcome === 'succeeded'));
    const run = usual === null ? null : await store.runs.get(id);
    // Of this attempt only: earlier attempts, and the waits between, do not count.
    const startedAt = run === null ? undefined : (await store.runs.attempts(run.seq)).at(-1)?.startedAt;
    if (usual === null || startedAt === undefined || !isUnusuallyLong(now - startedAt, usual)) return;
    reportedLong.add(id);
    deps.takesLong({ id }, usual);
    notices.put({
      id: `long-${id}`,
      kind: 'longer-than-usual',
      at: now,
      params: { process, usualMs: usual },
      runIds: [id],
    });
  }

  function again(): void {
    if (isStopped) return;
    cancel = core.clock.after(lookEveryMs, () => {
      look()
        .catch((error: unknown) => core.log.warn('looking for what is unusual failed', { error }))
        .finally(again);
    });
  }

  return {
    missed({ gap, count, latest }) {
      notices.put({
        id: `missed-${gap.to}`,
        kind: 'missed',
        at: gap.to,
        params: { from: gap.from, to: gap.to, cause: gap.cause, count },
        runIds: [...latest],
      });
    },
    start: again,
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}

async function lookAtCalls({ core, notices }: AlertDeps, process: string, now: number): Promise<void> {
  const { statistics, records } = core.store;
  const calls = (await statistics.calls(process, 20)).reverse();
  const last = calls.at(-1);
  if (last === undefined || !hasStoppedComing(calls, now)) return;
  // Stored, so that a dismissed notice does not come back after a restart.
  const told = `told-quiet:${process}`;
  const before = await records.fact(told);
  if (before === String(last) || !(await records.swapFact(told, before, String(last)))) return;
  notices.put({
    id: `quiet-${process}-${last}`,
    kind: 'did-not-run',
    at: now,
    params: { process, last },
    runIds: [],
  });
}

/** A notice ends by itself when its cause is gone: the run has ended, or the calls have come again. */
async function isSettled(
  { core: { store }, dispatcher }: AlertDeps,
  { kind, params, runIds }: Notice,
): Promise<boolean> {
  switch (kind) {
    case 'longer-than-usual':
      return !runIds.some((id) => dispatcher.running.has(id));
    case 'did-not-run': {
      const [last = 0] = await store.statistics.calls(params['process'] as string, 1);
      return last > Number(params['last']);
    }
    case 'missed':
    case 'configuration':
    case 'storage':
    case 'restored':
    case 'clock-set-back':
    case 'zones':
    case 'message-undelivered':
    case 'trigger':
    case 'backup':
    case 'wake':
      return false;
  }
}
