import { keepAliveMark } from './alive-mark.ts';
import { readVersion } from './config.ts';
import { writeConnection } from './connection-file.ts';
import type { RunningEngine } from './engine/create-engine.ts';
import type { openHttpServer } from './open-http-server.ts';
import type { OpenFolder } from './open-folder.ts';
import type { Opening } from './start-options.ts';
import { createReserve } from './store/folder/disk-reserve.ts';

/** After this, due schedules run, and others can find this Rota. */
export async function goLive(
  { clock, closers }: Opening,
  { home, lock, log }: OpenFolder,
  running: RunningEngine,
  { listening, commandToken }: Awaited<ReturnType<typeof openHttpServer>>,
  lastAlive: number | null,
): Promise<void> {
  const { engine } = running;
  await running.start(lastAlive);
  await engine.example.offer();
  lock.announce({ url: listening.url });
  closers.push(keepAliveMark(home, clock, (code) => engine.noteRefused(code)));
  closers.push(writeConnection(home, { url: listening.url, token: commandToken, fingerprint: listening.fingerprint }));
  if (engine.hasRoom()) createReserve(home);
  closers.push(
    engine.subscribe(({ type }) => void (type === 'notice' && engine.hasRoom() && createReserve(home)), ['notice']),
  );
  log.info('ready', { url: listening.url, version: readVersion(), home });
}
