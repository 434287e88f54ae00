import { Checkbox, Radio, Stack } from '@mantine/core';
import type { SessionAnswer } from '../../contract/console.ts';
import { languages } from '../../contract/language.ts';
import type { Settings } from '../../contract/settings.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

const choices = ['system', ...languages] as const;
const themes = ['system', 'light', 'dark'] as const;
const closings = ['keep-running', 'quit'] as const;
const noticed = ['failure', 'ownRunEnded', 'missed', 'serverLost', 'success', 'started'] as const;

/** Language, theme, the desktop app's behaviour, and notifications. */
export function GeneralSection({ session }: { readonly session: SessionAnswer }) {
  const { w, notDone } = useWords();
  const words = w.settings.general;
  const toast = useToast();
  const change = useChange();
  const { settings } = session;
  const isDesktop = window.desktop !== undefined;
  const note = isDesktop ? null : <p className={classes.lead}>{w.settings.desktopOnly}</p>;
  return (
    <>
      <SettingGroup title={words.look}>
        <Choice
          label={words.language}
          value={settings.language}
          options={choices}
          names={words.languages}
          onChange={(language) => void change({ language })}
        />
        <Choice
          label={words.theme}
          value={settings.theme}
          options={themes}
          names={words.themes}
          onChange={(theme) => void change({ theme })}
        />
      </SettingGroup>
      <SettingGroup title={words.app}>
        {note}
        <Checkbox
          label={words.startAtLogin}
          description={words.startAtLoginHint}
          checked={settings.startAtLogin}
          disabled={!isDesktop}
          onChange={(event) => {
            const startAtLogin = event.currentTarget.checked;
            window.desktop
              ?.call('set-start-at-login', startAtLogin)
              .then(() => change({ startAtLogin }))
              .catch((error: unknown) => toast(notDone(words.startAtLogin, error)));
          }}
        />
        <Checkbox
          label={words.openWindow}
          checked={settings.openWindowAtStart}
          disabled={!isDesktop}
          onChange={(event) => void change({ openWindowAtStart: event.currentTarget.checked })}
        />
        <Choice
          label={words.onClose}
          value={settings.onClose}
          options={closings}
          names={words.onCloses}
          isDisabled={!isDesktop}
          onChange={(onClose) => void change({ onClose })}
        />
      </SettingGroup>
      <SettingGroup title={words.notifications}>
        {note}
        {noticed.map((name) => (
          <Checkbox
            key={name}
            label={words[name]}
            checked={settings.notifications[name]}
            disabled={!isDesktop}
            onChange={(event) =>
              void change({ notifications: { ...settings.notifications, [name]: event.currentTarget.checked } })
            }
          />
        ))}
      </SettingGroup>
    </>
  );
}

interface ChoiceProps<Value extends Settings['language' | 'theme' | 'onClose']> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly isDisabled?: boolean;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends Settings['language' | 'theme' | 'onClose']>(props: ChoiceProps<Value>) {
  const { label, value, options, names, isDisabled = false, onChange } = props;
  return (
    <Radio.Group label={label} value={value} onChange={(next) => onChange(next)}>
      <Stack gap={8} mt={6}>
        {options.map((option) => (
          <Radio key={option} value={option} label={names[option]} disabled={isDisabled} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
