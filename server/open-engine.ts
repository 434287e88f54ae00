import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { computerMark } from './computer-mark.ts';
import { folderOf, readVersion } from './config.ts';
import { createLogons } from './desktop/logons.ts';
import { createIdleSeconds } from './desktop/idle-seconds.ts';
import { loadBundled } from './engine/configuration/bundled-processes.ts';
import { createEngine } from './engine/create-engine.ts';
import { createFleetPort } from './fleet/fleet-port.ts';
import type { OpenFolder } from './open-folder.ts';
import type { OpenLauncher } from './open-launcher.ts';
import type { OpenStores } from './open-stores.ts';
import type { Opening } from './start-options.ts';
import { charsetOf } from './runner/stdout/language-charset.ts';
import { endLeftovers } from './runner/terminate/leftovers.ts';
import { releaseKeys } from './runner/terminate/release-keys.ts';
import { openOwnHistory } from './store/sqlite/own-history.ts';
import { openFolderKey } from './vault/folder-key.ts';
import { createSecretBox } from './vault/secret-box.ts';

/** The engine with all its parts; nothing is due in it yet. */
export async function openEngine(
  { options, clock, closers }: Opening,
  { home, log }: OpenFolder,
  { zones, document, store, clockAheadMs, own, fleet }: OpenStores,
  { launcher, owner, pages, userEnvironment }: OpenLauncher,
) {
  const { config } = options;
  const keyOf = (file?: string) =>
    openFolderKey(home, options.keyStore, document.get().settings.keyInSystemStore, file);
  const { key, protection } = await keyOf(fleet?.keyFile);
  const running = await createEngine({
    home,
    version: readVersion(),
    platform: process.platform,
    zones,
    codePages: { console: pages.codePage, system: pages.filePage ?? charsetOf(config.environment) },
    clock,
    log,
    store,
    config: document,
    secrets: createSecretBox(key),
    key: Buffer.from(key).toString('base64'),
    keyProtection: protection,
    fleet: createFleetPort({
      ...{ home, log: log.scope('fleet'), isByVariable: config.database !== null },
      inUse: fleet && { address: fleet.address, by: fleet.by, key },
      now: () => clock.now(),
      openHistory: () => openOwnHistory(path.join(home, 'rota.db')),
      own: async () => ({ document: own.get(), key: (await keyOf()).key }),
    }),
    launcher,
    endLeftovers: async (leftovers) => {
      const found = await endLeftovers(leftovers, owner, () =>
        log.warn('the system gave no list of its processes: what the last Rota left behind cannot be found', {}),
      );
      if (leftovers.some(({ usesDesktop }) => usesDesktop === true)) await releaseKeys(userEnvironment);
      if (found.length > 0)
        log.warn('programs of the last Rota were still alive and were ended', { count: found.length });
    },
    bundled: await loadBundled(options.processesFolder ?? folderOf('processes'), log),
    places: {
      platform: process.platform,
      path: userEnvironment['PATH'] ?? userEnvironment['Path'] ?? '',
    },
    newId: randomUUID,
    idleSeconds: createIdleSeconds({
      platform: process.platform,
      environment: userEnvironment,
      clock,
      shell: options.idleSeconds,
    }),
    session: {
      logons: options.logons ?? createLogons({ platform: process.platform, environment: userEnvironment }),
      tellsUnlock: options.isDesktop === true,
    },
    ...(clockAheadMs === null ? {} : { clockAheadMs, computerMark: await computerMark(home) }),
    ...(options.takeScreen ? { takeScreen: options.takeScreen } : {}),
    ...(options.isSessionEnding ? { isSessionEnding: options.isSessionEnding } : {}),
    ...(options.beforeDesktopRun ? { beforeDesktopRun: options.beforeDesktopRun } : {}),
  });
  closers.push(() => running.stop());
  return running;
}
