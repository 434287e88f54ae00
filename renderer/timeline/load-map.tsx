import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSession } from '../api/queries.ts';
import { useSearchState } from '../ui/hash-location.ts';
import { useNow } from '../ui/now.ts';
import { Segmented } from '../ui/segmented.tsx';
import { SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { useWords } from '../words/words.tsx';
import { loadDays, shadeOf, type Cell, type LoadDays } from './load-days.ts';
import classes from './load-map.module.css';

const days = 7;
const ways = ['next', 'past'] as const;

/** A week as a table of hours: how much runs at once in each, where that is too much, and the way to that hour of the timeline. */
export function LoadMap() {
  const { w, times } = useWords();
  const words = w.timeline.load;
  const [search, setSearch] = useSearchState();
  const isPast = search.get('load') === 'past';
  const today = times.dayStart(useNow(60_000));
  const starts = useMemo(
    () => Array.from({ length: days + 1 }, (_, index) => times.dayStart(today, isPast ? index - days + 1 : index)),
    [times, today, isPast],
  );
  const window = { from: starts[0]!, to: starts[days]! };
  const load = useQuery({
    queryKey: keys.load(window),
    queryFn: () => call('load', { query: window }),
    placeholderData: keepPreviousData,
  });
  const table = useMemo(
    () => (load.data ? loadDays(load.data.hours, starts.slice(0, days), times.local) : null),
    [load.data, starts, times],
  );
  return (
    <>
      <div className={classes.tools}>
        <Segmented
          label={words.week}
          value={isPast ? 'past' : 'next'}
          onChange={(way) => setSearch({ load: way === 'past' ? 'past' : null })}
          options={ways.map((value) => ({ value, label: words.ways[value] }))}
        />
        <p className={classes.lead}>{words.lead}</p>
      </div>
      {table !== null ? (
        <LoadTable table={table} />
      ) : load.isError ? (
        <ProblemPanel error={load.error} onRetry={() => load.refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </>
  );
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** One tab stop: the arrows move from hour to hour, Enter opens it. */
function LoadTable({ table }: { readonly table: LoadDays }) {
  const { w, say, times } = useWords();
  const words = w.timeline.load;
  const session = useSession().data;
  // Of a fleet the places of all workers would count, which are not known here.
  const places = session?.isFleet === false ? session.settings.runsAtOnce : null;
  const body = useRef<HTMLTableSectionElement>(null);
  const [active, setActive] = useState<Place>({ row: 8, column: 0 });
  const busiest = table.rows
    .flat()
    .reduce<Cell | null>((best, cell) => (cell && cell.atOnce > (best?.atOnce ?? 0) ? cell : best), null);
  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const row = Math.min(23, Math.max(0, active.row + by[0]!));
    const column = Math.min(table.days.length - 1, Math.max(0, active.column + by[1]!));
    setActive({ row, column });
    body.current?.querySelector<HTMLElement>(`[data-place="${row} ${column}"]`)?.focus();
  }
  return (
    <>
      <p className={classes.lead}>
        {busiest === null
          ? words.nothing
          : say(words.busiest, { time: times.full(busiest.from), n: times.number(busiest.atOnce) })}
      </p>
      <table className={classes.table}>
        <caption className={classes.hidden}>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.hour}</th>
            {table.days.map((at) => (
              <th key={at} scope="col">
                {times.day(at).replace(/ ?\d{4}/, '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {table.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              <th scope="row">{String(rowIndex).padStart(2, '0')}</th>
              {row.map((cell, column) => (
                <td key={column}>
                  {cell === null ? (
                    <span className={classes.none}>—</span>
                  ) : (
                    <Hour
                      cell={cell}
                      most={table.most}
                      isOver={places !== null && cell.atOnce > places}
                      place={`${rowIndex} ${column}`}
                      isStop={rowIndex === active.row && column === active.column}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {places === null ? null : <p className={classes.lead}>{say(words.over, { n: times.number(places) })}</p>}
    </>
  );
}

const behind = ({ from, to }: Cell): string => `/timeline?from=${from}&to=${to}`;

interface HourProps {
  readonly cell: Cell;
  readonly most: number;
  /** More than the computer runs at once: some will wait. */
  readonly isOver: boolean;
  readonly place: string;
  readonly isStop: boolean;
}

function Hour({ cell, most, isOver, place, isStop }: HourProps) {
  const { w, say, times } = useWords();
  const words = w.timeline.load;
  const label = say(isOver ? words.cellOver : words.cell, {
    time: times.full(cell.from),
    starts: times.number(cell.starts),
    n: times.number(cell.atOnce),
    together: times.number(cell.together),
  });
  return (
    <Link
      href={behind(cell)}
      className={classes.cell}
      data-place={place}
      data-shade={shadeOf(cell, most)}
      data-over={isOver || undefined}
      tabIndex={isStop ? 0 : -1}
      title={label}
      aria-label={label}
    >
      {cell.atOnce === 0 ? '' : times.number(cell.atOnce)}
      {isOver ? <b aria-hidden="true">!</b> : null}
    </Link>
  );
}
