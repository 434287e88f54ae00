import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Tried } from '../../api/try-start.ts';
import { CodeBox } from '../../ui/code-box.tsx';
import { Shape } from '../../ui/shape.tsx';
import { useWords, type Words } from '../../words/words.tsx';
import classes from './parameters.module.css';

/** The result of a try: status and time, their meaning, the run, the whole answer. */
export function TryResult({ tried }: { readonly tried: Tried }) {
  const { w, say } = useWords();
  const words = w.parameters;
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, [tried]);
  return (
    <div ref={shown} className={classes.result} role="status" data-ok={tried.isOk}>
      <div className={classes.resultHead}>
        <strong>{words.result}</strong>
        <span className={tried.isOk ? classes.good : classes.bad}>
          <Shape shape={tried.isOk ? 'check' : 'cross'} tone={tried.isOk ? 'good' : 'bad'} />{' '}
          {tried.status === 0
            ? words.statusWords.offline
            : say(words.resultLine, { status: tried.status, ms: tried.ms })}
        </span>
        {tried.runId === null ? null : (
          <Link href={`/runs/${tried.runId}`} className={classes.link}>
            {words.openRun}
          </Link>
        )}
      </div>
      {tried.isOk || tried.status === 0 ? null : <p>{explained(tried.status, words)}</p>}
      {tried.message === '' ? null : <p className={classes.message}>{tried.message}</p>}
      {tried.text === '' ? null : (
        <details>
          <summary>{words.response}</summary>
          <CodeBox label={words.response} language="json" text={tried.text} maxHeight={200} />
        </details>
      )}
    </div>
  );
}

function explained(status: number, { statusWords }: Words['parameters']): string {
  const known: Readonly<Record<string, string>> = statusWords;
  return known[String(status)] ?? (status >= 500 ? statusWords.broken : statusWords.refused);
}
