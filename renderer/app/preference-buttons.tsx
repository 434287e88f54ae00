import { IconMoon, IconSun } from '@tabler/icons-react';
import { useComputedColorScheme } from '@mantine/core';
import { useWords } from '../words/words.tsx';
import { useChangePreferences } from './preferences-context.tsx';
import classes from './rail.module.css';

/** Theme and language. */
export function PreferenceButtons() {
  const { w, language } = useWords();
  const change = useChangePreferences();
  const isDark = useComputedColorScheme('light') === 'dark';
  const toLanguage = language === 'en' ? w.app.language.toTr : w.app.language.toEn;
  const toTheme = isDark ? w.app.theme.toLight : w.app.theme.toDark;
  return (
    <div className={classes.foot}>
      <button
        type="button"
        className={classes.tool}
        title={toTheme}
        aria-label={toTheme}
        onClick={() => change(toTheme, { theme: isDark ? 'light' : 'dark' })}
      >
        {isDark ? <IconSun size="1.125rem" stroke={1.6} /> : <IconMoon size="1.125rem" stroke={1.6} />}
      </button>
      <button
        type="button"
        className={classes.tool}
        lang={language === 'en' ? 'tr' : 'en'}
        title={toLanguage}
        onClick={() => change(toLanguage, { language: language === 'en' ? 'tr' : 'en' })}
      >
        <span aria-hidden="true">{language === 'en' ? 'TR' : 'EN'}</span>
        <span className={classes.hidden}>{toLanguage}</span>
      </button>
    </div>
  );
}
