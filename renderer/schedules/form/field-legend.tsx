import { fieldSpecs, quartzFieldNames } from '../../../contract/quartz/index.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.tsx';
import classes from './form.module.css';
import cronClasses from './cron.module.css';

const signs = ['* , - /', '* , - /', '* , - /', '* , - / ? L W', '* , - /', '* , - / ? L #', '* , - /'];

/** A legend of the fields and characters of a Quartz expression. */
export function FieldLegend({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { w } = useWords();
  const words = w.scheduleForm.legend;
  return (
    <Dialog title={words.title} isOpen={isOpen} onClose={onClose} width={620}>
      <table className={cronClasses.legend}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.values}</th>
            <th scope="col">{words.signs}</th>
          </tr>
        </thead>
        <tbody>
          {quartzFieldNames.map((name, index) => {
            const { min, max, words: names } = fieldSpecs[name];
            const named =
              names.length === 0 ? '' : ` · ${names[0]?.slice(0, 3) ?? ''}–${names.at(-1)?.slice(0, 3) ?? ''}`;
            return (
              <tr key={name}>
                <th scope="row">{words.fields[index]}</th>
                <td>{`${min}–${max}${named}`}</td>
                <td>
                  <code>{signs[index]}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <dl className={cronClasses.signs}>
        {words.rows.map(([sign, meaning]) => (
          <div key={sign}>
            <dt>
              <code>{sign}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.note}>{words.weekday}</p>
    </Dialog>
  );
}
