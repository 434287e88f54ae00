import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import type { Outcome } from '../../contract/run.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import { RemoteProblem, type RemoteFile, type RemoteFolder } from './remote-folder.ts';

interface DoneDeps {
  readonly trigger: RemoteTrigger;
  readonly schedule: number;
  readonly store: Pick<TriggerStore, 'toMove' | 'moved'>;
  /** What was in the folder a moment ago, by path. */
  readonly present: ReadonlyMap<string, RemoteFile>;
  readonly isStopped: () => boolean;
}

const aTurn = 100;

/** Whether anything is done with a file once its run is over. */
export const isPutAway = ({ afterwards, failedFolder }: RemoteTrigger): boolean =>
  afterwards !== 'leave' || failedFolder !== null;

type Act = { readonly kind: 'leave' | 'delete' } | { readonly kind: 'move'; readonly into: string };

function actFor({ afterwards, doneFolder, failedFolder }: RemoteTrigger, outcome: Outcome): Act {
  if (outcome !== 'succeeded') return failedFolder === null ? { kind: 'leave' } : { kind: 'move', into: failedFolder };
  if (afterwards === 'move') return doneFolder === null ? { kind: 'leave' } : { kind: 'move', into: doneFolder };
  return { kind: afterwards };
}

/**
 * Deletes and moves the files on the server whose runs are over; one that is gone, or was written anew, is left alone. What cannot be moved
 * stays and is tried again by the next call; resolves to why. Throws if the server cannot be used any more.
 */
export async function putFilesAway(folder: RemoteFolder, deps: DoneDeps): Promise<Translatable | null> {
  const { trigger, schedule, store, present } = deps;
  let problem: Translatable | null = null;
  // One folder that takes nothing does not hold up what goes elsewhere.
  const stuck = new Set<string>();
  for (let after = ''; !deps.isStopped();) {
    const marks = await store.toMove(schedule, after, aTurn);
    if (marks.length === 0) break;
    after = marks.at(-1)!.key;
    for (const { key, path, stamp, outcome } of marks.filter((one) => one.trigger === trigger.id)) {
      const act = actFor(trigger, outcome);
      const where = act.kind === 'move' ? `move ${act.into}` : act.kind;
      if (stuck.has(where)) continue;
      const file = present.get(path);
      try {
        if (file?.stamp === stamp) await put(folder, file, act);
        await store.moved(schedule, trigger.id, [key]);
      } catch (error) {
        if (!(error instanceof RemoteProblem)) throw error;
        problem ??= error.sentence;
        stuck.add(where);
      }
    }
  }
  return problem;
}

async function put(folder: RemoteFolder, file: RemoteFile, act: Act): Promise<void> {
  switch (act.kind) {
    case 'leave':
      return;
    case 'delete':
      return folder.remove(file);
    case 'move':
      return folder.move(file, act.into);
  }
}
