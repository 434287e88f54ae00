import {
  IconApps,
  IconCalendarClock,
  IconChartBar,
  IconDevicesPc,
  IconHistory,
  IconKey,
  IconMoon,
  IconSettings,
  IconSun,
  IconTimelineEvent,
} from '@tabler/icons-react';
import { useComputedColorScheme } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useFleet } from '../api/workers.ts';
import { useWords } from '../words/words.tsx';
import { Mark } from './mark.tsx';
import { useChangePreferences } from './preferences-context.tsx';
import classes from './rail.module.css';

/** The destinations in the order of the rail; `key` is the letter after `g`. */
export const places = [
  { id: 'overview', path: '/overview', key: 'o', icon: IconChartBar },
  { id: 'schedules', path: '/schedules', key: 's', icon: IconCalendarClock },
  { id: 'runs', path: '/runs', key: 'r', icon: IconHistory },
  { id: 'timeline', path: '/timeline', key: 't', icon: IconTimelineEvent },
  { id: 'processes', path: '/processes', key: 'p', icon: IconApps },
  { id: 'workers', path: '/workers', key: 'w', icon: IconDevicesPc },
  { id: 'clients', path: '/clients', key: 'c', icon: IconKey },
  { id: 'settings', path: '/settings', key: ',', icon: IconSettings },
] as const;

/** The left rail: names at 200 px, icons alone on a narrow window. */
export function Rail() {
  const { w, language } = useWords();
  const [path] = useLocation();
  const hasOthers = useFleet() !== null;
  const change = useChangePreferences();
  const isDark = useComputedColorScheme('light') === 'dark';
  const toLanguage = language === 'en' ? w.app.language.toTr : w.app.language.toEn;
  const toTheme = isDark ? w.app.theme.toLight : w.app.theme.toDark;
  return (
    <div className={classes.rail}>
      <div className={classes.brand}>
        <Mark size={22} />
        <span className={classes.name}>{w.app.name}</span>
      </div>
      <nav aria-label={w.app.navigation} className={classes.nav}>
        {places.map(({ id, path: to, icon: Icon }) => {
          const isHere = path === to || path.startsWith(`${to}/`);
          // One computer alone is shown in the settings.
          if (id === 'workers' && !hasOthers && !isHere) return null;
          return (
            <Link
              key={id}
              href={to}
              className={classes.link}
              title={w.app.nav[id]}
              {...(isHere ? { 'aria-current': 'page' } : {})}
            >
              <Icon size="1.1875rem" stroke={1.6} aria-hidden="true" />
              <span className={classes.name}>{w.app.nav[id]}</span>
            </Link>
          );
        })}
      </nav>
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
    </div>
  );
}
