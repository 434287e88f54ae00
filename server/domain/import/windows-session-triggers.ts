import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { joined } from './import-set.ts';
import { eventMeaning } from './windows-event-triggers.ts';
import { secondsOf } from './windows-command.ts';
import { isFalse, textAt, type XmlNode } from './xml-text.ts';

export type ReadSessionTrigger =
  | { readonly ok: true; readonly trigger: ScheduleTrigger; readonly note: Translatable | null }
  | { readonly ok: false; readonly why: Translatable };

const longestDelay = 86_400;
/** Windows' own, where a task says nothing. */
const usualIdleSeconds = 600;
const unlock = 'SessionUnlock';

const kinds: Readonly<Record<string, 'logon' | 'startup' | 'unlock' | 'idle'>> = {
  LogonTrigger: 'logon',
  BootTrigger: 'startup',
  SessionStateChangeTrigger: 'unlock',
  IdleTrigger: 'idle',
};

/**
 * A trigger of a task that is no time as a trigger of a schedule: a logon, the start of the computer, an unlocked screen, an idle computer, an event that
 * means one of them. Null for other kinds. `number` makes its ID; `task` has what it says of idleness.
 */
export function readSessionTrigger(
  kind: string,
  trigger: XmlNode,
  task: XmlNode,
  number: number,
): ReadSessionTrigger | null {
  const event = kind === 'EventTrigger' ? eventMeaning(textAt(trigger, 'Subscription')) : null;
  if (event?.ok === false) return event;
  const meant = event?.meant ?? kinds[kind];
  if (meant === undefined) return null;
  const state = textAt(trigger, 'StateChange');
  if (meant === 'unlock' && event === null && state !== unlock)
    return { ok: false, why: said`runs when a session changes (${state || '?'}), and Rota only knows its unlocking` };
  const about = { id: `${meant}-${number}`, enabled: !isFalse(trigger, 'Enabled') };
  if (meant === 'idle') {
    const seconds = secondsOf(textAt(task, 'Settings', 'IdleSettings', 'Duration')) ?? usualIdleSeconds;
    const minutes = Math.min(Math.max(Math.round(seconds / 60), 1), 1440);
    return { ok: true, trigger: { ...about, kind: 'idle', minutes }, note: null };
  }
  const delay = textAt(trigger, 'Delay');
  const delaySeconds = delay === '' ? 0 : secondsOf(delay);
  if (delaySeconds === null || delaySeconds > longestDelay)
    return { ok: false, why: said`waits ${delay} after that, which is no wait of at most a day` };
  const user = textAt(trigger, 'UserId');
  const notes = [
    ...(event === null ? [] : [event.note]),
    ...(meant === 'startup' ? [said`ran when the computer starts; here it runs when Rota starts`] : []),
    ...(meant !== 'startup' && user !== '' ? [said`ran for the user ${user} alone; here for everybody`] : []),
  ];
  return { ok: true, trigger: { ...about, kind: meant, delaySeconds }, note: joined(notes) };
}
