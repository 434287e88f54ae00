import { Link, useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { useFleet } from '../api/workers.ts';
import { useWords } from '../words/words.tsx';
import { Mark } from './mark.tsx';
import { NeedsBadge } from './needs-badge.tsx';
import { PersonMenu } from './person-menu.tsx';
import { isAt, isForAdministrators, places } from './places.ts';
import { PreferenceButtons } from './preference-buttons.tsx';
import classes from './rail.module.css';

/** The left rail: names at 200 px, icons alone on a narrow window; a phone has the bottom bar instead. */
export function Rail({ me }: Pick<SessionAnswer, 'me'>) {
  const { w, mayNot } = useWords();
  const [path] = useLocation();
  const hasOthers = useFleet() !== null;
  return (
    <div className={classes.rail}>
      <div className={classes.brand}>
        <Mark size={22} />
        <span className={classes.name}>{w.app.name}</span>
      </div>
      <nav aria-label={w.app.navigation} className={classes.nav}>
        {places.map((place) => {
          const { id, path: to, icon: Icon } = place;
          const isHere = isAt(place, path);
          if (isForAdministrators(place) && mayNot('administrator') !== null && !isHere) return null;
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
              {id === 'overview' ? <NeedsBadge /> : null}
            </Link>
          );
        })}
      </nav>
      <div className={classes.end}>
        <PersonMenu me={me} />
        <PreferenceButtons />
      </div>
    </div>
  );
}
