import type { FileTrigger, ScheduleTrigger } from '../../contract/triggers.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Outcome } from '../../contract/run.ts';
import type { ToMove, TriggerStore } from '../store/trigger-store.ts';
import { folderProblem } from './folder-problem.ts';
import { moveFile } from './move-file.ts';

interface MoveDeps {
  readonly store: Pick<TriggerStore, 'toMove' | 'moved'>;
  readonly schedule: number;
  readonly triggers: readonly ScheduleTrigger[];
  readonly isStopped: () => boolean;
}

const aTurn = 100;

const folderFor = ({ doneFolder, failedFolder }: FileTrigger, outcome: Outcome): string | null =>
  outcome === 'succeeded' ? doneFolder : failedFolder;

/**
 * Moves the files whose runs are over. What cannot be moved stays where it is and is tried again by the next call; resolves to why, by trigger.
 */
export async function moveDone(deps: MoveDeps): Promise<ReadonlyMap<string, Translatable>> {
  const problems = new Map<string, Translatable>();
  const stuck = new Map<string, Translatable>();
  for (let after = ''; !deps.isStopped();) {
    const files = await deps.store.toMove(deps.schedule, after, aTurn);
    if (files.length === 0) break;
    after = files.at(-1)!.key;
    const done = new Map<string, string[]>();
    // Each kind of trigger puts away what is its own.
    const kinds = new Map(deps.triggers.map(({ id, kind }) => [id, kind]));
    for (const file of files.filter((one) => (kinds.get(one.trigger) ?? 'file') === 'file'))
      if (await isMoved(file, deps, problems, stuck))
        done.set(file.trigger, [...(done.get(file.trigger) ?? []), file.key]);
    for (const [trigger, keys] of done) await deps.store.moved(deps.schedule, trigger, keys);
  }
  return problems;
}

async function isMoved(
  file: ToMove,
  deps: MoveDeps,
  problems: Map<string, Translatable>,
  stuck: Map<string, Translatable>,
): Promise<boolean> {
  const trigger = deps.triggers.find(({ id }) => id === file.trigger);
  const into = trigger?.kind === 'file' ? folderFor(trigger, file.outcome) : null;
  // The trigger was taken away or moves nothing any more: the file stays.
  if (into === null) return true;
  // After one that failed others into the same folder would fail, too.
  if (!stuck.has(into)) {
    try {
      await moveFile(file.path, file.stamp, into);
      return true;
    } catch (error) {
      stuck.set(into, folderProblem(error, into));
    }
  }
  if (!problems.has(file.trigger)) problems.set(file.trigger, stuck.get(into)!);
  return false;
}
