import { createHash, randomBytes, randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { computerZone, defaultHost, defaultPort, folderOf, readVersion, unknownZone, type Config } from './config.ts';
import { detailOf } from '../contract/errors.ts';
import { issueWords } from '../contract/issue-words.ts';
import { loadBundled } from './engine/configuration/bundled-processes.ts';
import { createSystemClock, type Clock } from './engine/shared/clock.ts';
import { createEngine, type EngineParts } from './engine/create-engine.ts';
import type { Engine } from './engine/engine.ts';
import { createFrontDoor } from './http/front-door.ts';
import { certificateOf } from './http/tls-certificate.ts';
import { closeAll, type Closer } from './closers.ts';
import { askForMeans, checkDescriptors, mostDescriptors } from './computer-limits.ts';
import { askBeforeDeadlines } from './domain/values/deadline.ts';
import { writeConnection } from './connection-file.ts';
import { keepAliveMark, lastSeenAlive } from './alive-mark.ts';
import { holdAlone } from './other-holder.ts';
import { wantOfRoom } from './room-at-start.ts';
import { standWithoutRoom, type Place } from './stand-without-room.ts';
import { tlsAt } from './tls-at.ts';
import { ownCompileCache } from './compile-cache.ts';
import { careForFolder } from './folder-care.ts';
import { appendingLines } from './log-file.ts';
import { createLog, type Log } from './log.ts';
import type { ScriptRuntime } from './runner/child-port.ts';
import { codePages } from './runner/console-code-page.ts';
import { charsetOf } from './runner/language-charset.ts';
import { createLauncher } from './runner/create-launcher.ts';
import { inheritedEnvironment } from './runner/environment.ts';
import { forkHost } from './runner/fork-host.ts';
import type { StartHost } from './runner/host-messages.ts';
import type { Launcher } from './runner/launcher.ts';
import { endLeftovers } from './runner/leftovers.ts';
import { releaseKeys } from './runner/release-keys.ts';
import { keepBeforeUpgrade } from './store/before-upgrade.ts';
import { openConfig } from './store/config-file.ts';
import { lockFolder } from './store/folder-lock.ts';
import { tellLost } from './store/lost-notice.ts';
import { finishRestore, refusalNotice } from './store/restore.ts';
import { keptSessions } from './store/kept-sessions.ts';
import { createSecretBox, keyOfFolder } from './store/secret-box.ts';
import { holdReserve, useReserve } from './store/reserve.ts';
import { openStore } from './store/store.ts';
import { openZoneLaw, type ZonePlaces } from './zones/zone-law.ts';

export interface StartOptions {
  readonly config: Config;
  /** Where finished log lines go; default: `rota.log` in the data folder. */
  readonly writeLog?: (line: string) => void;
  /** The two stand-ins of tests. */
  readonly clock?: Clock;
  readonly createLauncher?: (log: Log) => Launcher;
  /** The desktop shell starts hosts and scripts in utility processes. */
  readonly startHost?: StartHost;
  readonly scriptRuntime?: ScriptRuntime;
  readonly isDesktop?: boolean;
  /** Only opens the data folder, for a command while no server runs: nothing is scheduled, run or announced to others. */
  readonly isResting?: boolean;
  /** The processes that come in the box; the packaged app keeps them as real files beside its archive. */
  readonly processesFolder?: string;
  readonly beforeDesktopRun?: EngineParts['beforeDesktopRun'];
  readonly isSessionEnding?: EngineParts['isSessionEnding'];
  /** Says a line to whoever started Rota, before it is ready. */
  readonly say?: (line: string) => void;
  /** Stops this Rota and starts the next (called once nothing runs any more), or ends it; absent where nobody would. */
  readonly restart?: () => void;
  readonly end?: () => void;
  /** Where it listens although the configuration says otherwise, since it could not be had. */
  readonly instead?: Instead;
}

/** Where zone data is looked for. */
export const zonePlaces = ({ home, environment }: Config): ZonePlaces => ({
  home,
  tzdir: environment['TZDIR'],
  runtimeVersion: process.versions.tz ?? '',
});

export interface Instead {
  readonly host: string;
  readonly port: number;
  /** What was thrown by the start that failed. */
  readonly because: unknown;
}

/** Rota, running. */
export interface Rota {
  /** Where it is reached, without a trailing slash. */
  readonly url: string;
  readonly address: { readonly host: string; readonly port: number };
  /** SHA-256 of the certificate where there is TLS. */
  readonly fingerprint: string | null;
  /** What was wrong with the certificate at the start, in English words. */
  readonly certificateProblem: string | null;
  readonly engine: Engine;
  /** Lets the command line in. */
  readonly commandToken: string;
  /** A link that signs one browser in, once, within an hour. */
  signInLink(): string;
  /** The one-time token alone. */
  signInToken(): string;
  /** Ends everything: no child is left, every result is kept. May be called twice. */
  stop(): Promise<void>;
}

export { FolderInUse } from './store/folder-lock.ts';
export { backupOf, checkBackup, listBackups } from './store/backups.ts';
export { restoreAtRest } from './store/restore-at-rest.ts';
export { checkZonePlace, zoneFactsOf, zoneFileName, zoneFolderName } from './zones/zone-law.ts';
export { connectionFileName } from './connection-file.ts';
export { sessionHold, type SessionHold } from './runner/windows/session-hold.ts';
export { whoElseMayRead } from './runner/windows/folder-rights.ts';

/** The only wiring. Whatever was opened is closed again, last first, also when starting fails half-way. */
export async function start(options: StartOptions): Promise<Rota> {
  z.config({ customError: issueWords });
  checkDescriptors();
  askBeforeDeadlines(askForMeans);
  const { config } = options;
  const clock = options.clock ?? createSystemClock(() => os.uptime() * 1000, process.platform === 'linux');
  for (;;) {
    const closers: Closer[] = [];
    const place: Place = { host: config.host ?? defaultHost, port: config.port ?? defaultPort };
    let stopping: Promise<void> | null = null;
    const stop = () => (stopping ??= closeAll(closers));
    try {
      return { ...(await open(options, clock, place, closers)), stop };
    } catch (error) {
      await stop();
      const want = options.isResting ? null : wantOfRoom(error, config.home);
      if (want === null) throw error;
      await standWithoutRoom(options, want, clock, place);
    }
  }
}

async function open(options: StartOptions, clock: Clock, known: Place, closers: Closer[]): Promise<Omit<Rota, 'stop'>> {
  const { config } = options;
  const { home } = config;
  const beganAt = clock.now();
  useReserve(home);
  const lock = lockFolder(home, { now: () => clock.now() });
  closers.push(() => lock.release());
  await holdAlone(lock, home, clock, options.say);
  const log = createLog(
    options.writeLog ?? appendingLines(path.join(home, 'rota.log')),
    () => clock.now(),
    config.logLevel,
  );
  await careForFolder(config, log);
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const restored = await finishRestore(home, { now: () => clock.now(), wait });
  if (restored !== null) log.warn('a backup was to be restored', { ...restored });
  const zones = await openZoneLaw({
    places: zonePlaces(config),
    log,
    computerZone,
    after: (ms, call) => clock.after(ms, call),
  });
  closers.push(() => zones.close());
  const stranger = unknownZone();
  if (stranger !== null) log.warn('TZ names no time zone that is known: times are those of UTC', { TZ: stranger });
  await keepBeforeUpgrade(home, clock.now(), log);
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
  await tellLost(store, clock.now(), log, options.say);
  const lastAlive = await lastSeenAlive(home);
  const userEnvironment = inheritedEnvironment(config.environment);
  const cache = ownCompileCache(home);
  if ('problem' in cache) log.warn('compiled code is not kept: starting takes longer', { problem: cache.problem });
  // The same for the life of this data folder: what a dead server left is found by it.
  const owner = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const pages = await codePages();
  const launcher =
    (options.isResting ? restingLauncher : options.createLauncher?.(log)) ??
    createLauncher({
      startHost:
        options.startHost ??
        (() =>
          forkHost({
            environment: userEnvironment,
            ...('folder' in cache ? { compileCache: cache.folder } : {}),
          })),
      log,
      now: () => clock.now(),
      owner,
      environment: config.environment,
      ...(options.scriptRuntime ? { scriptRuntime: options.scriptRuntime } : {}),
      ...pages,
    });
  closers.push(() => launcher.close());
  const version = readVersion();
  const running = await createEngine({
    home,
    version,
    platform: process.platform,
    zones,
    codePages: { console: pages.codePage, system: pages.filePage ?? charsetOf(config.environment) },
    clock,
    log,
    store,
    config: document,
    secrets: createSecretBox(keyOfFolder(home)),
    launcher,
    endLeftovers: async (leftovers) => {
      const found = await endLeftovers(leftovers, owner);
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
    ...(options.isSessionEnding ? { isSessionEnding: options.isSessionEnding } : {}),
    ...(options.beforeDesktopRun ? { beforeDesktopRun: options.beforeDesktopRun } : {}),
  });
  closers.push(() => running.stop());
  const { engine } = running;

  const { restart, end, instead } = options;
  if (instead) log.warn('the wanted address cannot be had', { error: instead.because });
  let startMs = 0;
  const commandToken = randomBytes(24).toString('base64url');
  const door = createFrontDoor({
    engine,
    clock,
    log,
    pageFolder: folderOf('dist', 'page'),
    version,
    isDesktop: options.isDesktop ?? false,
    timezone: () => zones.computerZone(),
    commandToken,
    sessionMemory: await keptSessions(store.records, log),
    hosts: config.hosts,
    proxies: config.proxies,
    // Runs end while the door still answers "stopping": it is shut for a moment only.
    restart: {
      next: (settings) => ({ ...place(settings), isTls: tlsAt(place(settings).host, config) !== null }),
      async readCertificate({ host }) {
        const tls = tlsAt(host, config);
        if (tls !== null) await certificateOf(tls, host, clock.now());
      },
      ...(restart ? { begin: () => void running.stop().then(restart, restart) } : {}),
      ...(end ? { end } : {}),
      ...(instead ? { problem: detailOf(instead.because) } : {}),
      startMs: () => startMs,
    },
  });
  const { host, port } = instead ?? place();
  const listening = await door.listen({ host, port, tls: tlsAt(host, config), descriptors: mostDescriptors() });
  // Runs end while the door still says "stopping"; then what is being answered is finished, and it is shut.
  closers.push(() => listening.close());
  closers.push(() => running.stop());
  if (!options.isResting) {
    await running.start(lastAlive);
    await engine.example.offer();
    lock.announce({ url: listening.url });
    closers.push(keepAliveMark(home, clock, (code) => engine.noteRefused(code)));
    closers.push(
      writeConnection(home, { url: listening.url, token: commandToken, fingerprint: listening.fingerprint }),
    );
    if (engine.hasRoom()) holdReserve(home);
    closers.push(engine.subscribe(({ type }) => void (type === 'notice' && engine.hasRoom() && holdReserve(home))));
    log.info('ready', { url: listening.url, version, home });
  }
  startMs = clock.now() - beganAt;
  return {
    url: listening.url,
    address: { host: listening.host, port: listening.port },
    fingerprint: listening.fingerprint,
    certificateProblem: listening.certificateWords,
    engine,
    commandToken,
    signInLink: () => door.signInUrl(),
    signInToken: () => door.newSignInToken(),
  };
}

const restingLauncher: Launcher = { launch() {}, stop() {}, onReport() {}, close: () => Promise.resolve() };
