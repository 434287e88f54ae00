import { hasStoppedComing, isUnusuallyLong, medianOf } from '../domain/usual.ts';
import type { StoredRun } from '../store/rows.ts';
import type { Core } from './core.ts';
import type { Gap } from './alarm.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Notices } from './records.ts';

/** What a person is told because history says that something is not as usual. */
export interface Alerts {
  /** A stretch in which Rota could not run anything is over: told once, with the runs that were missed in it. */
  missed(gap: Gap, runs: readonly StoredRun[]): void;
  start(): void;
  stop(): void;
}

const lookEveryMs = 60_000;
const mostNamed = 200;

export function createAlerts(deps: { core: Core; notices: Notices; dispatcher: Dispatcher }): Alerts {
  const { core, notices, dispatcher } = deps;
  const { store } = core;
  const toldLong = new Set<string>();
  const toldQuiet = new Map<string, number>();
  let cancel: (() => void) | null = null;

  async function look(): Promise<void> {
    const now = core.clock.now();
    for (const running of dispatcher.running.values()) await lookAtLength(running.id, running.process.name, now);
    for (const id of toldLong) if (!dispatcher.running.has(id)) toldLong.delete(id);
    for (const name of await store.statistics.calledProcesses()) await lookAtCalls(name, now);
  }

  async function lookAtLength(id: string, process: string, now: number): Promise<void> {
    if (toldLong.has(id)) return;
    const usual = medianOf((await store.statistics.latest(process, 10)).filter((run) => run.outcome === 'succeeded'));
    const run = await store.runs.get(id);
    if (usual === null || !run?.startedAt || !isUnusuallyLong(now - run.startedAt, usual)) return;
    toldLong.add(id);
    notices.put({
      id: `long-${id}`,
      kind: 'longer-than-usual',
      at: now,
      params: { process, usualMs: usual },
      runIds: [id],
    });
  }

  async function lookAtCalls(process: string, now: number): Promise<void> {
    const calls = (await store.statistics.calls(process, 20)).reverse();
    const last = calls.at(-1);
    if (last === undefined || toldQuiet.get(process) === last || !hasStoppedComing(calls, now)) return;
    toldQuiet.set(process, last);
    notices.put({
      id: `quiet-${process}-${last}`,
      kind: 'did-not-run',
      at: now,
      params: { process, last },
      runIds: [],
    });
  }

  function again(): void {
    cancel = core.clock.after(lookEveryMs, () => {
      look()
        .catch((error: unknown) => core.log.warn('looking for what is unusual failed', { error }))
        .finally(again);
    });
  }

  return {
    missed(gap, runs) {
      notices.put({
        id: `missed-${gap.to}`,
        kind: 'missed',
        at: gap.to,
        params: { from: gap.from, to: gap.to, cause: gap.cause, count: runs.length },
        runIds: runs.slice(-mostNamed).map((run) => run.id),
      });
    },
    start: again,
    stop: () => cancel?.(),
  };
}
