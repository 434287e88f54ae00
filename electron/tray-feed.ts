import type { Announcement } from '../contract/events.ts';
import type { ScheduleRow } from '../contract/schedule.ts';
import type { After, Say } from './server-face.ts';
import { gatherTray, type TrayReport, type TrayEngine } from './tray-gather.ts';
import type { Language } from '../contract/language.ts';

const everyMs = 1000;

interface TrayFeedDeps {
  readonly engine: TrayEngine;
  readonly language: () => Language;
  readonly after: After;
  readonly say: Say;
  onState(report: TrayReport): void;
}

interface TrayFeed {
  /** Whether other programs can reach the server. */
  readonly setReachable: (isReachable: boolean) => void;
  readonly stop: () => void;
}

/** Collects the tray's state, at most once a second, and notifies when it changed. */
export function feedTray(deps: TrayFeedDeps): TrayFeed {
  const { engine } = deps;
  const favourites = new Map<string, ScheduleRow>();
  let isBusy = false;
  let isReachable = true;
  let isStale = false;
  let isStopped = false;
  let cancel: (() => void) | null = null;

  async function readFavourites(): Promise<void> {
    let before: number | undefined;
    do {
      const query = { filter: 'all', q: '', limit: 1000, ...(before === undefined ? {} : { before }) } as const;
      const { rows, next } = await engine.schedules.list(query);
      for (const row of rows) if (row.isFavourite) favourites.set(row.id, row);
      before = next ?? undefined;
    } while (before !== undefined && !isStopped);
  }

  async function refresh(): Promise<void> {
    if (isBusy || isStopped) return;
    isBusy = true;
    isStale = false;
    try {
      const report = await gatherTray(engine, [...favourites.values()], { language: deps.language(), isReachable });
      if (!isStopped) deps.onState(report);
    } catch (error) {
      deps.say('the tray could not read what runs', error);
    }
    isBusy = false;
    if (isStopped) return;
    cancel = deps.after(everyMs, () => {
      cancel = null;
      if (isStale) void refresh();
    });
  }

  function onAnnouncement(announcement: Announcement): void {
    if (['log', 'log-tail', 'client', 'calendar'].includes(announcement.type)) return;
    // A burst of announcements is merged.
    if (announcement.type === 'import') {
      if (!announcement.isOver) return;
      readFavourites().catch((error: unknown) => deps.say('the favourites could not be read', error));
    }
    if (announcement.type === 'schedule') {
      const { id, row } = announcement;
      if (row?.isFavourite === true) favourites.set(id, row);
      else favourites.delete(id);
    }
    lookSoon();
  }

  function lookSoon(): void {
    isStale = true;
    if (cancel === null) void refresh();
  }

  const unsubscribe = engine.subscribe(onAnnouncement);
  readFavourites()
    .catch((error: unknown) => deps.say('the favourites could not be read', error))
    .finally(lookSoon);
  return {
    setReachable(isThere) {
      isReachable = isThere;
      lookSoon();
    },
    stop() {
      isStopped = true;
      unsubscribe();
      cancel?.();
    },
  };
}
