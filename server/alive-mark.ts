import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from './clock.ts';

/** Heartbeat file: when Rota was last alive (epoch ms), without a write to the database. */
const aliveFileName = 'alive';
export const aliveEveryMs = 10_000;

/** Changes while a Rota is alive. */
export const aliveMark = (home: string): Promise<string | null> =>
  readFile(path.join(home, aliveFileName), 'utf8').catch(() => null);

/** A power cut may leave the file empty or full of zeros; its modification time is then the answer. */
export async function lastSeenAlive(home: string): Promise<number | null> {
  const file = path.join(home, aliveFileName);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  return (
    Number(text) ||
    (await stat(file).then(
      ({ mtimeMs }) => Math.floor(mtimeMs),
      () => null,
    ))
  );
}

/** Writes the heartbeat until it is ended, and once at the end. `onRefused` gets the system's code if it cannot be written. */
export function keepAliveMark(home: string, clock: Clock, onRefused: (code: string) => void): () => Promise<void> {
  const file = path.join(home, aliveFileName);
  let cancel = () => {};
  const mark = () =>
    writeFile(file, String(clock.now())).catch((error: unknown) =>
      onRefused((error as NodeJS.ErrnoException).code ?? String(error)),
    );
  const again = () => {
    cancel = clock.after(aliveEveryMs, () => void mark().then(again));
  };
  void mark();
  again();
  return async () => {
    cancel();
    onRefused = () => {};
    await mark();
  };
}
