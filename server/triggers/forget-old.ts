import type { Clock } from '../clock.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import { foundFile } from './files-in-folder.ts';

/** Whether what a mark is of is still there; null if that cannot be said. */
export type IsThere = (mark: { readonly path: string; readonly stamp: string }) => Promise<boolean | null>;

const isFileThere: IsThere = async ({ path, stamp }) => (await foundFile(path))?.stamp === stamp;

/** A drive that is away for so long is not called gone. */
const goneForMs = 30 * 24 * 3_600_000;
const oldAfterMs = 24 * 3_600_000;
const aTurn = 200;

/**
 * Takes away the marks of files or mails that have been gone for a month. The first time one is missing it is only noted: a folder can look empty because
 * its drive is away, and its files must not count as new when they are back.
 */
export async function forgetOld(
  trigger: string,
  schedule: number,
  { store, clock }: { readonly store: Pick<TriggerStore, 'old' | 'gone' | 'forget'>; readonly clock: Clock },
  isStopped: () => boolean,
  isPresent = isFileThere,
): Promise<void> {
  for (let after = ''; !isStopped();) {
    const now = clock.now();
    const marks = await store.old(schedule, trigger, now - oldAfterMs, after, aTurn);
    if (marks.length === 0) return;
    after = marks.at(-1)!.key;
    const [gone, back, over]: [string[], string[], string[]] = [[], [], []];
    for (const { key, goneAt, ...mark } of marks) {
      const isThere = await isPresent(mark);
      if (isThere === null) continue;
      if (isThere && goneAt !== null) back.push(key);
      else if (!isThere && goneAt === null) gone.push(key);
      else if (!isThere && goneAt !== null && now - goneAt > goneForMs) over.push(key);
    }
    if (gone.length > 0) await store.gone(schedule, trigger, gone, now);
    if (back.length > 0) await store.gone(schedule, trigger, back, null);
    if (over.length > 0) await store.forget(schedule, trigger, over);
  }
}
