import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SharedValues } from '../shared/elsewhere.ts';
import type { SharedFileStore } from '../../store/shared-file-store.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

const pieceBytes = 65_536;
const atOnce = 200;

export function createSharedValues(store: SharedFileStore): SharedValues {
  async function give(digest: string, file: string): Promise<void> {
    if (await store.touchValue(digest)) return;
    let at = 0;
    for await (const piece of createReadStream(file, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
      await store.addValue(digest, at, piece, false);
      at += piece.length;
    }
    await store.addValue(digest, at, Buffer.alloc(0), true);
  }

  return {
    give,
    async fetch(digest, file) {
      if (!(await store.touchValue(digest))) return false;
      const fresh = path.join(path.dirname(file), `new-${randomUUID()}`);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      const hash = createHash('sha256');
      const handle = await open(fresh, 'wx', 0o600);
      try {
        for (let at = 0; ;) {
          const piece = await store.readValue(digest, at);
          if (piece.length === 0) break;
          hash.update(piece);
          await handle.write(piece);
          at += piece.length;
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (hash.digest('hex') !== digest) return rm(fresh, { force: true }).then(() => false);
      await renameStubbornly(fresh, file);
      return true;
    },
    async touch(digest, file) {
      if (!(await store.touchValue(digest))) await give(digest, file);
    },
    async sweep(before, inUse) {
      const old = await store.oldValues(before, atOnce);
      if (old.length === 0) return;
      const named = await inUse();
      const kept = old.filter((digest) => named.has(digest));
      for (const digest of kept) await store.touchValue(digest);
      await store.removeValues(
        old.filter((digest) => !named.has(digest)),
        before,
      );
    },
  };
}
