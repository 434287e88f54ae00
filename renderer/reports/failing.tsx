import { Link } from 'wouter';
import type { Report } from '../../contract/report.ts';
import { reportWords } from '../words/report-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './reports.module.css';

/** The processes that failed most, each with the reason that was given most often. */
export function Failing({ report: { failing, from, to } }: { readonly report: Report }) {
  const { language, say, times, because } = useWords();
  const words = reportWords[language].failing;
  const runsOf = (process: string) =>
    `/runs?${new URLSearchParams({ process, result: 'failed', from: String(from), to: String(to) }).toString()}`;
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{words.title}</h3>
      {failing.length === 0 ? (
        <p className={classes.none}>{words.none}</p>
      ) : (
        <div className={classes.tableBox} tabIndex={0} role="region" aria-label={words.title}>
          <table className={classes.table} data-kind="words">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.failed}</th>
                <th scope="col">{words.reason}</th>
              </tr>
            </thead>
            <tbody>
              {failing.map(({ process, title, failed, ran, reason, reasonCount }) => (
                <tr key={process}>
                  <th scope="row">
                    <Link href={runsOf(process)}>{title}</Link>
                  </th>
                  <td>{say(words.of, { n: times.number(failed), all: times.number(ran) })}</td>
                  <td>
                    {reason === null
                      ? '—'
                      : say(words.times, { reason: because(reason), n: times.number(reasonCount) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
