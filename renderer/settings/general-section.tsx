import { Checkbox, Radio, Stack } from '@mantine/core';
import type { SessionAnswer } from '../../contract/console.ts';
import { languages } from '../../contract/language.ts';
import type { Settings } from '../../contract/settings.ts';
import { usePreferences } from '../api/preferences.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { SettingGroup } from './parts.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';
import { useOwnChange } from './use-own-change.ts';

const choices = ['system', ...languages] as const;
const themes = ['system', 'light', 'dark'] as const;
const closings = ['keep-running', 'quit'] as const;
const noticed = ['failure', 'ownRunEnded', 'missed', 'serverLost', 'success', 'started'] as const;

/** Language, theme, the desktop app's behaviour, and notifications. */
export function GeneralSection({ session }: { readonly session: SessionAnswer }) {
  const { w } = useWords();
  const words = w.settings.general;
  const { language, theme, kept } = usePreferences();
  const change = useOwnChange();
  const { settings } = session;
  return (
    <>
      <SettingGroup title={words.look}>
        {kept === 'settings' ? null : <p className={classes.lead}>{words.whose[kept]}</p>}
        <Choice
          label={words.language}
          value={language}
          options={choices}
          names={words.languages}
          onChange={(next) => change({ language: next })}
        />
        <Choice
          label={words.theme}
          value={theme}
          options={themes}
          names={words.themes}
          onChange={(next) => change({ theme: next })}
        />
      </SettingGroup>
      {window.desktop === undefined ? (
        <p className={classes.lead}>{w.settings.desktopOnly}</p>
      ) : (
        <DesktopSettings settings={settings} />
      )}
    </>
  );
}

/** What only the desktop app has: in a browser nothing of it would do anything. */
function DesktopSettings({ settings }: Pick<SessionAnswer, 'settings'>) {
  const { w, notDone } = useWords();
  const words = w.settings.general;
  const toast = useToast();
  const change = useChange();
  return (
    <>
      <SettingGroup title={words.app}>
        <Checkbox
          label={words.startAtLogin}
          description={words.startAtLoginHint}
          checked={settings.startAtLogin}
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
          onChange={(event) => void change({ openWindowAtStart: event.currentTarget.checked })}
        />
        <Choice
          label={words.onClose}
          value={settings.onClose}
          options={closings}
          names={words.onCloses}
          onChange={(onClose) => void change({ onClose })}
        />
      </SettingGroup>
      <SettingGroup title={words.notifications}>
        {noticed.map((name) => (
          <Checkbox
            key={name}
            label={words[name]}
            checked={settings.notifications[name]}
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
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends Settings['language' | 'theme' | 'onClose']>(props: ChoiceProps<Value>) {
  const { label, value, options, names, onChange } = props;
  return (
    <Radio.Group label={label} value={value} onChange={(next) => onChange(next)}>
      <Stack gap={8} mt={6}>
        {options.map((option) => (
          <Radio key={option} value={option} label={names[option]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
