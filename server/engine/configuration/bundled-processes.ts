import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RpaProcess } from '../../../contract/process.ts';
import { readDefinition } from '../../domain/catalogue-rules.ts';
import type { Log } from '../../log.ts';

/** The processes that Rota ships with: every `FOLDER/*\/process.json`, its script made absolute. A broken one is logged and left out. */
export async function loadBundled(folder: string, log: Log): Promise<readonly RpaProcess[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    log.error('the built-in processes cannot be read', { folder, error });
    return [];
  });
  // The folder also has libraries for robots: a folder without a definition is not a process.
  const names = entries
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'process.json')))
    .map(({ name }) => name);
  const found = await Promise.all(names.sort().map((name) => loadOne(path.join(folder, name), log)));
  return found.filter((process) => process !== null);
}

async function loadOne(folder: string, log: Log): Promise<RpaProcess | null> {
  const file = path.join(folder, 'process.json');
  try {
    const read = readDefinition(JSON.parse(await readFile(file, 'utf8')), folder);
    if (read.ok) return read.process;
    log.error('a built-in process is left out', {
      file,
      reason: read.details.map(({ message }) => message).join('; '),
    });
  } catch (error) {
    log.error('a built-in process is left out', { file, error });
  }
  return null;
}
