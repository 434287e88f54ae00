import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Report, ReportFigures } from '../../contract/report.ts';
import { reportWords } from '../words/report-words.ts';
import { useWords } from '../words/words.tsx';
import { shareIn } from './figures.tsx';
import { hoursIn } from './hours.ts';
import classes from './reports.module.css';

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly figures: ReportFigures;
}

/** The same figures of each process, schedule, worker, and program or person. */
export function FigureTables({ report }: { readonly report: Report }) {
  const { language } = useWords();
  const words = reportWords[language];
  const { processes, schedules, workers, starters } = report;
  return (
    <>
      <FigureTable
        words={words.processes}
        total={report.processTotal}
        rows={processes.map((row) => ({
          key: row.process,
          name: <Link href={`/processes/${encodeURIComponent(row.process)}`}>{row.title}</Link>,
          figures: row,
        }))}
      />
      <FigureTable
        words={words.schedules}
        total={report.scheduleTotal}
        rows={schedules.map((row) => ({
          key: row.id,
          name: <Link href={`/schedules/${row.id}`}>{row.name === '' ? row.title : row.name}</Link>,
          figures: row,
        }))}
      />
      {workers.length < 2 ? null : (
        <FigureTable
          words={words.workers}
          total={workers.length}
          rows={workers.map((row) => ({ key: row.id, name: row.name, figures: row }))}
        />
      )}
      <FigureTable
        words={words.starters}
        total={starters.length}
        rows={starters.map((row) => ({
          key: `${row.isClient} ${row.name}`,
          name: row.isClient ? `${row.name} · ${words.starters.client}` : row.name,
          figures: row,
        }))}
      />
    </>
  );
}

interface FigureTableProps {
  readonly words: { readonly title: string; readonly name: string };
  readonly rows: readonly Row[];
  readonly total: number;
}

function FigureTable({ words: { title, name }, rows, total }: FigureTableProps) {
  const speech = useWords();
  const { language, say, times } = speech;
  const words = reportWords[language];
  const { columns } = words;
  if (rows.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{title}</h3>
      <div className={classes.tableBox} tabIndex={0} role="region" aria-label={title}>
        <table className={classes.table}>
          <thead>
            <tr>
              {[name, ...Object.values(columns)].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name: shown, figures }) => (
              <tr key={key}>
                <th scope="row">{shown}</th>
                <td>{times.number(figures.ran)}</td>
                <td>{shareIn(speech, figures)}</td>
                <td>{times.number(figures.failed)}</td>
                <td>{times.number(figures.absent)}</td>
                <td>{times.number(figures.retried)}</td>
                <td>{hoursIn(language, figures.robotMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length ? (
        <p className={classes.none}>
          {say(words.more, { shown: times.number(rows.length), all: times.number(total) })}
        </p>
      ) : null}
    </section>
  );
}
