import { access } from 'node:fs/promises';
import path from 'node:path';
import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { answerOfThread } from '../../thread-answer.ts';
import { storageError } from '../sqlite/database.ts';
import { packsText } from './run-packs-thread.ts';

/** Archives small files of ended runs in one file per day: alone, each takes a block of the disk, and its folders two more. */
export interface RunPacks {
  /**
   * Archives the folders of these runs of a day, which must have ended, and returns which ones. Skips folders with artifacts, with
   * files that Rota did not write, or above `mostBytes`. A folder is deleted once its files are durable in the pack; if killed at any
   * moment, each file is in one place or in both.
   */
  pack(day: string, ids: readonly string[], mostBytes: number): Promise<string[]>;
  /** A file from the folder of a run; null if the pack does not have it. */
  read(day: string, id: string, name: string): Promise<Buffer | null>;
  /** Unpacks a run into its folder; false if the pack has nothing of it. */
  unpack(day: string, id: string): Promise<boolean>;
  /** Deletes these runs from the pack; the pack of a day is deleted with the last one. */
  drop(day: string, ids: readonly string[]): Promise<void>;
  /** The runs in the pack of a day. */
  ids(day: string): Promise<string[]>;
}

/** In the folder of a day, next to those of its runs. Stored: do not change. */
export const packName = 'small-runs.db';
export const isOfPack = (name: string): boolean => name === packName || name === `${packName}-journal`;

type Order =
  | { readonly op: 'pack'; readonly ids: readonly string[]; readonly mostBytes: number }
  | { readonly op: 'read'; readonly id: string; readonly name: string }
  | { readonly op: 'unpack'; readonly id: string }
  | { readonly op: 'drop'; readonly ids: readonly string[] }
  | { readonly op: 'ids' };

interface Answer {
  readonly value?: unknown;
  readonly message?: string;
  readonly errcode?: number;
}

/** In all verbs `day` is the folder of a day. */
export function createRunPacks(): RunPacks {
  const hasPack = (day: string) =>
    access(path.join(day, packName)).then(
      () => true,
      () => false,
    );
  return {
    pack: async (day, ids, mostBytes) =>
      ids.length === 0 ? [] : ((await order(day, { op: 'pack', ids, mostBytes })) as string[]),
    async read(day, id, name) {
      const bytes = (await hasPack(day)) ? ((await order(day, { op: 'read', id, name })) as Uint8Array | null) : null;
      return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    unpack: async (day, id) => (await hasPack(day)) && (await order(day, { op: 'unpack', id })) === true,
    async drop(day, ids) {
      if (ids.length > 0 && (await hasPack(day))) await order(day, { op: 'drop', ids });
    },
    ids: async (day) => ((await hasPack(day)) ? ((await order(day, { op: 'ids' })) as string[]) : []),
  };
}

/** In a thread, because hundreds of files are moved and the disk is slow. */
async function order(day: string, what: Order): Promise<unknown> {
  const file = path.join(day, packName);
  const { value, message, errcode } = await answerOfThread<Answer>(
    packsText,
    { ...what, day, file },
    'the thread that packs runs ended without an answer',
  );
  if (message === undefined) return value;
  const error: unknown = storageError(Object.assign(new Error(message), { errcode }), said`database`);
  if (error instanceof RotaError && error.code === 'NO_ROOM') throw error;
  throw rotaError(
    'STORAGE_UNAVAILABLE',
    said`${file}, which holds the logs of ended runs of that day, cannot be used: ${message}`,
    null,
    error,
  );
}
