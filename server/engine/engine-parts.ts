import type { RpaProcess } from '../../contract/process.ts';
import type { KeyProtection } from '../../contract/vault.ts';
import type { CodePages } from '../domain/import/decode-text.ts';
import type { Log } from '../log.ts';
import type { Launcher, Leftover } from '../runner/launcher.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { FleetPort } from '../store/fleet-port.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { SecretBox } from '../vault/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { SessionFacts } from '../triggers/session-watch.ts';
import type { ZoneLaw } from '../zones/zone-law.ts';
import type { Clock } from '../clock.ts';
import type { WakeAlarm } from './time/wake-up.ts';
import type { ProgramPlaces } from './shared/program-places.ts';
import type { WhatIsHere } from './shared/what-is-here.ts';

/** The engine's dependencies, opened and ready. */
export interface EngineParts {
  readonly home: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** The rules of all zones, and the zone of this computer. */
  readonly zones: ZoneLaw;
  /** The code pages of files on this computer that are not UTF-8. */
  readonly codePages?: CodePages;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  /** The key of `secrets` in base64, for backups under a passphrase. */
  readonly key: string;
  /** Where the key of `secrets` is kept; the default is a file. */
  readonly keyProtection?: KeyProtection;
  readonly fleet: FleetPort;
  readonly launcher: Launcher;
  readonly endLeftovers: (leftovers: readonly Leftover[]) => Promise<void>;
  readonly bundled: readonly RpaProcess[];
  /** Processes that come with Rota and are added when somebody wants one; none if absent. */
  readonly templates?: () => Promise<readonly RpaProcess[]>;
  /** What this computer offers to somebody who begins; nothing is known if absent. */
  readonly here?: WhatIsHere;
  readonly places: ProgramPlaces;
  readonly newId: () => string;
  /** How far the clock of this computer is ahead of that of the database, in ms; absent where it is the same. */
  readonly clockAheadMs?: () => number;
  /** Names this computer and this start of it, so that another computer under the same worker ID is known from a restart. */
  readonly computerMark?: string;
  /** A picture of the screen as JPEG; absent where there is no way to take one. */
  readonly takeScreen?: (widest?: number) => Promise<Uint8Array>;
  /** For how many seconds nobody has used mouse and keyboard; null, and absent, if this computer cannot tell. */
  readonly idleSeconds?: () => Promise<number | null>;
  /** Wakes this computer from sleep; absent where that is not asked for. */
  readonly wakeAlarm?: WakeAlarm;
  /** Who is logged on, and whether Rota is told of an unlocked screen; absent if nothing of it is known. */
  readonly session?: Pick<SessionFacts, 'logons' | 'tellsUnlock'>;
  /** Whether the system is ending the user's session (sign-out, shutdown), if that can be known. */
  readonly isSessionEnding?: () => boolean;
  readonly beforeDesktopRun?: (run: StoredRun) => Promise<'go' | 'later'>;
}
