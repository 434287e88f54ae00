import { useState } from 'react';
import { Button, Checkbox, NumberInput, Switch, TextInput } from '@mantine/core';
import type { DailyBackups, DailyBackupsBody } from '../../contract/backups.ts';
import { call } from '../api/client.ts';
import { useBusy } from '../ui/use-busy.ts';
import { backupTime } from '../words/restored-sentence.ts';
import { useWords } from '../words/words.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';
import type { Doing } from './use-doing.ts';

/** The server's rules for a passphrase. */
const fewestLetters = 8;

/** The backups that Rota makes by itself: when, how many, where to, and what became of the last. */
export function DailyBackupsGroup({ daily, doing }: { readonly daily: DailyBackups | null; readonly doing: Doing }) {
  const words = useWords().w.settings.data.backups.daily;
  return (
    <SettingGroup title={words.title}>
      {daily === null ? (
        <p className={classes.lead}>{words.fleet}</p>
      ) : (
        <DailyForm key={JSON.stringify(daily.plan)} daily={daily} doing={doing} />
      )}
    </SettingGroup>
  );
}

interface Draft extends Omit<DailyBackupsBody, 'passphrase' | 'folder'> {
  readonly folder: string;
  readonly isSealing: boolean;
  readonly passphrase: string;
}

function DailyForm({ daily, doing }: { readonly daily: DailyBackups; readonly doing: Doing }) {
  const { w } = useWords();
  const words = w.settings.data.backups.daily;
  const { plan } = daily;
  const kept: Draft = { ...plan, folder: plan.folder ?? '', isSealing: plan.hasPassphrase, passphrase: '' };
  const [draft, setDraft] = useState(kept);
  const [isTooShort, setIsTooShort] = useState(false);
  const saving = useBusy();
  const making = useBusy();
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const isChanged = JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(kept));

  function save(): void {
    const typed = [...draft.passphrase].length;
    const isShort = draft.isSealing && typed < fewestLetters && !(typed === 0 && plan.hasPassphrase);
    setIsTooShort(isShort);
    if (!isShort) doing(saving, words.act, () => call('setDailyBackups', { body: bodyOf(draft) }));
  }
  return (
    <>
      <Switch
        label={words.enabled}
        description={words.hint}
        checked={draft.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      {draft.enabled ? (
        <>
          <div className={classes.numbers}>
            <TextInput
              type="time"
              label={words.at}
              value={draft.at}
              onChange={(event) => change({ at: event.currentTarget.value || '03:30' })}
            />
            <NumberInput
              className={classes.number ?? ''}
              label={words.keep}
              value={draft.keep}
              min={1}
              max={365}
              clampBehavior="strict"
              allowDecimal={false}
              onChange={(keep) => (typeof keep === 'number' ? change({ keep }) : undefined)}
            />
          </div>
          <TextInput
            className={classes.text ?? ''}
            label={words.folder}
            description={words.folderHint}
            value={draft.folder}
            maxLength={1000}
            spellCheck={false}
            onChange={(event) => change({ folder: event.currentTarget.value })}
          />
          {draft.folder.trim() === '' ? null : (
            <Passphrase draft={draft} isSet={plan.hasPassphrase} isTooShort={isTooShort} onChange={change} />
          )}
        </>
      ) : null}
      <DailyFacts daily={daily} />
      <div className={classes.row}>
        <Button size="xs" variant="default" disabled={!isChanged} loading={saving.isBusy} onClick={save}>
          {words.save}
        </Button>
        {plan.enabled && !isChanged ? (
          <Button
            size="xs"
            variant="default"
            loading={making.isBusy}
            onClick={() => doing(making, words.nowAct, () => call('makeDailyBackup'))}
          >
            {words.now}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Passphrase({
  draft,
  isSet,
  isTooShort,
  onChange,
}: {
  readonly draft: Draft;
  readonly isSet: boolean;
  readonly isTooShort: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { backups } = useWords().w.settings.data;
  const words = backups.daily;
  return (
    <>
      <Checkbox
        label={words.seal}
        description={draft.isSealing ? undefined : words.plain}
        checked={draft.isSealing}
        onChange={(event) => onChange({ isSealing: event.currentTarget.checked })}
      />
      {draft.isSealing ? (
        <PassphraseField
          isNew
          value={draft.passphrase}
          description={isSet ? `${words.sealed} ${words.sealHint}` : words.sealHint}
          error={isTooShort ? backups.sealShort : undefined}
          onChange={(passphrase) => onChange({ passphrase })}
        />
      ) : null}
    </>
  );
}

function DailyFacts({ daily: { plan, nextAt, isMaking, last, problem, copy } }: { readonly daily: DailyBackups }) {
  const { w, say, times, told } = useWords();
  const words = w.settings.data.backups.daily;
  const time = (at: number) => backupTime(at, times);
  const failing = (sentence: string, { since, said }: NonNullable<DailyBackups['problem']>) =>
    say(sentence, { time: time(since), problem: told(said) });
  return (
    <ul className={classes.sentences} aria-label={words.title}>
      {isMaking ? <li>{words.making}</li> : null}
      <li>{plan.enabled && nextAt !== null ? say(words.next, { time: time(nextAt) }) : words.off}</li>
      <li>{last === null ? words.never : say(words.last, { time: time(last.at) })}</li>
      {problem === null ? null : <li>{failing(words.failed, problem)}</li>}
      {copy === null ? null : (
        <li>
          {copy.last === null
            ? say(words.notCopied, { folder: copy.folder })
            : say(words.copied, { time: time(copy.last.at), folder: copy.folder })}
        </li>
      )}
      {copy?.problem ? <li>{failing(words.copyFailed, copy.problem)}</li> : null}
    </ul>
  );
}

function bodyOf({ isSealing, passphrase, folder, enabled, at, keep }: Draft): DailyBackupsBody {
  const place = folder.trim();
  const plan = { enabled, at, keep, folder: place === '' ? null : place };
  if (place === '' || !isSealing) return { ...plan, passphrase: null };
  return passphrase === '' ? plan : { ...plan, passphrase };
}
