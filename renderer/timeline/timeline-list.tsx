import { useMemo, useState } from 'react';
import { useFleet, useWorkerName } from '../api/workers.ts';
import { DataGrid } from '../ui/grid/data-grid.tsx';
import type { GridColumn } from '../ui/grid/columns.ts';
import type { Lane, Mark, MarkKind } from '../ui/lanes/marks.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { useWords } from '../words/words.tsx';

interface Entry {
  readonly mark: Mark;
  readonly lane: Lane;
}

const shapes = {
  good: { shape: 'check', tone: 'good' },
  bad: { shape: 'cross', tone: 'bad' },
  quiet: { shape: 'dash', tone: 'quiet' },
  running: { shape: 'pulse', tone: 'good' },
  upcoming: { shape: 'ring', tone: 'info' },
} as const satisfies Record<MarkKind, unknown>;

/** The id of the run, if it is one: on the way back from its page, the list returns to this row. */
const entryId = ({ mark, lane }: Entry): string =>
  mark.count === 1 && mark.id.startsWith('run/') ? mark.id.slice('run/'.length) : `${lane.id} ${mark.id}`;

export interface TimelineListProps {
  readonly lanes: readonly Lane[];
  readonly now: number;
  readonly onOpen: (mark: Mark, lane: Lane) => void;
}

/** The drawing as a list: every entry of the window in order of time, opened at the current time. */
export function TimelineList({ lanes, now, onOpen }: TimelineListProps) {
  const { w, say, times } = useWords();
  const words = w.timeline.list;
  const entries = useMemo(
    () =>
      lanes
        .flatMap((lane) => lane.marks.map((mark) => ({ mark, lane })))
        .sort((one, other) => one.mark.start - other.mark.start),
    [lanes],
  );
  const [startKey] = useState(() => {
    const first = entries.find(({ mark }) => mark.end >= now);
    return first === undefined ? null : entryId(first);
  });
  const hasOthers = useFleet() !== null;
  const nameOf = useWorkerName();
  const columns = useMemo<readonly GridColumn<Entry>[]>(() => {
    /** Several runs of one mark may have had several workers. */
    const workerOf = ({ mark: { count, target } }: Entry): string =>
      count > 1 || target === undefined ? '—' : target === null ? w.workerChoice.any : nameOf(target);
    return [
      { id: 'time', header: words.time, width: 170, cell: ({ mark }) => times.full(mark.start) },
      { id: 'process', header: words.process, width: 150, grow: 1, cell: ({ lane }) => lane.title },
      ...(hasOthers
        ? [{ id: 'worker', header: w.workerChoice.label, width: 110, hideBelow: 700, cell: workerOf } as const]
        : []),
      {
        id: 'what',
        header: words.what,
        width: 200,
        grow: 1.4,
        cell: ({ mark }) => (
          <StatusWord
            {...shapes[mark.kind]}
            text={
              mark.kind === 'upcoming' ? words.upcoming : mark.count > 1 ? mark.label : (mark.label.split(',')[0] ?? '')
            }
          >
            {mark.count > 1 && mark.kind === 'upcoming' ? say(words.times, { n: times.number(mark.count) }) : undefined}
          </StatusWord>
        ),
      },
      {
        id: 'took',
        header: words.took,
        width: 110,
        cell: ({ mark }) =>
          mark.kind === 'upcoming' || mark.count > 1 || mark.end <= mark.start
            ? '—'
            : times.duration(mark.end - mark.start),
      },
    ];
  }, [words, times, say, w, hasOthers, nameOf]);
  return (
    <DataGrid
      label={words.grid}
      rows={entries}
      rowKey={entryId}
      columns={columns}
      rowHeight={36}
      startKey={startKey}
      onOpen={({ mark, lane }) => onOpen(mark, lane)}
    />
  );
}
