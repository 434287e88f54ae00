import { Link } from 'wouter';
import type { Attempt, RunDetail } from '../../contract/run.ts';
import { useWords, type Speech } from '../words/words.tsx';
import { peakMemory, processorTime } from './usage-words.ts';
import classes from './run-page.module.css';

/** One row per attempt, each with its own log. */
export function AttemptsTab({ run }: { readonly run: RunDetail }) {
  const speech = useWords();
  const { w, say, times } = speech;
  const words = w.runs.tries;
  if (run.attempts.length === 0) return <p className={classes.none}>{words.none}</p>;
  return (
    <div className={classes.sheet}>
      <div
        className={classes.tableBox}
        tabIndex={0}
        role="region"
        aria-label={say(w.runs.page.tabs.tries, { n: run.attempts.length })}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.started}</th>
              <th scope="col">{words.took}</th>
              <th scope="col">{words.ending}</th>
              <th scope="col">{words.processor}</th>
              <th scope="col">{words.memory}</th>
              <th scope="col">{words.pid}</th>
              <th scope="col">{words.log}</th>
            </tr>
          </thead>
          <tbody>
            {run.attempts.map((attempt) => (
              <tr key={attempt.number}>
                <th scope="row">{attempt.number}</th>
                <td className={classes.figures}>
                  {times.day(attempt.startedAt)} {times.clockWithSeconds(attempt.startedAt)}
                </td>
                <td className={classes.figures}>
                  {attempt.endedAt === null ? '—' : times.duration(attempt.endedAt - attempt.startedAt)}
                </td>
                <td>{endingOf(attempt, speech)}</td>
                <td className={classes.figures}>{processorTime(attempt.facts?.usage, speech)}</td>
                <td className={classes.figures}>{peakMemory(attempt.facts?.usage, speech)}</td>
                <td className={classes.figures}>{attempt.pid ?? '—'}</td>
                <td>
                  <Link
                    href={`/runs/${run.id}?attempt=${attempt.number}`}
                    aria-label={say(words.show, { n: attempt.number })}
                  >
                    {words.log}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** How the operating system reported its end. */
function endingOf({ facts, endedAt }: Attempt, { w, say, told }: Speech): string {
  const words = w.runs.tries;
  if (facts === null) return endedAt === null ? words.running : words.ends.unknown;
  const end =
    facts.spawnError !== undefined
      ? say(words.ends.spawn, { message: told(facts.spawnError.message, facts.spawnError.said) })
      : facts.wasLost === true
        ? words.ends.lost
        : facts.signal !== null
          ? say(words.ends.signal, { signal: facts.signal })
          : facts.exitCode !== null
            ? say(words.ends.code, { code: facts.exitCode })
            : words.ends.unknown;
  return facts.stoppedBy === undefined ? end : `${words.stopped[facts.stoppedBy]}, ${end}`;
}
