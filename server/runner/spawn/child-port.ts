import type { Stream } from '../stdout/protocol.ts';
import type { Job } from '../windows/job.ts';

/** What is told of one child, whoever started it; `started` or `failed` first, `exited` and `drained` in any order. */
export interface ChildEvents {
  started(pid: number): void;
  /** It never began. Nothing else follows. */
  failed(error: unknown): void;
  output(stream: Stream, bytes: Buffer): void;
  /** Both pipes are at their end. */
  drained(): void;
  exited(code: number | null, signal: string | null): void;
}

export interface ChildHandle {
  /** It leads a process group of its own, which may be signalled as one. */
  readonly leadsGroup: boolean;
  /** It and all that it starts, where the system keeps them together (Windows); null before it began, and where there is none. */
  job?(): Job | null;
  /** Asks the child itself to end. Never throws. */
  ask(): void;
  /** Ends it with what it started, as far as that is known without a list: where there is neither a group nor a job. */
  endTree?(): void;
  /** Lets go of pipes that somebody else still holds open; `drained` need not follow. */
  release(): void;
}

/** What is needed to start one child, with its environment complete. */
export interface ChildStart {
  readonly kind: 'command' | 'script';
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdinLine: string | null;
  /** A file that holds that line, where it could be written. */
  readonly stdinFile?: string | null;
  /** Stdout and stderr are one pipe, told as stdout. */
  readonly mergeOutput?: boolean;
}

/** Starts a child. Never throws: what goes wrong is told by `failed`, also at once. */
export type StartChild = (start: ChildStart, events: ChildEvents) => ChildHandle;

/**
 * Runs scripts where no Node of their own can be started: in the desktop shell, by Electron's `utilityProcess.fork`,
 * which only the main process may call. The same supervision works over what it returns.
 */
export type ScriptRuntime = StartChild;
