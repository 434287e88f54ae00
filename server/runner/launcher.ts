import type { RpaProcess } from '../../contract/process.ts';
import type { ExitFacts, Progress, StopReason } from '../../contract/run.ts';

/** All that is needed to start one attempt of a run. Times in ms, `dueAt` an epoch instant. */
export interface LaunchSpec {
  readonly runId: string;
  /** From 1. */
  readonly attempt: number;
  /** With absolute `script` and `cwd`, where given. */
  readonly process: RpaProcess;
  /** Checked values, secrets in the clear: those go to the environment only, never to files, arguments or logs. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly dueAt: number;
  /** The run's own folder; made if missing. Logs are `attempt-N.log` in it, artifacts in `artifacts/`. */
  readonly runDir: string;
  readonly timeoutMs: number | null;
  readonly graceMs: number;
  readonly maxLogBytes: number;
}

/** How the operating system knows a child: a pid alone may come back as somebody else's. */
export interface ChildIdentity {
  readonly pid: number;
  /** When the OS says the process began (opaque; on Linux clock ticks since boot together with the boot id), or null where it cannot be known. */
  readonly startedMark: string | null;
}

/**
 * What the launcher tells, in this order for each attempt: started, then any of the middle ones, then ended, exactly once.
 * Where nothing could be started, or was stopped before its turn, ended comes alone.
 */
export type ChildReport = { readonly runId: string; readonly attempt: number } & (
  | { readonly type: 'started'; readonly at: number; readonly child: ChildIdentity }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'outputs'; readonly outputs: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'ended';
      readonly at: number;
      readonly facts: ExitFacts;
      readonly outputs: Readonly<Record<string, unknown>>;
    }
);

/** Starts and stops children. The second stand-in of tests beside the clock. */
export interface Launcher {
  /** Never throws for what the child does: a program that does not exist ends with a spawn error as fact. */
  launch(spec: LaunchSpec): void;
  /** Asks, waits `graceMs`, then kills the whole tree; `force` kills at once. Unknown runs are ignored. */
  stop(runId: string, reason: StopReason, force?: boolean): void;
  /** One listener; set before the first launch. */
  onReport(listener: (report: ChildReport) => void): void;
  /** Stops every child (`shutdown`), waits until nothing of them is left, then ends what launched them. */
  close(): Promise<void>;
}

/** A child that was running when the server died. */
export interface Leftover {
  readonly runId: string;
  /** It may have held keys down when its server died. */
  readonly usesDesktop?: boolean;
  readonly child: ChildIdentity | null;
}
