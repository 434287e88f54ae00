import type { RunLimits } from '../../contract/limits.ts';
import type { RpaProcess } from '../../contract/process.ts';
import type { ExitFacts, Progress, StopReason } from '../../contract/run.ts';

/** Everything needed to start one attempt of a run. Times in ms, `dueAt` an epoch instant. */
export interface LaunchSpec {
  readonly runId: string;
  /** From 1. */
  readonly attempt: number;
  /** `script` and `cwd`, if given, are absolute. */
  readonly process: RpaProcess;
  /** Checked values with decrypted secrets: those go to the environment only, never to files, arguments or logs. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of values that hold a secret though their parameter is none: they go where secrets go. */
  readonly secretValues?: readonly string[];
  /** Further texts that must be masked. */
  readonly secretTexts?: readonly string[];
  /** Files that hold secrets: written before the program starts, gone when it has ended. `bytes` in base64. */
  readonly secretFiles?: readonly { readonly file: string; readonly bytes: string }[];
  readonly dueAt: number;
  /** The run's own folder; created if missing. Logs are `attempt-N.log` in it, artifacts in `artifacts/`. */
  readonly runDir: string;
  readonly limits?: RunLimits;
  readonly timeoutMs: number | null;
  readonly graceMs: number;
  readonly maxLogBytes: number;
}

/** The identity of a child for the operating system: a pid alone may be reused by another process. */
export interface ChildIdentity {
  readonly pid: number;
  /** The start time of the process by the OS (opaque; on Linux clock ticks since boot with the boot id), or null if unknown. */
  readonly startedMark: string | null;
}

/**
 * The launcher's reports, in this order for each attempt: started, any number of the middle ones, ended exactly once. If
 * nothing could be started, or it was stopped before, there is only ended.
 */
export type ChildReport = { readonly runId: string; readonly attempt: number } & (
  | { readonly type: 'started'; readonly at: number; readonly child: ChildIdentity }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** A step that a desktop robot has named is done. */
  | { readonly type: 'step'; readonly title: string }
  | { readonly type: 'outputs'; readonly outputs: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'ended';
      readonly at: number;
      readonly facts: ExitFacts;
      readonly outputs: Readonly<Record<string, unknown>>;
    }
);

/** Starts and stops children. Besides the clock, the only part that tests replace. */
export interface Launcher {
  /** Never throws because of a child: a program that does not exist ends with a spawn error in its facts. */
  launch(spec: LaunchSpec): void;
  /** Asks, waits `graceMs`, then kills the whole tree; `force` kills at once. Unknown runs are ignored. */
  stop(runId: string, reason: StopReason, force?: boolean): void;
  /** One listener; set before the first launch. */
  onReport(listener: (report: ChildReport) => void): void;
  /** Stops every child (`shutdown`), waits until nothing of them is left, then ends the hosts. */
  close(): Promise<void>;
}

/** A child that was active when the server died. */
export interface Leftover {
  readonly runId: string;
  /** It may have left keys pressed when its server died. */
  readonly usesDesktop?: boolean;
  readonly child: ChildIdentity | null;
}
