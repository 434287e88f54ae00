import { dayStart, runtimeZone } from '../contract/quartz/index.ts';
import type { Outcome } from '../contract/run.ts';
import type { ActiveRun, TrayState } from './tray-state.ts';
import { fill, timeIn, wordsOf, type Words } from './words/words.ts';

/** What a click in the menu asks for. */
export type TrayAction =
  | { readonly do: 'open'; readonly hash: string | null }
  | { readonly do: 'run'; readonly scheduleId: string }
  /** Opens the small window; for one schedule, or to choose. */
  | { readonly do: 'quick-run'; readonly scheduleId: string | null }
  | { readonly do: 'cancel'; readonly runId: string }
  /** Starts at the click: a menu may stay open for a long time. */
  | { readonly do: 'pause-all'; readonly span: PauseSpan }
  | { readonly do: 'resume-all' }
  | { readonly do: 'copy-worker-id' }
  | { readonly do: 'quit' };

export type PauseSpan = 'until-resume' | 'hour' | 'tomorrow';

export type MenuEntry =
  | { readonly kind: 'separator' }
  /** An entry without an action is only text. */
  | { readonly kind: 'item'; readonly label: string; readonly action: TrayAction | null }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

const mostFavourites = 8;
const mostRunning = 3;
const separator: MenuEntry = { kind: 'separator' };
const item = (label: string, action: TrayAction | null): MenuEntry => ({ kind: 'item', label, action });
const hourMs = 60 * 60_000;

/** The tray's menu at `now`, in this computer's zone. */
export function trayMenu(state: TrayState, now: number): readonly MenuEntry[] {
  const words = wordsOf(state.language);
  if (state.server !== 'up') {
    const says = state.server === 'starting' ? words.starting : words.noServer;
    return [item(says, null), separator, item(words.open, { do: 'open', hash: null }), quitItem(words)];
  }
  return [
    ...header(state, words, now),
    separator,
    ...favourites(state),
    item(words.runAnother, { do: 'quick-run', scheduleId: null }),
    separator,
    ...cancelMenu(state.running, words),
    recentMenu(state, words, now),
    ...pauseMenu(state, words, now),
    separator,
    item(words.open, { do: 'open', hash: null }),
    item(words.copyWorkerId, { do: 'copy-worker-id' }),
    item(words.settings, { do: 'open', hash: '#/settings' }),
    quitItem(words),
  ];
}

const quitItem = (words: Words): MenuEntry => item(words.quit, { do: 'quit' });

function header(state: TrayState, words: Words, now: number): readonly MenuEntry[] {
  const lines = state.running.slice(0, mostRunning).map((run) => item(runningLine(run, words), openRun(run.id)));
  const more = state.running.length - mostRunning;
  if (more > 0)
    lines.push(item(fill(words.moreRunning, { count: more }), { do: 'open', hash: '#/runs?result=running' }));
  if (state.waiting > 0 && state.desktop !== 'ready') {
    lines.push(item(fill(waitingWords(state.desktop, words), { count: state.waiting }), null));
  }
  if (!state.isReachable) lines.unshift(item(words.unreachable, { do: 'open', hash: '#/settings/server' }));
  if (state.attention > 0) {
    lines.push(item(fill(words.needAttention, { count: state.attention }), { do: 'open', hash: '#/overview' }));
  }
  const { next } = state;
  const nextLine =
    next === null ? words.noNext : fill(words.next, { name: next.name, time: timeIn(state.language, next.due, now) });
  return [...lines, item(nextLine, next === null ? null : { do: 'open', hash: `#/schedules/${next.scheduleId}` })];
}

function runningLine({ name, percent, isCancelling }: ActiveRun, words: Words): string {
  if (isCancelling) return fill(words.isCancelling, { name });
  return percent === null
    ? fill(words.isRunning, { name })
    : fill(words.isRunningAt, { name, percent: Math.round(percent) });
}

export function waitingWords(desktop: Exclude<TrayState['desktop'], 'ready'>, words: Words): string {
  switch (desktop) {
    case 'locked':
      return words.waitingLocked;
    case 'asleep':
      return words.waitingAsleep;
    case 'disconnected':
      return words.waitingDisconnected;
  }
}

