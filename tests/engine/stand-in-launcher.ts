import type { ExitFacts } from '../../contract/run.ts';
import type { ChildReport, LaunchSpec, Launcher } from '../../server/runner/launcher.ts';

/** A launcher without children: the test decides when and how each ends. */
export interface StandInLauncher extends Launcher {
  /** All launches, in order. */
  readonly launched: LaunchSpec[];
  /** The running ones, by run id. */
  readonly active: Map<string, LaunchSpec>;
  /** The most that ran at the same time. */
  peak(): number;
  /** The last argument of `answer`. */
  readonly answers: () => Partial<ExitFacts> | null;
  /** The immediate end of every further launch; null = each runs until the test ends it. */
  answer(facts: Partial<ExitFacts> | null): void;
  end(runId: string, facts?: Partial<ExitFacts>, outputs?: Record<string, unknown>): void;
  report(report: ChildReport): void;
}

export function createStandInLauncher(
  now: () => number,
  before: Partial<ExitFacts> | null = { exitCode: 0 },
): StandInLauncher {
  let listener: (report: ChildReport) => void = () => {};
  let answer = before;
  let peak = 0;
  const active = new Map<string, LaunchSpec>();

  const launcher: StandInLauncher = {
    launched: [],
    active,
    peak: () => peak,
    answers: () => answer,
    answer: (facts) => void (answer = facts),
    onReport: (next) => void (listener = next),
    launch(spec) {
      launcher.launched.push(spec);
      active.set(spec.runId, spec);
      peak = Math.max(peak, active.size);
      const facts = answer;
      const { runId, attempt } = spec;
      listener({ runId, attempt, type: 'started', at: now(), child: { pid: 1, startedMark: null } });
      if (facts !== null) queueMicrotask(() => launcher.end(runId, facts));
    },
    stop(runId, stoppedBy) {
      if (active.has(runId))
        queueMicrotask(() => launcher.end(runId, { stoppedBy, signal: 'SIGTERM', exitCode: null }));
    },
    end(runId, facts = {}, outputs = {}) {
      const spec = active.get(runId);
      if (!spec) return;
      active.delete(runId);
      const all: ExitFacts = { exitCode: 0, signal: null, ...facts };
      listener({ runId, attempt: spec.attempt, type: 'ended', at: now(), facts: all, outputs });
    },
    report: (report) => listener(report),
    close() {
      for (const runId of [...active.keys()]) launcher.end(runId, { stoppedBy: 'shutdown', exitCode: null });
      return Promise.resolve();
    },
  };
  return launcher;
}
