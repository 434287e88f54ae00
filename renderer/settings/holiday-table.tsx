import { Button } from '@mantine/core';
import type { Calendar } from '../../contract/calendar.ts';
import { calendarWords } from '../words/calendar-words.ts';
import { useWords } from '../words/words.tsx';
import type { CorrectDay, HolidayRow } from './holiday-rows.ts';
import table from './table.module.css';

interface HolidayTableProps {
  readonly rows: readonly HolidayRow[];
  readonly halfDays: Calendar['halfDays'];
  readonly onCorrect: CorrectDay;
}

/** A calendar date, without a time zone. */
export const useDayName = () => {
  const { times } = useWords();
  return (day: string) => times.day(Date.parse(day), 'UTC');
};

/** The holidays of a year, each with a button that corrects it. */
export function HolidayTable({ rows, halfDays, onCorrect }: HolidayTableProps) {
  const { language } = useWords();
  const { columns } = calendarWords[language].holidays;
  return (
    <div className={table.tableBox}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.origin}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <HolidayLine key={row.day} row={row} halfDays={halfDays} onCorrect={onCorrect} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HolidayLineProps extends Omit<HolidayTableProps, 'rows'> {
  readonly row: HolidayRow;
}

function HolidayLine({ row, halfDays, onCorrect }: HolidayLineProps) {
  const words = calendarWords[useWords().language].holidays;
  const dayName = useDayName();
  function correction() {
    if (row.isCorrected) return { label: words.undo, act: () => onCorrect(row.day, 'as-country') };
    if (row.kind === 'elsewhere' || row.kind === 'worked')
      return { label: words.makeOff, act: () => onCorrect(row.day, { off: row.name }) };
    return { label: words.makeWorked, act: () => onCorrect(row.day, 'worked') };
  }
  const { label, act } = correction();
  return (
    <tr>
      <th scope="row" className={table.when}>
        {dayName(row.day)}
      </th>
      <td>{row.name}</td>
      <td>
        {row.isCorrected
          ? words.corrected[row.isOff ? 'off' : 'worked']
          : words.kinds[row.kind === 'half' ? halfDays : row.kind]}
      </td>
      <td>
        {row.kind === 'elsewhere' ? words.onlyElsewhere : row.isDisputed ? words.onlyHere : words.origins[row.origin]}
      </td>
      <td className={table.right}>
        <Button size="compact-sm" variant="default" aria-label={`${label}: ${dayName(row.day)}`} onClick={act}>
          {label}
        </Button>
      </td>
    </tr>
  );
}
