import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { computerMark } from './computer-mark.ts';
import { folderOf, readVersion } from './config.ts';
import { createLogons } from './desktop/logons.ts';
import { createIdleSeconds } from './desktop/idle-seconds.ts';
import { createWakeAlarm } from './desktop/wake-alarm.ts';
import { loadBundled } from './engine/configuration/bundled-processes.ts';
import { loadTemplates } from './engine/configuration/templates.ts';
import { createEngine } from './engine/create-engine.ts';
import { createFleetPort } from './fleet/fleet-port.ts';
import type { OpenFolder } from './open-folder.ts';
import type { OpenLauncher } from './open-launcher.ts';
import type { OpenStores } from './open-stores.ts';
import type { Opening } from './start-options.ts';
import { scriptFile } from './domain/own-script.ts';
import type { Launcher } from './runner/launcher.ts';
import { charsetOf } from './runner/stdout/language-charset.ts';
import { endLeftovers } from './runner/terminate/leftovers.ts';
import { releaseKeys } from './runner/terminate/release-keys.ts';
import { openOwnHistory } from './store/sqlite/own-history.ts';
import { createWhatIsHere } from './desktop/what-is-here.ts';
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
  const processes = options.processesFolder ?? folderOf('processes');
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
    launcher: launchingOwnScripts(launcher, processes),
    endLeftovers: async (leftovers) => {
      const found = await endLeftovers(leftovers, owner, () =>
        log.warn('the system gave no list of its processes: what the last Rota left behind cannot be found', {}),
      );
      if (leftovers.some(({ usesDesktop }) => usesDesktop === true)) await releaseKeys(userEnvironment);
      if (found.length > 0)
        log.warn('programs of the last Rota were still alive and were ended', { count: found.length });
    },
    bundled: await loadBundled(processes, log),
    templates: () => loadTemplates(processes, log),
    here: createWhatIsHere({
      ...{ platform: process.platform, environment: userEnvironment, processes },
      homeFolder: homedir(),
    }),
    places: {
      platform: process.platform,
      path: userEnvironment['PATH'] ?? userEnvironment['Path'] ?? '',
      processes,
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
    wakeAlarm: createWakeAlarm({
      ...{ platform: process.platform, now: () => clock.now() },
      ...(options.rtcFolder === undefined ? {} : { rtcFolder: options.rtcFolder }),
    }),
    ...(clockAheadMs === null ? {} : { clockAheadMs, computerMark: await computerMark(home) }),
    ...(options.takeScreen ? { takeScreen: options.takeScreen } : {}),
    ...(options.isSessionEnding ? { isSessionEnding: options.isSessionEnding } : {}),
    ...(options.beforeDesktopRun ? { beforeDesktopRun: options.beforeDesktopRun } : {}),
  });
  closers.push(() => running.stop());
  return running;
}

/** The same launcher, given the files of the scripts that come with Rota. */
const launchingOwnScripts = (launcher: Launcher, processes: string): Launcher => ({
  launch({ process, ...spec }) {
    const { script } = process;
    const found = script === undefined ? process : { ...process, script: scriptFile(script, processes) };
    launcher.launch({ ...spec, process: found });
  },
  stop: (...asked) => launcher.stop(...asked),
  onReport: (listener) => launcher.onReport(listener),
  close: () => launcher.close(),
});
