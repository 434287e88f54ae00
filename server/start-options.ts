import type { Closer } from './closers.ts';
import type { Config } from './config.ts';
import type { Clock } from './clock.ts';
import type { Logons } from './desktop/logons.ts';
import type { EngineParts } from './engine/create-engine.ts';
import type { Log } from './log.ts';
import type { ScriptRuntime } from './runner/child-port.ts';
import type { StartHost } from './runner/host/host-messages.ts';
import type { Launcher } from './runner/launcher.ts';
import type { SystemKeyStore } from './vault/folder-key.ts';

export interface StartOptions {
  readonly config: Config;
  /** Gets finished log lines; default: `rota.log` in the data folder. */
  readonly writeLog?: (line: string) => void;
  /** Tests replace the clock and the launcher. */
  readonly clock?: Clock;
  readonly createLauncher?: (log: Log) => Launcher;
  /** Set by the desktop shell, which starts hosts and scripts in utility processes. */
  readonly startHost?: StartHost;
  readonly scriptRuntime?: ScriptRuntime;
  readonly isDesktop?: boolean;
  /** The desktop shell's way to the password store of the system. */
  readonly keyStore?: SystemKeyStore;
  /** Only opens the data folder, for a command while no server runs: nothing is scheduled, run or announced. */
  readonly isResting?: boolean;
  /** The processes that Rota ships with; the packaged app has them as real files next to its archive. */
  readonly processesFolder?: string;
  readonly beforeDesktopRun?: EngineParts['beforeDesktopRun'];
  /** The desktop shell's way to a picture of the screen. */
  readonly takeScreen?: EngineParts['takeScreen'];
  /** Tests replace who is logged on. */
  readonly logons?: Logons;
  /** The desktop shell's way to tell for how many seconds nobody has used mouse and keyboard. */
  readonly idleSeconds?: () => number | null;
  /** Tests replace the folder of the computer's clocks (Linux). */
  readonly rtcFolder?: string;
  readonly isSessionEnding?: EngineParts['isSessionEnding'];
  /** Reports a line to the program that starts Rota, before it is ready. */
  readonly say?: (line: string) => void;
  /** Stops this Rota and starts the next one (called once nothing runs any more), or ends it; absent if nobody would. */
  readonly restart?: () => void;
  readonly end?: () => void;
  /** The address to use although the configuration names another, which failed. */
  readonly instead?: Instead;
}

export interface Instead {
  readonly host: string;
  readonly port: number;
  /** The error of the start that failed. */
  readonly because: unknown;
}

/** What each part of a start gets: the options, the clock, and the list for its closer. */
export interface Opening {
  readonly options: StartOptions;
  readonly clock: Clock;
  readonly closers: Closer[];
}
