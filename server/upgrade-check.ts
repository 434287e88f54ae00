import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Translatable } from '../contract/translatable.ts';
import { upgradesOf, versionOf } from './store/backup/before-upgrade.ts';
import { newestVersion } from './store/sqlite/migrations.ts';
import { notesBetween } from './store/sqlite/upgrade-notes.ts';
import { checkConfiguration } from './home-checks.ts';
import { readFleetFile } from './fleet/fleet-folder.ts';

/** What the next start of this Rota would do to a data folder. */
export interface UpgradeCheck {
  /**
   * `new`: nothing is there yet. `same`: nothing is changed. `upgrade`: a backup is made, then the steps. `newer`: a newer Rota wrote it,
   * and this one would not start. `unreadable`: the configuration or the database cannot be read, and `rota doctor` says more.
   */
  readonly state: 'new' | 'same' | 'upgrade' | 'newer' | 'unreadable';
  /** Version of the database; null if there is none that can be read. */
  readonly from: number | null;
  readonly to: number;
  readonly steps: readonly Translatable[];
  /** What is wrong with `rota.json`; null if nothing is. */
  readonly problem: Translatable | null;
  /** Bytes: the backup needs at most as much as the database has. Null where unknown. */
  readonly needed: number | null;
  readonly free: number | null;
  /** Backups made before former upgrades, newest last. */
  readonly waysBack: readonly string[];
  /** Its database is the fleet's, and is not looked at here. */
  readonly isInFleet: boolean;
}

/** Reads only: also right while another Rota runs on that folder. */
export async function checkUpgrade(home: string, isFleetGiven: boolean): Promise<UpgradeCheck> {
  const file = path.join(home, 'rota.db');
  const size = await stat(file).then(
    (facts) => facts.size,
    () => 0,
  );
  const from = await versionOf(file);
  const configuration = await checkConfiguration(home);
  const problem = configuration?.problem ?? null;
  const space = await statfs(home).catch(() => null);
  return {
    state: stateOf(size, from, { problem, isThere: configuration !== null }),
    ...{ from, to: newestVersion, problem },
    steps: from === null || from < 1 ? [] : notesBetween(from, newestVersion),
    needed: from === null ? null : size,
    free: space && space.bavail * space.bsize,
    waysBack: await upgradesOf(home),
    isInFleet: isFleetGiven || readFleetFile(home) !== null,
  };
}

function stateOf(
  size: number,
  from: number | null,
  { problem, isThere }: { problem: Translatable | null; isThere: boolean },
): UpgradeCheck['state'] {
  if (from !== null && from > newestVersion) return 'newer';
  if (problem !== null || (size > 0 && from === null)) return 'unreadable';
  if (from === null || from === 0) return isThere ? 'same' : 'new';
  return from < newestVersion ? 'upgrade' : 'same';
}
