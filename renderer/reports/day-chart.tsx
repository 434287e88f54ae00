import { useState } from 'react';
import { Button } from '@mantine/core';
import type { Report } from '../../contract/report.ts';
import { reportWords } from '../words/report-words.ts';
import { useWords } from '../words/words.tsx';
import chart from './day-chart.module.css';
import { hoursIn } from './hours.ts';
import { weekdayName } from './report-names.ts';
import classes from './reports.module.css';

type Day = Report['days'][number];

const kinds = ['absent', 'failed', 'succeeded'] as const;
const allOf = ({ succeeded, failed, absent }: Day): number => succeeded + failed + absent;

/** The runs of each day as a bar of three parts; and the same as a table, which is what a screen reader gets first. */
export function DayChart({ days }: { readonly days: Report['days'] }) {
  const { language, say, times } = useWords();
  const words = reportWords[language].chart;
  const [isTable, setIsTable] = useState(false);
  const busiest = days.reduce((most, day) => (allOf(day) > allOf(most) ? day : most));
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{words.title}</h3>
      <p className={classes.lead}>
        {say(words.most, { day: weekdayName(language, busiest.day), n: times.number(allOf(busiest)) })}
      </p>
      {isTable ? <DayTable days={days} /> : <Bars days={days} most={Math.max(1, allOf(busiest))} />}
      <div className={chart.legend}>
        {(['succeeded', 'failed', 'absent'] as const).map((kind) => (
          <span key={kind}>
            <i data-kind={kind} /> {words[kind]}
          </span>
        ))}
        <Button size="compact-xs" variant="default" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {words.asTable}
        </Button>
      </div>
    </section>
  );
}

function Bars({ days, most }: { readonly days: readonly Day[]; readonly most: number }) {
  const { language, say, times } = useWords();
  const words = reportWords[language].chart;
  const labelOf = (day: Day) =>
    say(words.day, {
      day: weekdayName(language, day.day),
      succeeded: times.number(day.succeeded),
      failed: times.number(day.failed),
      absent: times.number(day.absent),
      hours: hoursIn(language, day.robotMs),
    });
  const step = Math.ceil(days.length / 10);
  return (
    <div className={chart.frame}>
      <span className={chart.top} aria-hidden="true">
        {times.number(most)}
      </span>
      <div
        className={chart.bars}
        role="img"
        aria-label={`${words.label}. ${days
          .filter((day) => allOf(day) > 0)
          .map(labelOf)
          .join('; ')}`}
      >
        {days.map((day, index) => (
          <div key={day.day} className={chart.column} title={labelOf(day)}>
            {kinds.map((kind) =>
              day[kind] === 0 ? null : (
                <span key={kind} data-kind={kind} style={{ height: `${(day[kind] / most) * 100}%` }} />
              ),
            )}
            <b>{index % step === 0 ? String(Number(day.day.slice(8))) : ''}</b>
          </div>
        ))}
      </div>
    </div>
  );
}

function DayTable({ days }: { readonly days: readonly Day[] }) {
  const { language, times } = useWords();
  const words = reportWords[language].chart;
  return (
    <div className={classes.tableBox} tabIndex={0} role="region" aria-label={words.label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {[words.date, words.succeeded, words.failed, words.absent, words.hours].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{weekdayName(language, day.day)}</th>
              <td>{times.number(day.succeeded)}</td>
              <td>{times.number(day.failed)}</td>
              <td>{times.number(day.absent)}</td>
              <td>{hoursIn(language, day.robotMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
