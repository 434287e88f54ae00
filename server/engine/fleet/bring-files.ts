import { appendFile, mkdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SharedFileStore } from '../../store/shared-file-store.ts';

const readBytes = 1_048_576;
/** The end of a log comes a moment after the end of its run: so often, and with such pauses, it is waited for. */
const mostWaits = 15;
const waitMs = 100;

/** Brings files of runs from the database into files here. */
export function createBringer(store: SharedFileStore, wait: (ms: number) => Promise<void>) {
  return { bring, bringLog };

  /** Whether its computer has said that this is all. */
  async function bringLog(run: string, name: string, file: string, isOver: boolean): Promise<boolean | 'gave up'> {
    for (let waits = 0; ; waits += 1) {
      const told = isOver ? (await store.filesOf(run)).find((one) => one.name === name) : undefined;
      const size = await bring(run, name, file);
      if (!isOver) {
        await bringTail(run, name, file);
        return false;
      }
      if (told !== undefined) {
        await rm(`${file}.tail`, { force: true });
        if (size === told.bytes || !told.isShared) return true;
        await truncate(file, 0).catch(() => undefined);
        await bring(run, name, file);
        return true;
      }
      if (waits === mostWaits) return 'gave up';
      await wait(waitMs);
    }
  }

  /** Adds what is new to the file here; resolves to its size. */
  async function bring(run: string, name: string, file: string): Promise<number> {
    let size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    for (;;) {
      const piece = await store.read(run, name, size, readBytes);
      if (piece.length === 0) return size;
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await appendFile(file, piece, { mode: 0o600 });
      size += piece.length;
    }
  }

  async function bringTail(run: string, name: string, file: string): Promise<void> {
    const tail = await store.read(run, `${name}.tail`, 0, readBytes);
    if (tail.length === 0) return;
    await writeFile(`${file}.tail.new`, tail, { mode: 0o600 });
    await rename(`${file}.tail.new`, `${file}.tail`);
  }
}
