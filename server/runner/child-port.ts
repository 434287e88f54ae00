import type { Stream } from './stdout/protocol.ts';
import type { Job } from './windows/job.ts';

/** The events of one child, however it was started; `started` or `failed` comes first, `exited` and `drained` in any order. */
export interface ChildEvents {
  started(pid: number): void;
  /** It could not be started. Nothing else follows. */
  failed(error: unknown): void;
  output(stream: Stream, bytes: Buffer): void;
  /** Both pipes are closed. */
  drained(): void;
  exited(code: number | null, signal: string | null): void;
}

export interface ChildHandle {
  /** It leads its own process group, which can be signalled as one. */
  readonly leadsGroup: boolean;
  /** The job that contains it and its descendants (Windows); null before it started, and if there is none. */
  job?(): Job | null;
  /** Asks the child itself to end. Never throws. */
  ask(): void;
  /** Kills it with its descendants, as far as they are known without a list: used if there is neither a group nor a job. */
  endTree?(): void;
  /** Closes pipes that another process keeps open; `drained` need not follow. */
  release(): void;
}

/** Everything needed to start one child, with its complete environment. */
export interface ChildStart {
  readonly kind: 'command' | 'script';
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdinLine: string | null;
  /** A file with that line, if it could be written. */
  readonly stdinFile?: string | null;
  /** Stdout and stderr are one pipe, reported as stdout; where the system has none for both, each is reported as itself. */
  readonly mergeOutput?: boolean;
}

/** Starts a child. Never throws: a fault is reported by `failed`, possibly before this returns. */
export type StartChild = (start: ChildStart, events: ChildEvents) => ChildHandle;

/**
 * Runs scripts where no separate Node can be started: in the desktop shell, by Electron's `utilityProcess.fork`, which
 * only the main process may call. The same supervision works with what it returns.
 */
export type ScriptRuntime = StartChild;
