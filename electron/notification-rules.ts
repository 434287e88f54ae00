import type { Announcement, Notice } from '../contract/events.ts';
import { reasonIn } from '../contract/words/reason-in.ts';
import type { Language } from '../contract/language.ts';
import type { Reason } from '../contract/reasons.ts';
import type { Run } from '../contract/run.ts';
import type { Settings } from '../contract/settings.ts';
import { nameOf } from './tray-state.ts';
import { fill, wordsOf, type Words } from './words/words.ts';

/** An operating system notification. It never contains values, outputs or text of a robot. */
export interface Note {
  /** Deduplicates: a key is shown once. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** The place in the page that a click opens. */
  readonly hash: string;
  /** The run that "Retry" starts again. */
  readonly retryRunId: string | null;
}

export interface NoteContext {
  readonly language: Language;
  readonly settings: Settings['notifications'];
  readonly isWindowFocused: boolean;
  /** Runs that ended before this are not announced: the list is read again at each start. */
  readonly since: number;
}

/** Which notification an announcement deserves; most deserve none. */
export function noteOf(announcement: Announcement, context: NoteContext): Note | null {
  switch (announcement.type) {
    case 'run':
      return runNote(announcement.run, context);
    case 'notice':
      return noticeNote(announcement.notice, context);
    default:
      return null;
  }
}

function runNote(run: Run, context: NoteContext): Note | null {
  if (run.trigger === 'test') return null;
  const words = wordsOf(context.language);
  if (
    run.status === 'running' &&
    run.attempt === 1 &&
    (run.startedAt ?? 0) >= context.since &&
    context.settings.started
  ) {
    return note(run, 'started', fill(words.startedTitle, { name: nameOf(run) }), '', false);
  }
  if (run.status !== 'ended' || (run.endedAt ?? 0) < context.since) return null;
  const body = run.reason === null ? '' : safeReason(run.reason, context.language);
  const isOwn = (run.trigger === 'operator' || run.trigger === 'rerun') && !context.isWindowFocused;
  const isWanted = isOwn && context.settings.ownRunEnded;
  switch (run.outcome) {
    case 'failed':
    case 'timed-out':
    case 'interrupted': {
      const title = fill(failureTitle(run.outcome, words), { name: nameOf(run) });
      return context.settings.failure || isWanted ? note(run, 'ended', title, body, true) : null;
    }
    case 'succeeded': {
      const title = fill(words.succeededTitle, { name: nameOf(run) });
      return context.settings.success || isWanted ? note(run, 'ended', title, '', false) : null;
    }
    case 'blocked':
    case 'expired':
      return isWanted ? note(run, 'ended', fill(words.endedTitle, { name: nameOf(run) }), body, false) : null;
    case 'cancelled':
    case 'skipped':
    case 'missed':
    case null:
      return null;
  }
}

function failureTitle(outcome: 'failed' | 'timed-out' | 'interrupted', words: Words): string {
  if (outcome === 'timed-out') return words.timedOutTitle;
  return outcome === 'interrupted' ? words.interruptedTitle : words.failedTitle;
}

function note(run: Run, what: string, title: string, body: string, canRetry: boolean): Note {
  return { key: `${what}:${run.id}`, title, body, hash: `#/runs/${run.id}`, retryRunId: canRetry ? run.id : null };
}

/** A robot's own text may contain anything, so only the exit code of such reasons is shown. */
function safeReason(reason: Reason, language: Language): string {
  switch (reason.code) {
    case 'error-line':
      return reasonIn(language, { ...reason, code: 'exit-code' });
    case 'signal-line':
      return reasonIn(language, { ...reason, code: 'signal' });
    case 'output-invalid':
    case 'values-invalid':
    case 'vault-refused':
    case 'spawn-failed':
      return '';
    default:
      return reasonIn(language, reason);
  }
}

function noticeNote({ id, kind, at, params, runIds }: Notice, { language, settings }: NoteContext): Note | null {
  const words = wordsOf(language);
  const common = { key: `notice:${id}`, retryRunId: null };
  switch (kind) {
    case 'missed':
      if (!settings.missed) return null;
      return {
        ...common,
        title: fill(words.missedTitle, { count: Math.max(1, Number(params['count'] ?? runIds.length)) }),
        body: words.missedBody,
        hash: '#/runs?result=missed',
      };
    case 'did-not-run':
      if (!settings.missed) return null;
      return {
        ...common,
        title: fill(words.notCalledTitle, { process: (params['process'] ?? '') as string }),
        body: words.notCalledBody,
        hash: '#/overview',
      };
    case 'clock-set-back':
      // One stored notice may cover several; each is shown.
      return {
        ...common,
        key: `${common.key}:${at}`,
        title: words.noticeTitle,
        body: words.noticeBody,
        hash: '#/overview',
      };
    case 'zones':
      return { ...common, title: words.zonesTitle, body: words.zonesBody, hash: '#/overview' };
    case 'configuration':
    case 'message-undelivered':
    case 'trigger':
    case 'backup':
    case 'wake':
    case 'storage':
      return { ...common, title: words.noticeTitle, body: words.noticeBody, hash: '#/overview' };
    case 'longer-than-usual':
    // The person who asked for it is looking at the result.
    case 'restored':
      return null;
  }
}

/** The server's address stopped answering. `at` makes each loss a notification of its own. */
export function serverLostNote(
  address: string,
  at: number,
  { language, settings }: Pick<NoteContext, 'language' | 'settings'>,
): Note | null {
  if (!settings.serverLost) return null;
  const words = wordsOf(language);
  const body = fill(words.serverLostBody, { address });
  return { key: `server:${at}`, title: words.serverLostTitle, body, hash: '#/settings/server', retryRunId: null };
}

export function shortcutTakenNote(keys: string, language: Language): Note {
  const words = wordsOf(language);
  const body = fill(words.shortcutTakenBody, { keys });
  return { key: `keys:${keys}`, title: words.shortcutTakenTitle, body, hash: '#/settings/shortcuts', retryRunId: null };
}

const mostAMinute = 3;
const minuteMs = 60_000;

/** Notifications shown in the last minute, and how many more were merged into one since. */
export interface Shown {
  readonly keys: ReadonlySet<string>;
  readonly times: readonly number[];
  readonly merged: number;
}

export const nothingShown: Shown = { keys: new Set(), times: [], merged: 0 };

/** What to do with a note at `now`: show it, merge it, or drop it as a duplicate. */
export function admit(
  shown: Shown,
  { key }: Note,
  now: number,
): { readonly shown: Shown; readonly verdict: 'show' | 'merge' | 'leave' } {
  if (shown.keys.has(key)) return { shown, verdict: 'leave' };
  const keys = new Set([...shown.keys].slice(-499)).add(key);
  // A clock that was set back must not suppress notifications for hours.
  const times = shown.times.filter((time) => time > now - minuteMs && time <= now);
  if (times.length < mostAMinute) return { shown: { keys, times: [...times, now], merged: 0 }, verdict: 'show' };
  return { shown: { keys, times, merged: shown.merged + 1 }, verdict: 'merge' };
}

export function mergedNote(count: number, language: Language): Note {
  const words = wordsOf(language);
  const title = fill(words.mergedTitle, { count });
  return { key: 'merged', title, body: words.mergedBody, hash: '#/runs', retryRunId: null };
}
