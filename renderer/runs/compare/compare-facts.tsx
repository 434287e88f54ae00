import { Link } from 'wouter';
import { isFileValue, sizeWords } from '../../../contract/file-value.ts';
import type { RunDetail } from '../../../contract/run.ts';
import { useShownName } from '../../api/names.ts';
import { useWorkerName } from '../../api/workers.ts';
import { StatusWord } from '../../ui/status-word.tsx';
import { compareWords } from '../../words/compare-words.ts';
import { runState } from '../../words/states.ts';
import { useWords, type Speech } from '../../words/words.tsx';
import { sentence } from '../run-words.ts';
import { shownValue } from '../values-tab.tsx';
import classes from './compare.module.css';
import { differingEntries, tookOf } from './differing-facts.ts';

interface CompareFactsProps {
  readonly left: RunDetail;
  readonly right: RunDetail;
}

/** Both runs, and whatever is not the same of them beside their logs. */
export function CompareFacts({ left, right }: CompareFactsProps) {
  const speech = useWords();
  const { say, times, language } = speech;
  const words = compareWords[language];
  const nameOf = useWorkerName();
  const took = [left, right].map((run) => {
    const ms = tookOf(run);
    return ms === null ? '—' : times.duration(ms);
  });
  const reasons = [left, right].map(({ reason }) =>
    reason === null || reason.code === 'done' ? '—' : sentence(reason, speech),
  );
  const rows: readonly (readonly [string, string, string])[] = [
    [words.took, took[0] ?? '—', took[1] ?? '—'],
    ...(reasons[0] === reasons[1] ? [] : [[words.reason, reasons[0] ?? '—', reasons[1] ?? '—'] as const]),
    ...(left.worker === right.worker ? [] : [[words.worker, nameOf(left.worker), nameOf(right.worker)] as const]),
    ...differingEntries(left.values, right.values).map(
      (one) => [say(words.values, { name: one.name }), text(one.left, speech), text(one.right, speech)] as const,
    ),
    ...differingEntries(left.outputs, right.outputs).map(
      (one) => [say(words.outputs, { name: one.name }), text(one.left, speech), text(one.right, speech)] as const,
    ),
  ];
  return (
    <section aria-labelledby="compare-facts">
      <h2 id="compare-facts" className={classes.heading}>
        {words.facts}
      </h2>
      <div className={classes.tableBox}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.fact}</th>
              <SideHead run={left} sentence={words.left} />
              <SideHead run={right} sentence={words.right} />
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.result}</th>
              {[left, right].map((run) => (
                <td key={run.id}>
                  <StatusWord {...runState(run, speech.w)} />
                </td>
              ))}
            </tr>
            {rows.map(([name, one, other]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={classes.value}>{one}</td>
                <td className={classes.value}>{other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SideHead({ run, sentence: side }: { readonly run: RunDetail; readonly sentence: string }) {
  const { say, times } = useWords();
  const name = useShownName()(run);
  return (
    <th scope="col">
      <Link href={`/runs/${run.id}`}>{say(side, { name, time: times.full(run.startedAt ?? run.dueAt) })}</Link>
    </th>
  );
}

function text(value: unknown, { w, say, times }: Speech): string {
  if (value === undefined) return '—';
  return isFileValue(value)
    ? say(w.fields.fileShown, { name: value.name, size: sizeWords(value.bytes, times.number) })
    : shownValue(value);
}
