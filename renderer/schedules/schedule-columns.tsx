import type { ProcessIcon } from '../../contract/process.ts';
import type { Outcome } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { MarkPills } from '../search/mark-pills.tsx';
import type { RowMarks } from '../search/use-row-facts.ts';
import type { GridColumn } from '../ui/grid/columns.ts';
import type { Speech } from '../words/words.tsx';
import { LastResults } from './last-results.tsx';
import { PlanCell } from './plan-cell.tsx';
import { ActionsCell, FavouriteCell, NameCell, NextCell, ResultCell, StateCell } from './schedule-cells.tsx';

export interface ColumnFacts {
  /** Whom a schedule is for; null: there is only this computer. */
  readonly workerName: ((target: string | null) => string) | null;
  /** The name that people read of a schedule, and of a process. */
  readonly nameOf: (row: ScheduleRow) => string;
  readonly titleOf: (process: string) => string;
  readonly iconOf: (process: string) => ProcessIcon | undefined;
  /** The process is switched off: due times will not run. */
  readonly isOff: (process: string) => boolean;
  readonly highlight: string | null;
  /** The usual duration of a process. */
  readonly usualOf: (process: string) => number | null;
  /** Why the buttons are disabled. */
  readonly refusal: string | null;
  /** The latest outcomes of each schedule, newest first; null while the column is hidden. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]> | null;
  /** null: nothing has a tag or a folder. */
  readonly marksOf: RowMarks | null;
}

/** The columns of the Scheduler screen. */
export function scheduleColumns(speech: Speech, facts: ColumnFacts): readonly GridColumn<ScheduleRow>[] {
  const { columns } = speech.w.schedules;
  return [
    {
      id: 'favourite',
      header: columns.favourite,
      isHeaderHidden: true,
      width: 36,
      hideBelow: 760,
      cell: (row, { isActive }) => <FavouriteCell row={row} name={facts.nameOf(row)} isActive={isActive} />,
    },
    {
      id: 'process',
      header: columns.process,
      width: 146,
      grow: 2.3,
      isSortable: true,
      cell: (row, context) => (
        <NameCell
          row={row}
          name={facts.nameOf(row)}
          title={facts.titleOf(row.process)}
          icon={facts.iconOf(row.process)}
          {...context}
        />
      ),
    },
    {
      id: 'state',
      header: columns.state,
      width: 142,
      grow: 0.1,
      isSortable: true,
      cell: (row) => <StateCell row={row} usualMs={facts.usualOf(row.process)} />,
    },
    {
      id: 'next',
      header: columns.next,
      width: 130,
      grow: 0.6,
      isSortable: true,
      cell: (row) => <NextCell row={row} isOff={facts.isOff(row.process)} />,
    },
    {
      id: 'result',
      header: columns.result,
      width: 144,
      grow: 1.9,
      isSortable: true,
      cell: (row) => <ResultCell row={row} />,
    },
    ...(facts.outcomes === null ? [] : [historyColumn(columns.history, facts.outcomes)]),
    {
      id: 'schedule',
      header: columns.schedule,
      width: 128,
      grow: 1.3,
      hideBelow: 866,
      cell: (row) => <PlanCell row={row} />,
    },
    ...furtherColumns(speech, facts),
    {
      id: 'actions',
      header: columns.actions,
      width: 102,
      isPinned: true,
      foldedWidth: 78,
      cell: (row, { isActive }) => (
        <ActionsCell
          name={facts.nameOf(row)}
          isActive={isActive}
          refusal={facts.refusal}
          isMarked={facts.highlight === row.id}
        />
      ),
    },
  ];
}

/** Where there are several computers, or anything has a tag or a folder. */
const furtherColumns = (
  { w }: Speech,
  { marksOf, workerName, outcomes }: ColumnFacts,
): readonly GridColumn<ScheduleRow>[] => [
  ...(marksOf === null ? [] : [marksColumn(w.app.find.column, marksOf, outcomes !== null)]),
  ...(workerName === null ? [] : [workerColumn(w.schedules.columns.worker, workerName, outcomes !== null)]),
];

function workerColumn(
  header: string,
  nameOf: (target: string | null) => string,
  hasHistory: boolean,
): GridColumn<ScheduleRow> {
  return {
    id: 'worker',
    header,
    width: 96,
    grow: 0.3,
    hideBelow: hasHistory ? 1180 : 946,
    cell: (row) => <span title={nameOf(row.worker)}>{nameOf(row.worker)}</span>,
  };
}

function marksColumn(header: string, marksOf: RowMarks, hasHistory: boolean): GridColumn<ScheduleRow> {
  return {
    id: 'tags',
    header,
    width: 110,
    grow: 0.9,
    hideBelow: hasHistory ? 1204 : 1100,
    cell: (row, { isActive }) => <MarkPills {...marksOf(row)} isActive={isActive} />,
  };
}

function historyColumn(header: string, outcomes: ReadonlyMap<string, readonly Outcome[]>): GridColumn<ScheduleRow> {
  return {
    id: 'history',
    header,
    width: 130,
    hideBelow: 1000,
    // Its runs may lie before those that were fetched, or are not fetched yet: then its last result is what is known.
    cell: ({ id, lastRun }) => <LastResults outcomes={outcomes.get(id) ?? (lastRun ? [lastRun.outcome] : [])} />,
  };
}
