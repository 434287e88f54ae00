import path from 'node:path';
import { protectFolder } from './protect-folder.ts';
import { appendingLines } from './rotating-file.ts';
import { createLog, entryText, type WriteEntry } from './log.ts';
import { claimFolder } from './folder-heartbeat.ts';
import type { Opening } from './start-options.ts';
import { lockFolder } from './store/folder/folder-lock.ts';
import { useReserve } from './store/folder/disk-reserve.ts';
import { finishRestore } from './store/backup/restore.ts';

export type OpenFolder = Awaited<ReturnType<typeof openFolder>>;

/** The data folder, locked, with its log; a pending restore of a backup is carried out first. */
export async function openFolder({ options, clock, closers }: Opening) {
  const { config } = options;
  const { home } = config;
  useReserve(home);
  const lock = lockFolder(home, { now: () => clock.now() });
  closers.push(() => lock.release());
  await claimFolder(lock, home, clock, options.say);
  const write = options.writeLog ?? appendingLines(path.join(home, 'rota.log'));
  const log = createLog(config.logsAsJson ? alsoToStdout(write) : write, () => clock.now(), config.logLevel);
  await protectFolder(config, log);
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const restored = await finishRestore(home, { now: () => clock.now(), wait });
  if (restored !== null) log.warn('a backup was to be restored', { ...restored });
  return { home, lock, log, restored };
}

const alsoToStdout =
  (write: (line: string) => void): WriteEntry =>
  (line, entry) => {
    write(line);
    process.stdout.write(`${entryText(entry)}\n`);
  };
