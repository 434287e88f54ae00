import type { BringAnswer } from '../../../contract/fleet.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import table from '../table.module.css';

const shapes = {
  conflict: { shape: 'cross', tone: 'bad' },
  mine: { shape: 'diamond', tone: 'warn' },
  both: { shape: 'check', tone: 'good' },
  add: { shape: 'check', tone: 'good' },
  theirs: { shape: 'dash', tone: 'quiet' },
  same: { shape: 'dash', tone: 'quiet' },
} as const;
const order = ['conflict', 'mine', 'both', 'add', 'theirs'] as const;

/** A longer table helps nobody: the rest is counted. */
const mostShown = 500;

/** What comes along, or came. What is there already is counted. */
export function BroughtTable({ answer: { entries, schedules, runs } }: { readonly answer: BringAnswer }) {
  const { language, count, say } = useWords();
  const words = fleetWords[language].bring;
  const all = order.flatMap((change) => entries.filter((entry) => entry.change === change));
  const shown = all.slice(0, mostShown);
  const same = entries.length - all.length + schedules.same + runs.same;
  const lines = [
    count(words.schedules, schedules.add),
    count(words.runs, runs.add),
    ...(same > 0 ? [count(words.same, same)] : []),
    ...(runs.notEnded > 0 ? [count(words.notEnded, runs.notEnded)] : []),
    ...(runs.younger > 0 ? [count(words.younger, runs.younger)] : []),
  ];
  return (
    <div role="status">
      {shown.length === 0 ? null : (
        <div className={table.tableBox} role="region" aria-label={words.title} tabIndex={0}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.columns.kind}</th>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.change}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ kind, name, change, as }) => (
                <tr key={`${kind} ${name}`}>
                  <td>{words.kinds[kind]}</td>
                  <th scope="row">{name}</th>
                  <td>
                    <StatusWord {...shapes[change]} text={say(words.changes[change], { as })} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {all.length > mostShown ? <p className={classes.hint}>{count(words.notShown, all.length - mostShown)}</p> : null}
      <ul className={classes.hint}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
