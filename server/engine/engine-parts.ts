import type { RpaProcess } from '../../contract/process.ts';
import type { CodePages } from '../domain/import/decode-text.ts';
import type { Log } from '../log.ts';
import type { Launcher, Leftover } from '../runner/launcher.ts';
import type { ConfigStore } from '../store/config-store.ts';
import type { StoredRun } from '../store/stored-run.ts';
import type { SecretBox } from '../vault/secret-box.ts';
import type { Store } from '../store/store.ts';
import type { ZoneLaw } from '../zones/zone-law.ts';
import type { Clock } from '../clock.ts';
import type { ProgramPlaces } from './configuration/program-check.ts';

/** What the engine is made of: the world outside, opened and ready. */
export interface EngineParts {
  readonly home: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** What the clocks of all zones show, and the zone that this computer is set to. */
  readonly zones: ZoneLaw;
  /** In which files are written here that are not UTF-8. */
  readonly codePages?: CodePages;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly config: ConfigStore;
  readonly secrets: SecretBox;
  readonly launcher: Launcher;
  readonly endLeftovers: (leftovers: readonly Leftover[]) => Promise<void>;
  readonly bundled: readonly RpaProcess[];
  readonly places: ProgramPlaces;
  readonly newId: () => string;
  /** Whether the system ends the session of Rota's user (sign-out, shutdown), where somebody hears that. */
  readonly isSessionEnding?: () => boolean;
  readonly beforeDesktopRun?: (run: StoredRun) => Promise<'go' | 'later'>;
}
