import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import type { BringAnswer, OnConflict } from '../../../contract/fleet.ts';
import { call } from '../../api/client.ts';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { BroughtTable } from './brought-table.tsx';
import { useFleetActs } from './use-fleet-acts.ts';

type Decision = Exclude<OnConflict, 'ask'>;
const decisions: readonly Decision[] = ['theirs', 'mine', 'both'];

/** What of this computer's own folder could come into its fleet, and the way to bring it; before the fleet is used only the former. */
export function BringAlong({ isUsed }: { readonly isUsed: boolean }) {
  const { language } = useWords();
  const words = fleetWords[language].bring;
  const { isBusy, problem, act } = useFleetActs();
  const [found, setFound] = useState<BringAnswer | null>(null);
  const [decision, setDecision] = useState<Decision | null>(null);
  const ask = (isDryRun: boolean, onConflict: Decision | null) =>
    act(async () => {
      setFound(await call('bringIntoFleet', { body: { isDryRun, onConflict: onConflict ?? 'ask' } }));
    });
  const isDry = found?.isDryRun ?? true;
  const isOpen = found?.entries.some(({ change }) => change === 'conflict') ?? false;
  const comes = found !== null && isDry && hasNew(found);

  return (
    <SettingGroup title={words.title}>
      <div className={classes.hint}>{words.lead}</div>
      {found === null ? null : <BroughtTable answer={found} />}
      {isUsed && comes && (isOpen || decision !== null) ? (
        <Select
          className={classes.text ?? ''}
          label={words.decide}
          data={decisions.map((value) => ({ value, label: words.decisions[value] }))}
          value={decision}
          onChange={(value) => {
            const next = decisions.find((one) => one === value) ?? null;
            setDecision(next);
            ask(true, next);
          }}
        />
      ) : null}
      {found !== null && !isUsed && comes ? <div className={classes.hint}>{words.later}</div> : null}
      <div className={classes.row}>
        <Button variant="default" disabled={isBusy} onClick={() => ask(true, decision)}>
          {words.look}
        </Button>
        {isUsed && comes ? (
          <Button disabled={isBusy || isOpen} onClick={() => ask(false, decision)}>
            {words.now}
          </Button>
        ) : null}
      </div>
      <p className={classes.hint} role="status">
        {isBusy ? words.asking : (problem ?? (found !== null && !isDry ? words.done : null))}
      </p>
    </SettingGroup>
  );
}

const hasNew = ({ entries, schedules, runs }: BringAnswer): boolean =>
  schedules.add > 0 || runs.add > 0 || entries.some(({ change }) => change !== 'same' && change !== 'theirs');
