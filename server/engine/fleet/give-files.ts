import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Progress } from '../../../contract/run.ts';
import type { SharedFile, SharedFileStore } from '../../store/shared-file-store.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { artifactsOf } from '../shared/found-artifacts.ts';

/** An attempt whose files are given. */
export interface Shared {
  readonly id: string;
  readonly attempt: number;
  readonly folder: string;
  /** How much of its log is given; null until it was asked for. */
  given: number | null;
  tailMark: number;
  progress: Progress | null;
}

const pieceBytes = 65_536;
/** Of one log in one look: others have their turn, too. */
const mostALook = 16 * pieceBytes;

/** Reads what the runs of this computer write, and gives it to the database in pieces. */
export function createGiver(store: SharedFileStore, core: EngineContext, isStopped: () => boolean) {
  return { giveLog, giveLive, giveRest };

  /** Whether everything that there is has been given. */
  async function giveLog(one: Shared): Promise<boolean> {
    const file = path.join(one.folder, `attempt-${one.attempt}.log`);
    const name = path.basename(file);
    const size = await sizeOf(file);
    one.given ??= await store.size(one.id, name);
    // Its robot has removed the folder, and the log began anew.
    if (size < one.given) one.given = 0;
    const isAnew = one.given === 0;
    const from = one.given;
    for await (const piece of piecesOf(file, from, Math.min(size, from + mostALook))) {
      if (isAnew && one.given === 0) await store.replace(one.id, name, piece);
      else await store.add(one.id, name, one.given, piece);
      one.given += piece.length;
    }
    const tail = await stat(`${file}.tail`).catch(() => null);
    const mark = tail === null ? 0 : tail.mtimeMs;
    if (tail !== null && mark !== one.tailMark)
      for await (const piece of piecesOf(`${file}.tail`, 0, pieceBytes))
        await store.replace(one.id, `${name}.tail`, piece);
    one.tailMark = mark;
    return one.given >= size;
  }

  async function giveLive(one: Shared): Promise<void> {
    const progress = core.progress.of(one.id);
    if (progress === one.progress) return;
    await store.setLive({ run: one.id, progress, outputs: core.progress.outputsOf(one.id) ?? {} });
    one.progress = progress;
  }

  /** What the run has left, as far as it is not too much; last the word that its log is whole. */
  async function giveRest(one: Shared): Promise<void> {
    let room = core.settings().sharing.megabytes * 1_048_576;
    const files: SharedFile[] = [];
    for (const { name: artifact, bytes, modifiedAt } of await artifactsOf(one.folder)) {
      if (isStopped()) return;
      const name = `artifacts/${artifact}`;
      const isShared = bytes <= room && (await giveWhole(one.id, name, path.join(one.folder, name)));
      if (isShared) room -= bytes;
      files.push({ name, bytes, modifiedAt, worker: core.workerId(), isShared });
    }
    const log = { name: `attempt-${one.attempt}.log`, bytes: one.given ?? 0 };
    files.push({ ...log, modifiedAt: core.clock.now(), worker: core.workerId(), isShared: true });
    await store.tell(one.id, files);
  }

  async function giveWhole(run: string, name: string, file: string): Promise<boolean> {
    let at = 0;
    for await (const piece of piecesOf(file, 0, Infinity)) {
      if (at === 0) await store.replace(run, name, piece);
      else await store.add(run, name, at, piece);
      at += piece.length;
    }
    if (at === 0) await store.replace(run, name, Buffer.alloc(0));
    return true;
  }
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

async function* piecesOf(file: string, from: number, to: number): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return;
  try {
    for (let at = from; at < to;) {
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, to === Infinity ? pieceBytes : to - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
