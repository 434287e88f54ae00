import { createDatabaseClock } from './database-clock.ts';
import type { Opening } from './start-options.ts';
import type { OpenFolder } from './open-folder.ts';
import type { ConfigStore } from './store/config-store.ts';
import { isHere, shownAddress, type DatabaseAddress } from './store/postgres/address.ts';
import { configChannel } from './store/postgres/config-rows.ts';
import { openFleetConfig } from './store/postgres/config-store.ts';
import { openDatabase } from './store/postgres/connection.ts';
import { createHub } from './store/postgres/hub.ts';
import { newsChannel } from './store/postgres/news.ts';
import { storeOver } from './store/postgres/open-store.ts';
import { createSecretBox } from './vault/secret-box.ts';
import { openFolderKey } from './vault/folder-key.ts';
import { fleetKeyName } from './fleet/fleet-folder.ts';
import { sealWith } from './fleet/fleet-key.ts';
import { resealedDocument } from './fleet/reseal.ts';

/** The fleet's database with the configuration that all its computers share; `own` is what lies in this computer's folder. */
export async function openFleet(
  address: DatabaseAddress,
  keyFile: string,
  own: ConfigStore,
  { options, clock, closers }: Opening,
  { home, log: parent }: OpenFolder,
) {
  const log = parent.scope('fleet');
  const db = await openDatabase(address, log);
  closers.push(() => db.close());
  const where = shownAddress(address);
  log.info('what is remembered is in the database of a fleet', { database: where, tls: address.tls });
  options.say?.(`The database is PostgreSQL, ${where}.`);
  if (address.tls === 'off' && !isHere(address.host)) {
    log.warn('the connection to the database is not encrypted', { database: where });
    options.say?.('The connection to the database is not encrypted: whoever is in that network can read everything.');
  }
  const hub = createHub(db, [configChannel, newsChannel], { after: (ms, call) => clock.after(ms, call), log });
  closers.push(() => hub.close());
  const isKeyStored = own.get().settings.keyInSystemStore;
  const { key } = await openFolderKey(home, options.keyStore, isKeyStored, keyFile);
  const ownKey = keyFile === fleetKeyName ? (await openFolderKey(home, options.keyStore, isKeyStored)).key : key;
  const first = () => resealedDocument(own.get(), { from: createSecretBox(ownKey), to: createSecretBox(key) });
  const document = await openFleetConfig({ db, hub, own, first, seal: sealWith(key, home, keyFile), clock, log });
  closers.push(() => document.close());
  const store = storeOver(db, hub);
  const time = await createDatabaseClock(clock, () => store.workers.time(), log);
  closers.push(() => time.stop());
  if (Math.abs(time.ahead()) > worthToldMs)
    log.warn('the clock of this computer is another than that of the database, which counts', {
      aheadMs: time.ahead(),
    });
  return { document, store, clock: time.clock, clockAheadMs: () => Math.round(time.ahead()) };
}

/** Clocks that are kept in time over the network are closer than this. */
const worthToldMs = 2_000;