function favourites({ favourites: list, language }: TrayState): readonly MenuEntry[] {
  const words = wordsOf(language);
  return list
    .slice(0, mostFavourites)
    .map(({ scheduleId, name, needsValues }) =>
      needsValues
        ? item(`▶ ${fill(words.runNeedsValues, { name })}`, { do: 'quick-run', scheduleId })
        : item(`▶ ${name}`, { do: 'run', scheduleId }),
    );
}

function cancelMenu(running: readonly ActiveRun[], words: Words): readonly MenuEntry[] {
  if (running.length === 0) return [];
  const entries = running.map(({ id, name, isCancelling }) =>
    isCancelling ? item(fill(words.cancelling, { name }), null) : item(name, { do: 'cancel', runId: id }),
  );
  return [{ kind: 'submenu', label: words.cancelMenu, entries }];
}

function recentMenu({ recent, language }: TrayState, words: Words, now: number): MenuEntry {
  const entries = recent.map(({ id, name, outcome, endedAt }) =>
    item(`${outcomeMark(outcome)} ${name} ${timeIn(language, endedAt, now)}`, openRun(id)),
  );
  return {
    kind: 'submenu',
    label: words.recentMenu,
    entries: entries.length > 0 ? entries : [item(words.noRecent, null)],
  };
}

/** A shape next to the word, so that nothing depends on colour. */
export function outcomeMark(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded':
      return '✓';
    case 'failed':
      return '✗';
    case 'timed-out':
      return '⏱';
    case 'cancelled':
    case 'interrupted':
      return '■';
    case 'skipped':
    case 'missed':
    case 'blocked':
    case 'expired':
      return '—';
  }
}

function pauseMenu({ isPaused, pausedUntil, language }: TrayState, words: Words, now: number): readonly MenuEntry[] {
  if (isPaused) {
    const label =
      pausedUntil === null ? words.resumeAll : fill(words.resumeAllUntil, { time: timeIn(language, pausedUntil, now) });
    return [item(label, { do: 'resume-all' })];
  }
  const entries = [
    item(words.pauseUntilResume, { do: 'pause-all', span: 'until-resume' }),
    item(words.pauseOneHour, { do: 'pause-all', span: 'hour' }),
    item(words.pauseUntilTomorrow, { do: 'pause-all', span: 'tomorrow' }),
  ];
  return [{ kind: 'submenu', label: words.pauseAll, entries }];
}

/** When a pause that begins `now` ends; "tomorrow" is the first instant of the next local day, also across a clock change. */
export function pauseEnd(span: PauseSpan, now: number): number | null {
  switch (span) {
    case 'until-resume':
      return null;
    case 'hour':
      return now + hourMs;
    case 'tomorrow':
      return dayStart(runtimeZone(), now, 1);
  }
}

const openRun = (id: string): TrayAction => ({ do: 'open', hash: `#/runs/${id}` });

/** "Rota · 1 running · next: Invoice download 14:15". Windows cuts a tooltip at 127 characters, so long names are shortened first. */
export function trayTooltip(state: TrayState, now: number): string {
  const words = wordsOf(state.language);
  if (state.server === 'down') return `${words.appName} · ${words.tipNoServer}`;
  const { running, next } = state;
  const parts = [
    state.isReachable ? '' : words.unreachable,
    runningTip(running, words),
    state.isPaused ? words.tipPaused : '',
    state.attention > 0 ? fill(words.tipAttention, { count: state.attention }) : '',
    next === null ? '' : fill(words.tipNext, { name: cut(next.name), time: timeIn(state.language, next.due, now) }),
  ];
  return [words.appName, ...parts.filter((part) => part !== '')].join(' · ').slice(0, 127);
}

function runningTip(running: readonly ActiveRun[], words: Words): string {
  const count = running.length;
  const percent = count === 1 ? (running[0]?.percent ?? null) : null;
  if (percent !== null) return fill(words.tipRunningAt, { count, percent: Math.round(percent) });
  return count === 0 ? '' : fill(words.tipRunning, { count });
}

const cut = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name);
