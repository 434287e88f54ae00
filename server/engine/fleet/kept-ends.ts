import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeFresh } from '../../durable-file.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';
import type { AttemptEnd } from '../../store/stored-run.ts';
import type { KeptEnd, KeptEnds } from '../shared/elsewhere.ts';

/** A file an attempt, in a folder of the data folder. */
export function createKeptEnds(home: string): KeptEnds {
  const folder = path.join(home, 'ends');
  const fileOf = (run: string, attempt: number) => path.join(folder, `${run}.${attempt}.json`);
  return {
    async keep(run, attempt, end) {
      const file = fileOf(run, attempt);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFresh(`${file}.new`, JSON.stringify({ run, attempt, end } satisfies KeptEnd));
      await renameStubbornly(`${file}.new`, file);
      await syncFolder(folder);
    },
    forget: (run, attempt) => rm(fileOf(run, attempt), { force: true }),
    async all() {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
      const kept = await Promise.all(names.map((name) => read(path.join(folder, name))));
      return kept.filter((one) => one !== null);
    },
  };
}

/** Null for what is no end of an attempt: such a file is left where it is. */
async function read(file: string): Promise<KeptEnd | null> {
  try {
    const { run, attempt, end } = JSON.parse(await readFile(file, 'utf8')) as Partial<KeptEnd>;
    if (typeof run !== 'string' || typeof attempt !== 'number') return null;
    return isEnd(end) ? { run, attempt, end } : null;
  } catch {
    return null;
  }
}

const isEnd = (end: Partial<AttemptEnd> | undefined): end is AttemptEnd =>
  typeof end?.at === 'number' && typeof end.facts === 'object' && typeof end.next === 'object';
