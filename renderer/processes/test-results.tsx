import { Anchor } from '@mantine/core';
import { streams } from '../../contract/api.ts';
import type { RunDetail } from '../../contract/run.ts';
import { fillPath } from '../api/client.ts';
import { useIsRunComing } from '../api/queries.ts';
import { bytesIn } from '../words/bytes.ts';
import { useWords } from '../words/words.tsx';
import classes from './test-panel.module.css';

/** What a test run gave: outputs by name, and the files that it left; while it has given nothing, nothing but for that it ended so. */
export function TestResults({ run }: { readonly run: RunDetail }) {
  const { w, say, language } = useWords();
  const words = w.runs.outputs;
  const isComing = useIsRunComing(run.id);
  const outputs = Object.entries(run.outputs);
  if (outputs.length === 0 && run.artifacts.length === 0)
    return run.status === 'ended' && !isComing ? <p className={classes.nothing}>{words.none}</p> : null;
  return (
    <div className={classes.results}>
      {outputs.length === 0 ? null : (
        <dl className={classes.outputs}>
          {outputs.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {run.artifacts.length === 0 ? null : (
        <>
          <h3 className={classes.subheading}>{words.files}</h3>
          <ul className={classes.files}>
            {run.artifacts.map(({ name, bytes }) => (
              <li key={name}>
                <Anchor
                  fz="inherit"
                  href={fillPath(streams.artifact.path, { id: run.id, file: name })}
                  download={name}
                  aria-label={say(words.openOf, { name })}
                >
                  {name}
                </Anchor>{' '}
                <span>{bytesIn(language, bytes)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
