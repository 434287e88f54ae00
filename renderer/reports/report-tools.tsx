import { Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReportQuery } from '../../contract/report.ts';
import { DateField } from '../ui/date-field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { reportWords } from '../words/report-words.ts';
import { useWords } from '../words/words.tsx';
import { monthName } from './report-names.ts';
import classes from './reports.module.css';
import { monthAfter } from './use-report.ts';

interface ReportToolsProps {
  readonly asked: ReportQuery | null;
  readonly isSpan: boolean;
  readonly thisMonth: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly setSearch: (change: Readonly<Record<string, string | null>>) => void;
}

/** Months that are offered; others can be asked for in the address. */
const mostMonths = 36;

/** Which month, or from which day to which. */
export function ReportTools({ asked, isSpan, thisMonth, from, to, setSearch }: ReportToolsProps) {
  const { language } = useWords();
  const words = reportWords[language];
  const month = asked?.month ?? thisMonth;
  const known = Array.from({ length: mostMonths }, (_, index) => monthAfter(thisMonth, -index));
  const months = known.includes(month) ? known : [month, ...known];
  const show = (next: string) => setSearch({ month: next === thisMonth ? null : next, from: null, to: null });
  const spanValue = 'span';
  return (
    <>
      <span className={classes.steps}>
        <IconButton label={words.earlier} onClick={() => show(monthAfter(month, -1))}>
          <IconChevronLeft size="1.0625rem" />
        </IconButton>
        <IconButton
          label={words.later}
          disabled={!isSpan && month >= thisMonth}
          onClick={() => show(monthAfter(month, 1))}
        >
          <IconChevronRight size="1.0625rem" />
        </IconButton>
      </span>
      <Select
        size="xs"
        w="12rem"
        aria-label={words.month}
        data={[
          ...months.map((name) => ({ value: name, label: monthName(language, name) })),
          { value: spanValue, label: words.span },
        ]}
        value={isSpan ? spanValue : month}
        allowDeselect={false}
        onChange={(next) => {
          if (next === spanValue) setSearch({ month: null, from: `${month}-01`, to: lastDayOf(month) });
          else if (next !== null) show(next);
        }}
      />
      {isSpan ? (
        <>
          {(['from', 'to'] as const).map((name) => (
            <DateField
              key={name}
              id={`report-${name}`}
              className={classes.day}
              kind="date"
              required
              language={language}
              label={words[name]}
              value={name === 'from' ? from : to}
              onChange={(day) => setSearch({ month: null, from, to, [name]: day })}
            />
          ))}
        </>
      ) : null}
    </>
  );
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
