import type { TimelineAnswer } from '../../../contract/overview.ts';
import type { RunMark } from '../../store/stored-run.ts';
import { failures } from './failures.ts';

/** If a lane has more marks, neighbours are merged into one with their count. */
export const mostMarks = 200;

type PastMark = TimelineAnswer['lanes'][number]['past'][number];
export type UpcomingMark = TimelineAnswer['lanes'][number]['upcoming'][number];

export const pastMarks = (runs: readonly RunMark[]): PastMark[] =>
  runs.map((run) => ({
    runId: run.id,
    start: run.startedAt ?? run.dueAt,
    end: run.endedAt,
    outcome: run.outcome,
    worker: run.worker,
    count: 1,
  }));

/** Merges neighbours into one mark with their count; it shows a failure if one of them failed. */
export function mergePast(marks: readonly PastMark[]): PastMark[] {
  return inGroups(marks).map((group) => {
    const worst = group.find((mark) => mark.outcome !== null && failures.has(mark.outcome)) ?? group[0]!;
    return { ...worst, start: group[0]!.start, end: group.at(-1)!.end, count: group.length };
  });
}

export const mergeUpcoming = (marks: readonly UpcomingMark[]): UpcomingMark[] =>
  inGroups(marks).map((group) => ({ ...group[0]!, count: group.length }));

function inGroups<T>(marks: readonly T[]): T[][] {
  const size = Math.ceil(marks.length / mostMarks);
  return size <= 1
    ? marks.map((mark) => [mark])
    : Array.from({ length: Math.ceil(marks.length / size) }, (_, index) =>
        marks.slice(index * size, (index + 1) * size),
      );
}
