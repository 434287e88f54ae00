import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { call, type Answer } from '../../api/client.ts';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { useFleetActs } from './use-fleet-acts.ts';

/** The address of a database, looked at before a fleet is made there. */
export function CreateFleet() {
  const { language, say, told } = useWords();
  const words = fleetWords[language];
  const { isBusy, problem, act } = useFleetActs();
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const [seen, setSeen] = useState<Answer<'checkFleet'> | null>(null);
  const look = () => act(async () => setSeen(await call('checkFleet', { body: { address } })));
  const create = () =>
    act(async () => {
      await call('createFleet', { body: { address, name } });
    });
  const isFine = address.trim() !== '';
  return (
    <SettingGroup title={words.create}>
      <p className={classes.hint}>{words.createHint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isFine && name.trim() !== '') create();
        }}
      >
        <TextInput
          className={classes.text ?? ''}
          label={words.address}
          description={words.addressHint}
          placeholder="postgres://rota@db.example:5432/rota"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setSeen(null);
          }}
        />
        <TextInput
          className={classes.text ?? ''}
          label={words.name}
          mt={10}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={classes.row} style={{ marginTop: 10 }}>
          <Button variant="default" disabled={!isFine || isBusy} onClick={look}>
            {words.test}
          </Button>
          <Button type="submit" disabled={!isFine || name.trim() === '' || isBusy}>
            {words.createNow}
          </Button>
        </div>
      </form>
      <p className={classes.hint} role="status">
        {isBusy ? words.asking : (problem ?? (seen === null ? null : found(seen)))}
      </p>
    </SettingGroup>
  );

  function found({ problem: fault, database, server, fleet }: Answer<'checkFleet'>): string {
    if (fault !== null) return told(fault.said);
    const facts = { database: database ?? '', server: server ?? '' };
    return fleet === null
      ? say(words.free, facts)
      : say(words.taken, { ...facts, name: fleet.name ?? '–', workers: String(fleet.workers) });
  }
}
