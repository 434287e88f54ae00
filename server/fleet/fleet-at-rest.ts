import { silentLog } from '../log.ts';
import type { FleetPort } from '../store/fleet-port.ts';
import { openConfig } from '../store/config/config-file.ts';
import { lockFolder } from '../store/folder/folder-lock.ts';
import { readAddress, type DatabaseAddress } from '../store/postgres/address.ts';
import { openFolderKey } from '../vault/folder-key.ts';
import type { Clock } from '../clock.ts';
import { fleetKeyName, readFleetFile } from './fleet-folder.ts';
import { createFleetVerbs, type FleetDeps } from './fleet-verbs.ts';

export interface AtRest {
  readonly home: string;
  /** What ROTA_DATABASE says. */
  readonly database: DatabaseAddress | null;
  readonly clock: Clock;
  readonly openHistory: FleetDeps['openHistory'];
}

/**
 * The verbs of a fleet for a data folder that no Rota uses, whatever becomes of its database meanwhile. Locks the folder as long as `use`
 * works; throws FolderInUse if a Rota has it.
 */
export async function withFleetAtRest<T>(
  { home, database, clock, openHistory }: AtRest,
  use: (fleet: FleetPort) => Promise<T>,
): Promise<T> {
  const lock = lockFolder(home, { now: () => clock.now() });
  try {
    const file = readFleetFile(home);
    const address = file === null ? database : (database ?? readAddress(file.address));
    // A key that only the desktop app can open says so once it is asked for.
    const keyOf = async (name: string) => (await openFolderKey(home, undefined, false, name)).key;
    const inUse = address && {
      address,
      by: database === null ? ('folder' as const) : ('variable' as const),
      key: await keyOf(file === null ? 'secret.key' : fleetKeyName),
    };
    const fleet = createFleetVerbs({
      ...{ home, inUse, openHistory, isByVariable: database !== null, log: silentLog },
      now: () => clock.now(),
      async own() {
        const config = await openConfig({ folder: home, log: silentLog, clock });
        await config.close();
        return { document: config.get(), key: await keyOf('secret.key') };
      },
    });
    return await use(fleet);
  } finally {
    lock.release();
  }
}
