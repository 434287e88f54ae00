import { app, nativeTheme } from 'electron';
import type { Language } from '../contract/language.ts';
import type { Settings } from '../contract/settings.ts';
import type { Engine, Say } from './server-face.ts';
import { setStartAtLogin } from './start-at-login.ts';
import { languageOf } from './words/words.ts';

/** Applies theme, language and start at sign-in whenever the settings change. Returns its stopper. */
export function followSettings(deps: {
  readonly engine: Pick<Engine, 'settings' | 'subscribe'>;
  /** The program to start at sign-in. */
  readonly program: string;
  readonly args: readonly string[];
  readonly say: Say;
  onLanguage(language: Language): void;
}): () => void {
  let known: Settings | null = null;

  function apply(settings: Settings): void {
    const before = known;
    known = settings;
    if (settings.theme !== before?.theme) nativeTheme.themeSource = settings.theme;
    if (settings.language !== before?.language) deps.onLanguage(languageOf(settings.language, app.getLocale()));
    // At the start only "on" is written again, because the program may have moved; "off" keeps what a person set up by hand.
    const isChanged = before === null ? settings.startAtLogin : settings.startAtLogin !== before.startAtLogin;
    if (!isChanged) return;
    setStartAtLogin(settings.startAtLogin, deps.program, deps.args, before !== null).then(
      (isKept) => {
        if (!isKept) deps.say('start at sign-in is switched off in the settings of Windows, and stays so');
      },
      (error: unknown) => deps.say('start at sign-in could not be set', error),
    );
  }

  const stop = deps.engine.subscribe((announcement) => {
    if (announcement.type === 'settings') apply(announcement.settings);
  });
  apply(deps.engine.settings.get());
  return stop;
}
