import path from 'node:path';
import { computerZone, defaultHost, defaultPort, unknownZone, type Config } from './config.ts';
import type { OpenFolder } from './open-folder.ts';
import type { Opening } from './start-options.ts';
import type { Place } from './serve-disk-full.ts';
import { backUpBeforeUpgrade } from './store/backup/before-upgrade.ts';
import { openConfig } from './store/config/config-file.ts';
import { reportDataLoss } from './store/sqlite/data-loss-notice.ts';
import { refusalNotice } from './store/backup/restore.ts';
import { openStore } from './store/sqlite/open-store.ts';
import { openZoneLaw, type ZonePlaces } from './zones/zone-law.ts';

/** The places that are searched for zone data. */
export const zonePlaces = ({ home, environment }: Config): ZonePlaces => ({
  home,
  tzdir: environment['TZDIR'],
  runtimeVersion: process.versions.tz ?? '',
});

export type OpenStores = Awaited<ReturnType<typeof openStores>>;

/** Opens the stored data: zones, document and database. `known` gets the address to listen on as soon as the document is read. */
export async function openStores({ options, clock, closers }: Opening, folder: OpenFolder, known: Place) {
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
  const document = await openConfig({ folder: home, log, clock });
  closers.push(() => document.close());
  const place = ({ host, port } = document.get().settings) => ({
    host: config.host ?? host ?? defaultHost,
    port: config.port ?? port ?? defaultPort,
  });
  Object.assign(known, place());
  const store = openStore(path.join(home, 'rota.db'));
  closers.push(() => store.close());
  if (restored?.kind === 'refused') await store.records.putNotice(refusalNotice(restored, clock.now()));
  await reportDataLoss(store, clock.now(), log, options.say);
  return { zones, document, place, store };
}
