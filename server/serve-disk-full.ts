import type { Config } from './config.ts';
import { mostDescriptors } from './computer-limits.ts';
import type { Clock } from './clock.ts';
import { listenWithFullDisk, type DiskFault } from './http/listening/disk-full-listener.ts';
import { waitForDatabase } from './database-at-start.ts';
import { waitForDiskSpace } from './disk-space-at-start.ts';
import { tlsAt } from './tls-at.ts';

/** The address, as far as it was known when the disk proved full. */
export interface Place {
  host: string;
  port: number;
}

/** While the disk is full or read-only, Rota's address answers with that, until there is room. */
export async function serveDiskFull(
  { config, say }: { readonly config: Config; readonly say?: (line: string) => void },
  want: DiskFault,
  clock: Clock,
  { host, port }: Place,
): Promise<void> {
  const door = await listenWithFullDisk(
    { host, port, tls: tlsAt(host, config), descriptors: mostDescriptors() },
    want,
    clock,
  );
  if (want === 'database-away') {
    say?.(`The fleet's database does not answer: Rota waits at ${door.url} for it, and starts by itself then.`);
    await waitForDatabase(config, clock);
    return door.close();
  }
  say?.(
    want === 'full'
      ? `The disk is full: Rota waits at ${door.url} for room in ${config.home}. Free some space; it starts by itself then.`
      : `The data folder is read-only: Rota waits at ${door.url} until ${config.home} can be written. Make it writable; it starts by itself then.`,
  );
  await waitForDiskSpace(config.home, want, clock);
  await door.close();
}
