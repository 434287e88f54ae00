import type { AuditEntry } from '../../contract/console.ts';
import type { Settings } from '../../contract/settings.ts';
import { vaultWords } from '../words/vault-words.ts';
import { personName, type Speech, type Words } from '../words/words.tsx';

/** The actor: a program by its name, a person by their way of signing in. */
export function whoIn({ who }: AuditEntry, { w, say }: Pick<Speech, 'w' | 'say'>): string {
  const [, client] = /^client (.+)$/.exec(who) ?? [];
  return client === undefined ? personName(who, w) : say(w.runs.by.client, { name: client });
}

/** The target in the reader's language: settings by their labels, an instant in the reader's local time. */
export function whatIn(
  { action, what }: AuditEntry,
  { w, language, told, times }: Pick<Speech, 'w' | 'language' | 'told' | 'times'>,
): string {
  if (typeof what === 'object') return told(what);
  if (action === 'settings changed')
    return what
      .split(', ')
      .map((key) => settingLabel(key, w, language))
      .join(' · ');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(what) ? times.full(Date.parse(what)) : what;
}

function settingLabel(key: string, w: Words, language: Speech['language']): string {
  const { general, worker, server, data, webhooks, shortcuts } = w.settings;
  const labels: Readonly<Record<keyof Settings, string>> = {
    language: general.language,
    theme: general.theme,
    startAtLogin: general.startAtLogin,
    openWindowAtStart: general.openWindow,
    onClose: general.onClose,
    singleKeyShortcuts: shortcuts.single,
    quickRunShortcut: shortcuts.quickRunName,
    notifications: general.notifications,
    runsAtOnce: worker.runsAtOnce,
    desktopWarningSeconds: worker.warning,
    screenshotOnFailure: worker.screenshot,
    strict: server.strict,
    timezone: worker.timezone,
    port: server.port,
    host: server.host,
    retention: data.keep,
    maxLogMegabytes: data.maxLog,
    sharing: data.sharing,
    keepFreeMegabytes: data.keepFree,
    allowPrivateWebhooks: webhooks.allowPrivate,
    keyInSystemStore: vaultWords[language].keepInSystem,
    publicAddress: w.messages.publicAddress,
    firstRunDismissed: w.schedules.firstRun.label,
  };
  return Object.hasOwn(labels, key) ? labels[key as keyof Settings] : key;
}
