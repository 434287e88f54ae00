import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Credentials } from '../../../contract/client.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useIsOffline } from '../../api/use-live.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { unless } from '../../ui/unless.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { useWords } from '../../words/words.tsx';
import classes from './parameters.module.css';

export interface CreateClientProps {
  readonly process: string;
  readonly hasClients: boolean;
  /** While an unsaved password is shown, a stray click must not close the dialog. */
  readonly onHold: (isHeld: boolean) => void;
}

/** If there is no client yet: creates one for this process, and shows its password once. */
export function CreateClient({ process, hasClients, onHold }: CreateClientProps) {
  const { w, say, notDone, mayNot } = useWords();
  const words = w.parameters;
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const [made, setMade] = useState<Credentials | null>(null);
  const [isTaken, setIsTaken] = useState(false);
  const { isBusy, whenIdle } = useBusy();
  const [user, password, both] = [
    useRef<HTMLElement>(null),
    useRef<HTMLElement>(null),
    useRef<HTMLPreElement>(null),
  ] as const;

  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (made) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [made]);

  async function create(): Promise<void> {
    try {
      const body = { name: say(words.clientName, { name: process }), processes: [process] };
      setMade(await call('createClient', { body }));
      onHold(true);
      await queries.invalidateQueries({ queryKey: keys.clients });
    } catch (error) {
      toast(notDone(words.createClient, error));
    }
  }
  function take(): void {
    setIsTaken(true);
    onHold(false);
  }
  // Stays visible after the client was created: the password is shown only here.
  if (made === null && (hasClients || mayNot('administrator') !== null)) return null;
  if (made === null) {
    return (
      <div className={classes.client}>
        <span>{words.noClient}</span>
        <Button variant="default" loading={isBusy} {...unless(refusal)} onClick={() => void whenIdle(create)}>
          {words.createClient}
        </Button>
      </div>
    );
  }
  return (
    <div ref={shown} className={classes.made} role="status">
      <strong>{words.created}</strong>
      <pre ref={both} className={classes.credentials}>
        ROTA_USER=<code ref={user}>{made.user}</code>
        {'\n'}ROTA_PASSWORD=<code ref={password}>{made.password}</code>
      </pre>
      <div className={classes.madeActions}>
        <CopyButton
          text={`ROTA_USER=${made.user}\nROTA_PASSWORD=${made.password}\n`}
          words={words.copyEnv}
          source={both}
          onCopied={take}
        />
        <CopyButton text={made.user} words={words.copyUser} source={user} />
        <CopyButton text={made.password} words={words.copyPassword} source={password} onCopied={take} />
        {isTaken ? null : (
          <Button variant="subtle" size="compact-sm" ml="auto" onClick={take}>
            {words.storedElsewhere}
          </Button>
        )}
      </div>
    </div>
  );
}
