import type { Closer } from './closers.ts';
import type { Config } from './config.ts';
import type { Clock } from './clock.ts';
import type { EngineParts } from './engine/create-engine.ts';
import type { Log } from './log.ts';
import type { ScriptRuntime } from './runner/spawn/child-port.ts';
import type { StartHost } from './runner/host/host-messages.ts';
import type { Launcher } from './runner/launcher.ts';

export interface StartOptions {
  readonly config: Config;
  /** Where finished log lines go; default: `rota.log` in the data folder. */
  readonly writeLog?: (line: string) => void;
  /** The two stand-ins of tests. */
  readonly clock?: Clock;
  readonly createLauncher?: (log: Log) => Launcher;
  /** The desktop shell starts hosts and scripts in utility processes. */
  readonly startHost?: StartHost;
  readonly scriptRuntime?: ScriptRuntime;
  readonly isDesktop?: boolean;
  /** Only opens the data folder, for a command while no server runs: nothing is scheduled, run or announced to others. */
  readonly isResting?: boolean;
  /** The processes that come in the box; the packaged app keeps them as real files beside its archive. */
  readonly processesFolder?: string;
  readonly beforeDesktopRun?: EngineParts['beforeDesktopRun'];
  readonly isSessionEnding?: EngineParts['isSessionEnding'];
  /** Says a line to whoever started Rota, before it is ready. */
  readonly say?: (line: string) => void;
  /** Stops this Rota and starts the next (called once nothing runs any more), or ends it; absent where nobody would. */
  readonly restart?: () => void;
  readonly end?: () => void;
  /** Where it listens although the configuration says otherwise, since it could not be had. */
  readonly instead?: Instead;
}

export interface Instead {
  readonly host: string;
  readonly port: number;
  /** What was thrown by the start that failed. */
  readonly because: unknown;
}

/** What the parts of a start are given: what was wanted, the clock, and where each leaves what closes it again. */
export interface Opening {
  readonly options: StartOptions;
  readonly clock: Clock;
  readonly closers: Closer[];
}
