import type { Announcement } from '../../../contract/events.ts';
import type { Caller } from '../../people/caller.ts';
import { sees } from './sees.ts';

/** Runs whose log somebody watches who is limited, with their processes: the lines of a log name only the run. */
export interface WatchedRuns {
  add(runId: string, process: string): void;
  processOf(runId: string): string | undefined;
}

const mostWatched = 1_000;

export function createWatchedRuns(): WatchedRuns {
  const known = new Map<string, string>();
  return {
    add(runId, process) {
      known.delete(runId);
      if (known.size >= mostWatched) known.delete(known.keys().next().value!);
      known.set(runId, process);
    },
    processOf: (runId) => known.get(runId),
  };
}

/**
 * An announcement as a caller sees it who is limited to some processes: what is not for it becomes `hidden`, because a missing id would make
 * the page fetch everything again.
 */
export function announcementFor(
  announcement: Announcement,
  caller: Pick<Caller, 'processes'>,
  watched: WatchedRuns,
): Announcement {
  const hidden: Announcement = { type: 'hidden', isNotice: announcement.type === 'notice' };
  return isSeen(announcement, caller, watched) ? announcement : hidden;
}

function isSeen(announcement: Announcement, caller: Pick<Caller, 'processes'>, watched: WatchedRuns): boolean {
  switch (announcement.type) {
    case 'run':
      return sees(caller, announcement.run.process);
    case 'schedule':
      return announcement.row === null || sees(caller, announcement.row.process);
    case 'process':
      return sees(caller, announcement.name);
    case 'log':
    case 'log-tail': {
      const process = watched.processOf(announcement.runId);
      return process !== undefined && sees(caller, process);
    }
    case 'notice':
      return false;
    default:
      return true;
  }
}

/** The same of a frame on the wire. */
export function frameFor(frame: string, caller: Pick<Caller, 'processes'>, watched: WatchedRuns): string {
  return frame.replace(/^data: (.*)$/m, (_line, data: string) => {
    const shown = announcementFor(JSON.parse(data) as Announcement, caller, watched);
    return `data: ${JSON.stringify(shown)}`;
  });
}
