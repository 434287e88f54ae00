import { useState } from 'react';
import { Button, PasswordInput, Textarea } from '@mantine/core';
import { call } from '../../api/client.ts';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { useFleetActs } from './use-fleet-acts.ts';

/** By the code of one of its computers. */
export function JoinFleet() {
  const { language } = useWords();
  const words = fleetWords[language];
  const { isBusy, problem, act } = useFleetActs();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const isFine = code.trim() !== '';
  const join = () =>
    act(async () => {
      await call('joinFleet', { body: { code, ...(password === '' ? {} : { password }) } });
    });
  return (
    <SettingGroup title={words.join}>
      <p className={classes.hint}>{words.joinHint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isFine) join();
        }}
      >
        <Textarea
          className={classes.text ?? ''}
          label={words.code}
          placeholder="rota-fleet-1-…"
          autosize
          minRows={2}
          spellCheck={false}
          autoComplete="off"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <PasswordInput
          className={classes.text ?? ''}
          label={words.password}
          description={words.passwordHint}
          mt={10}
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" mt={10} disabled={!isFine || isBusy}>
          {words.joinNow}
        </Button>
      </form>
      <p className={classes.hint} role="status">
        {isBusy ? words.asking : problem}
      </p>
    </SettingGroup>
  );
}
