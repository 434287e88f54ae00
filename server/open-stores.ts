import path from 'node:path';
import { lastSeenAlive } from './alive-mark.ts';
import { said } from '../contract/translatable.ts';
import type { Clock } from './clock.ts';
import { computerZone, defaultHost, defaultPort, unknownZone, type Config } from './config.ts';
import type { OpenFolder } from './open-folder.ts';
import type { Opening } from './start-options.ts';
import type { Place } from './serve-disk-full.ts';
import { backUpBeforeUpgrade } from './store/backup/before-upgrade.ts';
import { openConfig } from './store/config/config-file.ts';
import { reportDataLoss } from './store/sqlite/data-loss-notice.ts';
import { refusalNotice } from './store/backup/restore.ts';
import type { ConfigStore } from './store/config-store.ts';
import { openStore } from './store/sqlite/open-store.ts';
import { readAddress } from './store/postgres/address.ts';
import { keyFileOf, readFleetFile } from './fleet/fleet-folder.ts';
import type { Store } from './store/store.ts';
import { openZoneLaw, type ZonePlaces } from './zones/zone-law.ts';

/** The places that are searched for zone data. */
export const zonePlaces = ({ home, environment }: Config): ZonePlaces => ({
  home,
  tzdir: environment['TZDIR'],
  runtimeVersion: process.versions.tz ?? '',
});

export type OpenStores = Awaited<ReturnType<typeof openStores>>;

/** Opens the stored data: zones, document and database. `known` gets the address to listen on as soon as the document is read. */
export async function openStores(opening: Opening, folder: OpenFolder, known: Place) {
  const { options, clock, closers } = opening;
  const { config } = options;
  const { home, log, restored } = folder;
  const zones = await openZoneLaw({
    places: zonePlaces(config),
    log,
    computerZone,
    after: (ms, call) => clock.after(ms, call),
  });
  closers.push(() => zones.close());
  const stranger = unknownZone();
  if (stranger !== null) log.warn('TZ names no time zone that is known: times are those of UTC', { TZ: stranger });
  await backUpBeforeUpgrade(home, clock.now(), log);
  const own = await openConfig({ folder: home, log, clock });
  closers.push(() => own.close());
  const place = ({ host, port } = own.get().settings) => ({
    host: config.host ?? host ?? defaultHost,
    port: config.port ?? port ?? defaultPort,
  });
  Object.assign(known, place());
  const fleet = fleetOf(config, home);
  const { document, store, clock: time, clockAheadMs } = await openDatabases(own, fleet, opening, folder);
  if (restored?.kind === 'refused') await store.records.putNotice(refusalNotice(restored, clock.now()));
  await reportDataLoss(store, clock.now(), log, options.say);
  return {
    ...{ zones, document, place, store, clockAheadMs, own, fleet },
    /** The clock by which everything stored is due: that of this computer, or that of the fleet's database. */
    clock: time,
    /** When Rota was last alive here. A mark in the future tells of a clock that was set, unless the clock is another one's. */
    async lastAlive(): Promise<number | null> {
      const mark = await lastSeenAlive(home);
      return mark === null || time === clock ? mark : Math.min(mark, time.now());
    },
  };
}

/** The fleet's database, and the file with its key: by ROTA_DATABASE, else by what the folder says. Null: this computer is alone. */
function fleetOf({ database }: Config, home: string) {
  const file = readFleetFile(home);
  const address = database ?? (file && readAddress(file.address, said`The address of the database`));
  if (address === null) return null;
  const by = database === null ? ('folder' as const) : ('variable' as const);
  return { address, by, keyFile: keyFileOf(home, file) };
}

/** The database of this computer alone, or that of its fleet, whose driver is loaded only then. */
async function openDatabases(
  own: ConfigStore,
  fleet: ReturnType<typeof fleetOf>,
  opening: Opening,
  folder: OpenFolder,
): Promise<{ document: ConfigStore; store: Store; clock: Clock; clockAheadMs: (() => number) | null }> {
  if (fleet !== null) {
    const { openFleet } = await import('./open-fleet.ts');
    return openFleet(fleet.address, fleet.keyFile, own, opening, folder);
  }
  const store = openStore(path.join(folder.home, 'rota.db'));
  opening.closers.push(() => store.close());
  return { document: own, store, clock: opening.clock, clockAheadMs: null };
}
