import { useState } from 'react';
import { Checkbox, TagsInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '../../contract/console.ts';
import { isTimeZone } from '../../contract/quartz/index.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useZoneNames } from '../api/queries.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { SettingGroup, NumberSetting } from './parts.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

/** The name of this computer, and how many runs it does at once. */
export function WorkerSection({ session }: { readonly session: SessionAnswer }) {
  return (
    <>
      <Identity worker={session.worker} />
      <Running session={session} />
    </>
  );
}

function Identity({ worker }: Pick<SessionAnswer, 'worker'>) {
  const { w, notDone } = useWords();
  const words = w.settings.worker;
  const queries = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(worker.name);
  /** Aliases being saved: the next one may be typed before the answer. */
  const [typedAliases, setTypedAliases] = useState<string[] | null>(null);

  async function rename(body: { name?: string; aliases?: string[] }): Promise<void> {
    try {
      await call('renameWorker', { body });
      toast({ id: 'settings-saved', text: w.settings.saved });
    } catch (error) {
      toast({ ...notDone(w.app.actions.save, error), id: 'settings-saved' });
    }
    await queries.invalidateQueries({ queryKey: keys.session });
  }
  return (
    <SettingGroup title={words.identity}>
      <TextInput
        className={classes.text ?? ''}
        label={words.name}
        description={words.nameHint}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => {
          if (name.trim() === '') setName(worker.name);
          else if (name.trim() !== worker.name) void rename({ name: name.trim() });
        }}
      />
      <div>
        <div className={classes.label}>{words.id}</div>
        <div className={classes.hint}>{words.idHint}</div>
        <div className={classes.identity}>
          <code>{worker.id}</code>
          <CopyButton text={worker.id} label={`${w.app.actions.copy}: ${words.id}`} />
        </div>
      </div>
      <TagsInput
        className={classes.text ?? ''}
        label={words.aliases}
        description={words.aliasesHint}
        value={typedAliases ?? worker.aliases}
        maxTags={20}
        onChange={(aliases) => {
          setTypedAliases(aliases);
          void rename({ aliases }).then(() => setTypedAliases((now) => (now === aliases ? null : now)));
        }}
      />
    </SettingGroup>
  );
}

function Running({ session }: { readonly session: SessionAnswer }) {
  const { w, say } = useWords();
  const words = w.settings.worker;
  const change = useChange();
  const { settings } = session;
  // The app warns and takes pictures; other computers of a fleet may run it.
  const hasDesktopApp = session.isDesktop || session.isFleet;
  // Only with the names of all zones can the form check its input.
  useZoneNames();
  /** Until the server returns its name for the zone. */
  const [typedZone, setTypedZone] = useState<string | null>(null);
  const zone = typedZone ?? settings.timezone ?? '';
  const zoneProblem =
    zone.trim() === '' || isTimeZone(zone.trim()) ? null : say(words.timezoneProblem, { zone: zone.trim() });

  function saveZone(): void {
    const timezone = zone.trim() === '' ? null : zone.trim();
    if (zoneProblem !== null || timezone === settings.timezone) return;
    void change({ timezone }).then((isTaken) => isTaken && setTypedZone(null));
  }
  return (
    <SettingGroup title={words.running}>
      <NumberSetting
        label={words.runsAtOnce}
        description={words.runsAtOnceHint}
        value={settings.runsAtOnce}
        min={1}
        max={1000}
        onSave={(runsAtOnce) => void change({ runsAtOnce })}
      />
      {hasDesktopApp ? (
        <NumberSetting
          label={words.warning}
          description={words.warningHint}
          value={settings.desktopWarningSeconds}
          min={0}
          max={300}
          onSave={(desktopWarningSeconds) => void change({ desktopWarningSeconds })}
        />
      ) : null}
      {hasDesktopApp ? (
        <Checkbox
          label={words.screenshot}
          checked={settings.screenshotOnFailure}
          onChange={(event) => void change({ screenshotOnFailure: event.currentTarget.checked })}
        />
      ) : null}
      <TextInput
        className={classes.text ?? ''}
        label={words.timezone}
        description={say(words.timezoneHint, { zone: session.timezone })}
        value={zone}
        error={zoneProblem}
        onChange={(event) => setTypedZone(event.currentTarget.value)}
        onBlur={saveZone}
      />
    </SettingGroup>
  );
}
