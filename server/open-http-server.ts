import { randomBytes } from 'node:crypto';
import { detailOf } from '../contract/errors.ts';
import { mostDescriptors } from './computer-limits.ts';
import { folderOf, readVersion } from './config.ts';
import type { RunningEngine } from './engine/create-engine.ts';
import { createFrontDoor } from './http/front-door.ts';
import { certificateOf } from './http/listening/tls-certificate.ts';
import type { OpenFolder } from './open-folder.ts';
import type { OpenStores } from './open-stores.ts';
import type { Opening } from './start-options.ts';
import { storedSessions } from './people/stored-sessions.ts';
import { tlsAt } from './tls-at.ts';

/** The HTTP server, open. `startMs` is how long the start took, once it is over. */
export async function openHttpServer(
  { options, clock, closers }: Opening,
  { log }: OpenFolder,
  { zones, place, store }: OpenStores,
  running: RunningEngine,
  startMs: () => number,
) {
  const { config } = options;
  const { engine } = running;
  const { restart, end, instead } = options;
  if (instead) log.warn('the wanted address cannot be had', { error: instead.because });
  const commandToken = randomBytes(24).toString('base64url');
  const door = createFrontDoor({
    engine,
    clock,
    log,
    pageFolder: folderOf('dist', 'page'),
    version: readVersion(),
    isDesktop: options.isDesktop ?? false,
    timezone: () => zones.computerZone(),
    commandToken,
    sessionMemory: await storedSessions(store.records, log, engine.workers.isFleet ? engine.worker.status().id : null),
    hosts: config.hosts,
    proxies: config.proxies,
    // Runs end while the server still answers "stopping", so that it is closed for a moment only.
    restart: {
      next: (settings) => ({ ...place(settings), isTls: tlsAt(place(settings).host, config) !== null }),
      async readCertificate({ host }) {
        const tls = tlsAt(host, config);
        if (tls !== null) await certificateOf(tls, host, clock.now());
      },
      ...(restart ? { begin: () => void running.stop().then(restart, restart) } : {}),
      ...(end ? { end } : {}),
      ...(instead ? { problem: detailOf(instead.because) } : {}),
      startMs,
    },
  });
  const { host, port } = instead ?? place();
  const listening = await door.listen({ host, port, tls: tlsAt(host, config), descriptors: mostDescriptors() });
  // Runs end while the server still answers "stopping"; then open requests are finished, and it is closed.
  engine.setAddress(door.urlForOthers());
  closers.push(() => listening.close());
  closers.push(() => running.stop());
  return { door, listening, commandToken };
}
