import { Notification } from 'electron';
import type { Announcement } from '../contract/events.ts';
import type { Language } from '../contract/language.ts';
import type { Settings } from '../contract/settings.ts';
import { admit, mergedNote, noteOf, nothingShown, type Note } from './notification-rules.ts';
import { trayCaller, type Engine, type Say } from './server-face.ts';
import { withTitle } from './tray-state.ts';
import { wordsOf } from './words/words.ts';

/** With the name of a run that people read. */
const titled = (announcement: Announcement, { catalogue }: Pick<Engine, 'catalogue'>): Announcement =>
  announcement.type === 'run'
    ? { ...announcement, run: withTitle(announcement.run, (process) => catalogue.find(process)?.title) }
    : announcement;

const mostKept = 50;
/** The longest delay between the end of a run and its announcement. */
const graceMs = 60_000;

/** Shows the notifications that the rules ask for. */
export function createNotifier(deps: {
  readonly engine: Pick<Engine, 'subscribe' | 'notices' | 'runs' | 'catalogue'>;
  readonly settings: () => Settings['notifications'];
  readonly language: () => Language;
  readonly now: () => number;
  readonly say: Say;
  isWindowFocused(): boolean;
  open(hash: string): void;
}): { readonly tell: (note: Note | null) => void; readonly stop: () => void } {
  const { engine } = deps;
  let began = deps.now();
  /** Corrects the start time if the clock was ahead when the app started; otherwise new ends would count as old. */
  function since(): number {
    const now = deps.now();
    if (now < began) began = now - graceMs;
    return began;
  }
  // An unreferenced notification is garbage-collected, and its click handler with it.
  const kept = new Set<Notification>();
  let shown = nothingShown;
  let merged: Notification | null = null;

  const onAnnouncement = (announcement: Announcement) =>
    tell(
      noteOf(titled(announcement, deps.engine), {
        language: deps.language(),
        settings: deps.settings(),
        isWindowFocused: deps.isWindowFocused(),
        since: since(),
      }),
    );

  function tell(note: Note | null): void {
    if (note === null || !Notification.isSupported()) return;
    const { shown: next, verdict } = admit(shown, note, deps.now());
    shown = next;
    if (verdict === 'show') {
      merged = null;
      show(note);
    } else if (verdict === 'merge') {
      merged?.close();
      merged = show(mergedNote(shown.merged, deps.language()));
    }
  }

  function show(note: Note): Notification {
    const words = wordsOf(deps.language());
    const retryRunId = note.retryRunId;
    const buttons = retryRunId === null ? [words.notificationOpen] : [words.notificationOpen, words.notificationRetry];
    const notification = new Notification({
      title: note.title,
      body: note.body,
      actions: buttons.map((text) => ({ type: 'button', text })),
    });
    const open = () => deps.open(note.hash);
    notification.on('click', open);
    notification.on('action', ({ actionIndex }) => {
      if (actionIndex !== 1 || retryRunId === null) return open();
      engine.runs
        .rerun(retryRunId, {}, trayCaller)
        .catch((error: unknown) => deps.say('a retry from a notification failed', error));
    });
    notification.on('close', () => kept.delete(notification));
    kept.add(notification);
    const [oldest] = kept;
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    notification.show();
    return notification;
  }

  // Missed runs were announced at the start, before this listener existed.
  engine.notices
    .all()
    .then((notices) => notices.forEach((notice) => onAnnouncement({ type: 'notice', notice })))
    .catch((error: unknown) => deps.say('the alerts could not be read', error));
  return { tell, stop: engine.subscribe(onAnnouncement) };
}
