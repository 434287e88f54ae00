import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Button } from '@mantine/core';
import type { ParameterSchema } from '../../../contract/process.ts';
import { secretInSample } from '../../../contract/samples.ts';
import { useIsOffline } from '../../api/use-live.tsx';
import { tryStart, type Tried } from '../../api/try-start.ts';
import { storeText, storedText } from '../../ui/browser-storage.ts';
import { unless } from '../../ui/unless.ts';
import { titleOf } from '../../values/field-kind.ts';
import { SecretField } from '../../values/secret-field.tsx';
import { useWords } from '../../words/words.tsx';
import { TryResult } from './try-result.tsx';
import classes from './parameters.module.css';

/** What Ctrl Enter does: the next step of the try. */
export interface TryHandle {
  readonly go: () => void;
}

export interface TryItProps {
  readonly ref: Ref<TryHandle>;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly parameters: ParameterSchema;
}

/** Once a person has agreed to real runs, this browser does not ask again. */
const agreed = 'rota-try-agreed';

/** Sends the sample and shows the answer. Secrets that the sample leaves out are asked for and not stored. */
export function TryIt({ ref, url, body, parameters }: TryItProps) {
  const { w, mayNot } = useWords();
  const words = w.parameters;
  const [isAsking, setIsAsking] = useState(false);
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('operator');
  const [isBusy, setIsBusy] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const [secrets, setSecrets] = useState<Readonly<Record<string, unknown>>>({});
  const button = useRef<HTMLButtonElement>(null);
  const values = (body['values'] ?? {}) as Readonly<Record<string, unknown>>;
  const missing = Object.keys(values).filter((name) => values[name] === secretInSample);

  const group = useRef<HTMLDivElement>(null);
  const wasAsking = useRef(false);

  // Each step removes the pressed button; the focus must stay in the dialog.
  useEffect(() => {
    if (isAsking) {
      group.current?.querySelector<HTMLElement>('input, [data-confirm]')?.focus();
      group.current?.scrollIntoView({ block: 'nearest' });
    } else if (wasAsking.current || tried) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking, tried]);

  async function run(): Promise<void> {
    storeText(agreed, 'yes');
    setIsBusy(true);
    const open = Object.entries(values).flatMap(([name, value]) => {
      const sent = missing.includes(name) ? secrets[name] : value;
      return sent === undefined ? [] : [[name, sent] as const];
    });
    const answer = await tryStart(new URL(url).pathname, { ...body, values: Object.fromEntries(open) });
    setIsAsking(false);
    setIsBusy(false);
    setTried(answer);
  }
  function press(): void {
    if (isBusy || refusal !== null) return;
    if (isAsking || (storedText(agreed) !== null && missing.length === 0)) void run();
    else setIsAsking(true);
  }
  useImperativeHandle(ref, () => ({ go: press }));
  if (isAsking) {
    return (
      <div ref={group} className={classes.asking} role="group" aria-label={words.tryIt}>
        <strong>{words.tryReal}</strong>
        {missing.map((name) => (
          <SecretField
            key={name}
            id={`try-${name}`}
            label={titleOf(name, parameters.properties[name] ?? {})}
            isRequired={parameters.required?.includes(name) ?? false}
            value={secrets[name]}
            onChange={(secret) => setSecrets({ ...secrets, [name]: secret })}
          />
        ))}
        {missing.length === 0 ? null : <p className={classes.note}>{words.trySecret}</p>}
        <div className={classes.askingActions}>
          <Button variant="default" onClick={() => setIsAsking(false)}>
            {w.app.actions.cancel}
          </Button>
          <Button data-confirm loading={isBusy} {...unless(refusal)} onClick={press}>
            {words.tryConfirm}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Button ref={button} className={classes.try ?? ''} loading={isBusy} {...unless(refusal)} onClick={press}>
        {tried ? words.tryAgain : words.tryIt}
      </Button>
      {tried ? <TryResult tried={tried} /> : null}
    </>
  );
}
