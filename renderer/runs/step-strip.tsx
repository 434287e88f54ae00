import { streams } from '../../contract/api.ts';
import type { RunDetail } from '../../contract/run.ts';
import { stepOf } from '../../contract/step-pictures.ts';
import { fillPath } from '../api/client.ts';
import { useWords } from '../words/words.tsx';
import classes from './step-strip.module.css';

/** What the screen showed after each step that the robot named, in their order. */
export function StepStrip({ run }: { readonly run: RunDetail }) {
  const { w, say } = useWords();
  const words = w.runs.outputs;
  const steps = run.artifacts
    .flatMap(({ name }) => {
      const step = stepOf(name);
      return step === null ? [] : [{ ...step, name }];
    })
    .sort((one, other) => one.number - other.number);
  if (steps.length === 0) return null;
  return (
    <section aria-label={words.steps}>
      <h2 className={classes.heading}>{words.steps}</h2>
      <ol className={classes.strip} tabIndex={0}>
        {steps.map(({ name, number, title }) => {
          const href = fillPath(streams.artifact.path, { id: run.id, file: name });
          return (
            <li key={name} className={classes.step}>
              <a href={href} target="_blank" rel="noreferrer">
                <img className={classes.picture} src={href} alt={say(words.stepPicture, { title })} loading="lazy" />
              </a>
              <span>
                {number}. {title}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
