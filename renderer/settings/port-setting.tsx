import { useState } from 'react';
import { Button, NumberInput } from '@mantine/core';
import type { PortAnswer } from '../../contract/upkeep.ts';
import { call } from '../api/client.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

const usualPort = 8484;

/** The port for the next start, with a test whether it is free. */
export function PortSetting({ value }: { readonly value: number | null }) {
  const { w, say, told, notDone } = useWords();
  const words = w.settings.server;
  const change = useChange();
  const toast = useToast();
  /** Undefined: the stored setting. */
  const [typed, setTyped] = useState<number | null>();
  const port = typed === undefined ? value : typed;
  const [found, setFound] = useState<(PortAnswer & { port: number }) | null>(null);
  const isWrong = port !== null && (port < 1 || port > 65_535);

  async function test(): Promise<void> {
    const asked = port ?? usualPort;
    try {
      setFound({ ...(await call('checkPort', { body: { port: asked } })), port: asked });
    } catch (error) {
      toast(notDone(words.portTest, error));
    }
  }
  const holder = found?.holder ? told(found.holder, found.said) : words.anotherProgram;
  return (
    <div>
      <NumberInput
        inputContainer={(input) => (
          <div className={classes.withButton}>
            <div className={classes.port}>{input}</div>
            <Button size="xs" variant="default" disabled={isWrong} onClick={() => void test()}>
              {words.portTest}
            </Button>
          </div>
        )}
        label={words.port}
        description={words.portHint}
        value={port ?? ''}
        placeholder={String(usualPort)}
        allowDecimal={false}
        hideControls
        error={isWrong ? words.portProblem : null}
        onChange={(next) => {
          setTyped(typeof next === 'number' ? next : null);
          setFound(null);
        }}
        onBlur={() => {
          if (isWrong) return;
          if (port === value) setTyped(undefined);
          // Another port may have been typed in the meantime.
          else void change({ port }).then(() => setTyped((now) => (now === port ? undefined : now)));
        }}
      />
      <div className={classes.found} role="status" data-tone={found?.state === 'taken' ? 'bad' : undefined}>
        {found === null ? '' : say(words.portStates[found.state], { port: found.port, holder })}
      </div>
    </div>
  );
}
