import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { issueWords } from '../contract/issue-words.ts';
import { closeAll, type Closer } from './closers.ts';
import { createCheckThread, type CheckThread } from './check-thread.ts';
import { checkDescriptors } from './computer-limits.ts';
import { defaultHost, defaultPort, type Config } from './config.ts';
import { isPlain } from './domain/values/plain-schema.ts';
import { checkLongOnesBy } from './domain/values/schema-check.ts';
import type { Engine } from './engine/engine.ts';
import { createSystemClock } from './clock.ts';
import { goLive } from './go-live.ts';
import { openHttpServer } from './open-http-server.ts';
import { openEngine } from './open-engine.ts';
import { openFolder } from './open-folder.ts';
import { openLauncher } from './open-launcher.ts';
import { openStores } from './open-stores.ts';
import { databaseFaultOf } from './database-at-start.ts';
import { diskFaultOf } from './disk-space-at-start.ts';
import { serveDiskFull, type Place } from './serve-disk-full.ts';
import type { Opening, StartOptions } from './start-options.ts';
import type { FleetPort } from './store/fleet-port.ts';
import { openOwnHistory } from './store/sqlite/own-history.ts';

/** Rota, running. */
export interface Rota {
  /** Its address, without a trailing slash. */
  readonly url: string;
  readonly address: { readonly host: string; readonly port: number };
  /** SHA-256 of the certificate if TLS is used. */
  readonly fingerprint: string | null;
  /** Problems of the certificate at the start, in English. */
  readonly certificateProblem: string | null;
  readonly engine: Engine;
  /** Authenticates the command line. */
  readonly commandToken: string;
  /** A link that signs in one browser, once, within an hour. */
  signInLink(): string;
  /** The one-time token of such a link. */
  signInToken(): string;
  /** Stops everything: no child is left, every result is stored. May be called twice. */
  stop(): Promise<void>;
}

export { FolderInUse } from './store/folder/folder-lock.ts';
export { backupOf, checkBackup, listBackups } from './store/backup/check-backup.ts';
export { hasSealedKey } from './store/backup/backup-key.ts';
export { tryRestore } from './store/backup/try-restore.ts';
export { restoreAtRest } from './store/backup/restore-at-rest.ts';

/** The verbs of a fleet for a folder that no Rota uses; throws FolderInUse if one does. */
export async function fleetAtRest<T>({ home, database }: Config, use: (fleet: FleetPort) => Promise<T>): Promise<T> {
  const { withFleetAtRest } = await import('./fleet/fleet-at-rest.ts');
  const clock = createSystemClock(() => os.uptime() * 1000, process.platform === 'linux');
  const openHistory = () => openOwnHistory(path.join(home, 'rota.db'));
  return withFleetAtRest({ home, database, clock, openHistory }, use);
}

export { zonePlaces } from './open-stores.ts';
export type { Instead, StartOptions } from './start-options.ts';
export { checkZonePlace, zoneFactsOf, zoneFileName, zoneFolderName } from './zones/zone-law.ts';
export { connectionFileName } from './connection-file.ts';
export { shutdownBlock, type ShutdownBlock } from './runner/windows/shutdown-block.ts';
export { checkFleet } from './fleet-checks.ts';
export { checkUpgrade, type UpgradeCheck } from './upgrade-check.ts';
export { addressOf, checkCertificate, checkConfiguration, checkDatabase, checkKey, tryPort } from './home-checks.ts';
export { whoElseMayRead } from './runner/windows/folder-rights.ts';

/** The only wiring. Everything opened is closed again, last first, also if the start fails half-way. */
export async function start(options: StartOptions): Promise<Rota> {
  z.config({ customError: issueWords });
  checkDescriptors();
  const { config } = options;
  const clock = options.clock ?? createSystemClock(() => os.uptime() * 1000, process.platform === 'linux');
  const checks = createCheckThread(clock);
  checkLongOnesBy(checks.check);
  for (;;) {
    const closers: Closer[] = [() => checks.close()];
    const place: Place = { host: config.host ?? defaultHost, port: config.port ?? defaultPort };
    let stopping: Promise<void> | null = null;
    const stop = () => (stopping ??= closeAll(closers));
    try {
      return { ...(await open({ options, clock, closers }, place, checks)), stop };
    } catch (error) {
      await stop();
      const want = options.isResting
        ? null
        : (diskFaultOf(error, config.home) ?? (await databaseFaultOf(error, config)));
      if (want === null) throw error;
      await serveDiskFull(options, want, clock, place);
    }
  }
}

async function open(opening: Opening, known: Place, checks: CheckThread): Promise<Omit<Rota, 'stop'>> {
  const { options, clock } = opening;
  const beganAt = clock.now();
  let startMs = 0;
  const folder = await openFolder(opening);
  const stores = await openStores(opening, folder, known);
  const timed: Opening = { ...opening, clock: stores.clock };
  const lastAlive = await stores.lastAlive();
  const launcher = await openLauncher(timed, folder);
  const running = await openEngine(timed, folder, stores, launcher);
  const entrance = await openHttpServer(timed, folder, stores, running, () => startMs);
  if (!options.isResting) await goLive(timed, folder, running, entrance, lastAlive);
  startMs = clock.now() - beganAt;
  checks.keepWhile(() => stores.document.get().processes.some(({ parameters }) => !isPlain(parameters)));
  const { door, listening, commandToken } = entrance;
  return {
    url: listening.url,
    address: { host: listening.host, port: listening.port },
    fingerprint: listening.fingerprint,
    certificateProblem: listening.certificateWords,
    engine: running.engine,
    commandToken,
    signInLink: () => door.signInUrl(),
    signInToken: () => door.newSignInToken(),
  };
}
