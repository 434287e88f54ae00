import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { Link } from 'wouter';
import { secretInSample } from '../../../contract/samples.ts';
import { useIsOffline } from '../../api/use-live.tsx';
import { tryStart, type Tried } from '../../api/try-start.ts';
import { CodeBox } from '../../ui/code-box.tsx';
import { isRemembered, remember } from '../../ui/remember.ts';
import { unless } from '../../ui/unless.ts';
import { useWords } from '../../words/words.tsx';
import classes from './parameters.module.css';

export interface TryItProps {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Once a person has agreed to real runs, the question is not asked again in this browser. */
const agreed = 'rota-try-agreed';

/** Sends the sample as it stands, and shows what came back. */
export function TryIt({ url, body }: TryItProps) {
  const { w, say } = useWords();
  const words = w.parameters;
  const [isAsking, setIsAsking] = useState(false);
  // The button that had the focus makes room for another: the focus must not fall off the dialog.
  const [wasAsked, setWasAsked] = useState(false);
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const [isBusy, setIsBusy] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const hasSecret = JSON.stringify(body).includes(secretInSample);

  async function run(): Promise<void> {
    remember(agreed);
    setIsAsking(false);
    setWasAsked(true);
    setIsBusy(true);
    setTried(await tryStart(new URL(url).pathname, body));
    setIsBusy(false);
  }
  return (
    <>
      <Group gap="sm" ml="auto">
        {isAsking ? (
          <>
            <span>{words.tryReal}</span>
            <Button autoFocus onClick={() => void run()}>
              {words.tryConfirm}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setIsAsking(false);
                setWasAsked(true);
              }}
            >
              {w.app.actions.cancel}
            </Button>
          </>
        ) : (
          <Button
            autoFocus={wasAsked}
            loading={isBusy}
            {...unless(refusal)}
            onClick={() => (isRemembered(agreed) ? void run() : setIsAsking(true))}
          >
            {tried ? words.tryAgain : words.tryIt}
          </Button>
        )}
      </Group>
      {hasSecret ? <p className={classes.wide}>{words.trySecret}</p> : null}
      {tried ? (
        <div className={classes.result} role="status">
          <p>
            <strong>{words.result}</strong>{' '}
            <span className={tried.isOk ? classes.good : classes.bad}>
              {tried.status === 0
                ? words.statusWords.offline
                : say(words.resultLine, { status: tried.status, ms: tried.ms })}
            </span>{' '}
            {tried.message}
          </p>
          {tried.isOk ? null : <p>{explained(tried.status, words.statusWords)}</p>}
          {tried.runId === null ? null : (
            <Link href={`/runs/${tried.runId}`} className={classes.link}>
              {words.openRun}
            </Link>
          )}
          {tried.text === '' ? null : (
            <details>
              <summary>{words.response}</summary>
              <CodeBox label={words.response} language="json" text={tried.text} maxHeight={200} />
            </details>
          )}
        </div>
      ) : null}
    </>
  );
}

function explained(status: number, words: Readonly<Record<string, string>>): string | null {
  return words[String(status)] ?? null;
}
