import type { ImportAnswer } from '../../contract/upkeep.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import table from './table.module.css';

const shapes = {
  add: { shape: 'check', tone: 'good' },
  replace: { shape: 'diamond', tone: 'warn' },
  same: { shape: 'dash', tone: 'quiet' },
  refused: { shape: 'cross', tone: 'bad' },
} as const;
const order = ['refused', 'replace', 'add', 'same'] as const;

/** A longer table helps nobody: it lists refused items first and counts the rest. */
const mostShown = 500;

/** The changes that an import would make or has made. */
export function ImportChanges({ answer }: { readonly answer: ImportAnswer }) {
  const { w, count } = useWords();
  const words = w.settings.data;
  const { changes } = answer;
  if (changes.length === 0)
    return (
      <div role="status">
        <p>{words.nothing}</p>
        <Remarks of={answer} />
      </div>
    );
  const isLong = changes.length > mostShown;
  const shown = isLong
    ? changes.toSorted((one, other) => order.indexOf(one.change) - order.indexOf(other.change)).slice(0, mostShown)
    : changes;
  return (
    <div role="status">
      <h4 className={classes.heading}>{answer.isDryRun ? words.changes : words.done}</h4>
      {isLong ? <Counts of={changes} /> : null}
      <div className={table.tableBox}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.kind}</th>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.change}</th>
              <th scope="col">{words.columns.note}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((change, index) => (
              <Row key={index} change={change} />
            ))}
          </tbody>
        </table>
      </div>
      {isLong ? <p className={classes.hint}>{count(words.notShown, changes.length - mostShown)}</p> : null}
      <Remarks of={answer} />
    </div>
  );
}

type Change = ImportAnswer['changes'][number];

function Row({ change }: { readonly change: Change }) {
  const { w, sayDetail } = useWords();
  const words = w.settings.data;
  const noteIn = ({ note, said }: Pick<Change, 'note' | 'said'>): string =>
    said ? sayDetail({ code: 'BODY_INVALID', field: null, message: note, said }) : note;
  return (
    <tr>
      <td>{words.what[change.kind]}</td>
      <th scope="row">{change.name}</th>
      <td>
        <StatusWord {...shapes[change.change]} text={words.change[change.change]} />
      </td>
      <td>
        {noteIn(change)}
        {change.warnings?.map((warning) => (
          <div key={warning.message}>{noteIn({ ...warning, note: warning.message })}</div>
        ))}
      </td>
    </tr>
  );
}

function Counts({ of }: { readonly of: readonly Change[] }) {
  const { w, language } = useWords();
  const numbers = new Intl.NumberFormat(language);
  const words = w.settings.data;
  const counts = Map.groupBy(of, ({ change }) => change);
  return (
    <p className={classes.hint}>
      {order
        .filter((change) => counts.has(change))
        .map((change) => `${words.change[change]}: ${numbers.format(counts.get(change)?.length ?? 0)}`)
        .join(' · ')}
    </p>
  );
}

function Remarks({ of }: { readonly of: ImportAnswer }) {
  const { told } = useWords();
  if (of.remarks.length === 0) return null;
  return (
    <ul className={classes.remarks}>
      {of.remarks.map(({ text, said }, index) => (
        <li key={index}>{told(text, said)}</li>
      ))}
    </ul>
  );
}
