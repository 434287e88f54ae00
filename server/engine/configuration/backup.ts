import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';

/** What belongs together: without its key the secrets in the database cannot be opened again. */
const copied = ['rota.json', 'secret.key'];

/** A consistent copy of everything but logs and artifacts, made while Rota runs. Returns its folder, readable by its owner only. */
export async function backUp(home: string, store: Store, clock: Pick<Clock, 'now'>): Promise<string> {
  const folder = path.join(home, 'backups', new Date(clock.now()).toISOString().replace(/[:.]/g, '-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await store.retention.backup(path.join(folder, 'rota.db'));
  await chmod(path.join(folder, 'rota.db'), 0o600);
  for (const name of copied) await copyFile(path.join(home, name), path.join(folder, name));
  return folder;
}
