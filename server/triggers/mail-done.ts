import type { ImapFlow } from 'imapflow';
import type { MailTrigger } from '../../contract/mail-trigger.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import type { Outcome } from '../../contract/run.ts';
import { cutTo, oneLine } from '../domain/message-text.ts';
import type { ToMove, TriggerStore } from '../store/trigger-store.ts';
import { LineCut, mailboxOf } from '../mailbox/mail-connection.ts';

interface DoneDeps {
  readonly trigger: MailTrigger;
  readonly schedule: number;
  readonly store: Pick<TriggerStore, 'toMove' | 'moved'>;
  readonly isStopped: () => boolean;
}

const aTurn = 100;

/** Whether anything is done with a mail once its run is over. */
export const isPutAway = ({ markRead, doneFolder, failedFolder }: MailTrigger): boolean =>
  markRead || doneFolder !== null || failedFolder !== null;

/**
 * Marks as read and moves the mails whose runs are over. What cannot be moved stays where it is and is tried again by the next call; resolves
 * to why. Throws if the line is cut.
 */
export async function putAway(client: ImapFlow, deps: DoneDeps): Promise<Translatable | null> {
  const { trigger, schedule, store } = deps;
  let problem: Translatable | null = null;
  // One folder that takes nothing does not hold up what goes into the other.
  const stuck = new Set<string | null>();
  for (let after = ''; !deps.isStopped();) {
    const marks = await store.toMove(schedule, after, aTurn);
    if (marks.length === 0) break;
    after = marks.at(-1)!.key;
    const done: string[] = [];
    for (const mark of marks.filter((one) => one.trigger === trigger.id)) {
      const into = folderFor(trigger, mark.outcome);
      if (stuck.has(into)) continue;
      const fault = await putOneAway(client, trigger, mark);
      if (fault === null) {
        done.push(mark.key);
        continue;
      }
      stuck.add(into);
      problem ??= fault;
    }
    if (done.length > 0) await store.moved(schedule, trigger.id, done);
  }
  return problem;
}

async function putOneAway(client: ImapFlow, trigger: MailTrigger, mark: ToMove): Promise<Translatable | null> {
  const uid = await uidOf(client, mark);
  if (uid === null) return null;
  if (trigger.markRead && mark.outcome === 'succeeded') {
    const isMarked = await client.messageFlagsAdd(uid, ['\\Seen'], { uid: true });
    if (!isMarked && (await isThere(client, uid)))
      return said`Mails cannot be marked as read: give ${trigger.user} the right to change the folder “${trigger.folder}”.`;
  }
  const into = folderFor(trigger, mark.outcome);
  return into === null ? null : move(client, uid, into);
}

const folderFor = ({ doneFolder, failedFolder }: MailTrigger, outcome: Outcome): string | null =>
  outcome === 'succeeded' ? doneFolder : failedFolder;

/** Its UID today; null if it is not there any more. */
async function uidOf(client: ImapFlow, { stamp, path: messageId }: ToMove): Promise<string | null> {
  const [validity, uid = ''] = stamp.split(':');
  if (validity === mailboxOf(client).uidValidity.toString()) return uid;
  if (messageId === '-') return null;
  const found = await client.search({ header: { 'message-id': messageId } }, { uid: true });
  if (!Array.isArray(found)) throw new LineCut();
  return found.length === 1 ? String(found[0]) : null;
}

const isThere = async (client: ImapFlow, uid: string): Promise<boolean> =>
  (await client.fetchOne(uid, { uid: true }, { uid: true })) !== false;

/** A server answers the moving of a mail that is not there as it does success, so it is looked. */
async function move(client: ImapFlow, uid: string, into: string): Promise<Translatable | null> {
  const moved = await client.messageMove(uid, into, { uid: true });
  if (moved !== false && moved.uidMap !== undefined && moved.uidMap.size > 0) return null;
  if (!client.usable) throw new LineCut();
  if (!(await isThere(client, uid))) return null;
  const folders = (await client.list()).map(({ path }) => path);
  if (!folders.includes(into))
    return said`The mailbox has no folder “${into}” where mails are to go: create it, or choose one that is there (${cutTo(oneLine(folders.join(', ')), 300)}). It is tried again.`;
  return said`A mail cannot be moved into the folder “${into}” of the mailbox: look at its rights and its quota. It is tried again.`;
}
