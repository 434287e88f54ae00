import { useRef, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Credentials } from '../../../contract/client.ts';
import { call } from '../../api/client.ts';
import { useIsOffline } from '../../api/use-live.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { unless } from '../../ui/unless.ts';
import { useWords } from '../../words/words.tsx';
import { messageOf } from '../use-schedule-actions.ts';
import classes from './parameters.module.css';

/** Where there is no client yet: makes one for this process, and shows its password this one time. */
export function CreateClient({ process, hasClients }: { readonly process: string; readonly hasClients: boolean }) {
  const { w, say } = useWords();
  const words = w.parameters;
  const queries = useQueryClient();
  const toast = useToast();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const box = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<Credentials | null>(null);

  async function create(): Promise<void> {
    try {
      const body = { name: say(words.clientName, { name: process }), processes: [process] };
      setMade(await call('createClient', { body }));
      await queries.invalidateQueries({ queryKey: ['clients'] });
    } catch (error) {
      toast({ text: messageOf(error), tone: 'bad' });
    }
  }
  // Once made it stays in view, although there is a client now: the password is shown only here.
  if (made === null && hasClients) return null;
  if (made === null) {
    return (
      <div className={classes.client}>
        <span>{words.noClient}</span>
        <Button variant="default" {...unless(refusal)} onClick={() => void create()}>
          {words.createClient}
        </Button>
      </div>
    );
  }
  return (
    <div ref={box} className={classes.made} role="status">
      <strong>{words.created}</strong>
      <dl className={classes.ids}>
        <Secret label={words.user} value={made.user} copy={words.copyUser} />
        <Secret label={words.password} value={made.password} copy={words.copyPassword} />
      </dl>
      <Group>
        <CopyButton
          text={`ROTA_USER=${made.user}\nROTA_PASSWORD=${made.password}\n`}
          words={words.copyEnv}
          source={box}
        />
      </Group>
    </div>
  );
}

function Secret({ label, value, copy }: { readonly label: string; readonly value: string; readonly copy: string }) {
  const code = useRef<HTMLElement>(null);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code ref={code}>{value}</code>
        <CopyButton text={value} label={copy} source={code} />
      </dd>
    </div>
  );
}
