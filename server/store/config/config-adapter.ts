import { readFile } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import { printDocument, readDocument, type ConfigDocument, type ReadDocument } from '../config-document.ts';
import { hasCode, isSameMark, markOf, replaceFile, type FileMark, type Wait } from '../../durable-file.ts';

/** A file's content with the mark it had while it was read. */
export type Look = { readonly mark: FileMark } & ReadDocument;

/** The file was changed by somebody else and has not been read: nothing was written. */
export class EditedMeanwhile extends Error {
  override readonly name = 'EditedMeanwhile';
}

/** lowdb's adapter for the configuration document: durable, and it never overwrites a person's edits unseen. */
export interface ConfigAdapter extends Adapter<ConfigDocument> {
  /** The content of the file now; null if there is none. Throws only if the file cannot be read at all. */
  look(): Promise<Look | null>;
  /**
   * Whether the file is as it was last written or read. A missing file counts as unchanged, because nothing can be overwritten.
   */
  isUnchanged(): Promise<boolean>;
  /** Makes this content the known one. */
  take(look: Look): void;
}

export function createConfigAdapter(file: string, wait: Wait): ConfigAdapter {
  let known: FileMark | null = null;

  async function isUnchanged(): Promise<boolean> {
    const mark = await markOf(file);
    return mark === null || isSameMark(mark, known);
  }

  return {
    isUnchanged,
    look: () => lookAt(file),
    take(look) {
      known = look.mark;
    },
    async read() {
      const look = await lookAt(file);
      if (look === null || !look.ok) return null;
      known = look.mark;
      return look.document;
    },
    async write(document) {
      known = await replaceFile(file, printDocument(document), {
        wait,
        async mayReplace() {
          if (!(await isUnchanged())) throw new EditedMeanwhile();
        },
      });
    },
  };
}

/** Reads a document with the mark of exactly this content. */
export async function lookAt(file: string): Promise<Look | null> {
  for (;;) {
    const mark = await markOf(file);
    if (mark === null) return null;
    try {
      const text = await readFile(file, 'utf8');
      if (isSameMark(mark, await markOf(file))) return { mark, ...readDocument(text) };
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
}
