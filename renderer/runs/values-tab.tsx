import { isFileValue, sizeWords } from '../../contract/file-value.ts';
import { useWords } from '../words/words.tsx';
import classes from './run-page.module.css';

/** A value as text; objects as JSON, indented. */
export const shownValue = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');

/** The values that the run was given; the server masks secrets. */
export function ValuesTab({ values }: { readonly values: Readonly<Record<string, unknown>> }) {
  const { w, say, times } = useWords();
  const words = w.runs.values;
  const entries = Object.entries(values);
  if (entries.length === 0) return <p className={classes.none}>{words.none}</p>;
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>{words.lead}</p>
      <table className={`${classes.table} ${classes.values}`}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={classes.value}>
                {isFileValue(value)
                  ? say(w.fields.fileShown, { name: value.name, size: sizeWords(value.bytes, times.number) })
                  : shownValue(value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
