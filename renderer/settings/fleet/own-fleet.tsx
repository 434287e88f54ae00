import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { call, type Answer } from '../../api/client.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { fleetWords } from '../../words/fleet-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { JoinCode } from './join-code.tsx';
import { useFleetActs } from './use-fleet-acts.ts';

interface OwnFleetProps {
  readonly fleet: NonNullable<Answer<'fleet'>['fleet']>;
  readonly mayLeave: boolean;
  /** Before the way out. */
  readonly children: ReactNode;
}

/** The fleet of this computer, its join code on demand, and the way out. */
export function OwnFleet({ fleet, mayLeave, children }: OwnFleetProps) {
  const { language } = useWords();
  const words = fleetWords[language];
  const confirm = useConfirm();
  const { isBusy, problem, act } = useFleetActs();
  const [code, setCode] = useState<string | null>(null);
  const [isLast, setIsLast] = useState(false);
  const facts: readonly (readonly [string, string])[] = [
    [words.name, fleet.name ?? (fleet.workers === null ? words.notAnswering : words.noName)],
    [words.database, fleet.isEncrypted ? fleet.database : `${fleet.database} ${words.notEncrypted}`],
    [words.key, fleet.fingerprint],
    [words.workers, fleet.workers === null ? words.notAnswering : String(fleet.workers)],
  ];
  const show = () =>
    act(async () => {
      setCode((await call('fleetCode', { body: {} })).code);
    });
  const leave = () =>
    act(async () => {
      const question = {
        title: words.leaveTitle,
        text: words.leaveText,
        confirm: words.leave,
        keep: words.stay,
        isDangerous: true,
      };
      if (!(await confirm(question))) return;
      const { lastCode } = await call('leaveFleet');
      if (lastCode === null) return;
      setCode(lastCode);
      setIsLast(true);
    });
  return (
    <>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className={classes.row}>
            <dt className={classes.label}>{name}</dt>
            <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd>
          </div>
        ))}
      </dl>
      <SettingGroup title={words.code}>
        {code === null ? (
          <div>
            <div className={classes.hint}>{words.codeWhy}</div>
            <Button size="xs" variant="default" mt={6} disabled={isBusy} onClick={show}>
              {words.show}
            </Button>
          </div>
        ) : (
          <JoinCode code={code} hint={isLast ? words.lastCode : words.codeHint} />
        )}
      </SettingGroup>
      {children}
      {mayLeave ? (
        <SettingGroup title={words.leaveTitle}>
          <p className={classes.hint}>{words.leaveText}</p>
          <div>
            <Button variant="default" disabled={isBusy} onClick={leave}>
              {words.leave}
            </Button>
          </div>
        </SettingGroup>
      ) : null}
      <p className={classes.hint} role="status">
        {problem}
      </p>
    </>
  );
}
