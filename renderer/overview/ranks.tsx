import { Link } from 'wouter';
import type { OverviewAnswer } from '../../contract/overview.ts';
import { useProcessTitle } from '../api/queries.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

/** The slowest and the most often failing processes of the period. */
export function Ranks({ overview }: { readonly overview: OverviewAnswer }) {
  const { w, times } = useWords();
  const { slowest, failing } = w.overview;
  const titleOf = useProcessTitle();
  return (
    <div className={classes.ranks}>
      <Rank
        title={slowest.title}
        none={slowest.none}
        columns={[slowest.process, slowest.median, slowest.runs]}
        titleOf={titleOf}
        rows={overview.slowest.map((row) => [row.process, times.duration(row.medianMs), times.number(row.runs)])}
      />
      <Rank
        title={failing.title}
        none={failing.none}
        columns={[failing.process, failing.failed, failing.runs]}
        titleOf={titleOf}
        rows={overview.failing.map((row) => [row.process, times.number(row.failed), times.number(row.runs)])}
      />
    </div>
  );
}

type Texts = readonly [string, string, string];

interface RankProps {
  readonly title: string;
  readonly none: string;
  readonly columns: Texts;
  /** Each entry begins with the name of a process. */
  readonly rows: readonly Texts[];
  readonly titleOf: (process: string) => string;
}

function Rank({ title, none, columns, rows, titleOf }: RankProps) {
  return (
    <section>
      <h2 className={classes.heading}>{title}</h2>
      {rows.length === 0 ? (
        <p className={classes.none}>{none}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([process, value, runs]) => (
              <tr key={process}>
                <th scope="row">
                  <Link href={`/runs?process=${encodeURIComponent(process)}&period=30d`}>{titleOf(process)}</Link>
                </th>
                <td>{value}</td>
                <td>{runs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
