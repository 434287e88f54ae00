import { useEffect, useId, useRef, useState } from 'react';
import { IconDots } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { useFleet } from '../api/workers.ts';
import { useWords } from '../words/words.tsx';
import { NeedsBadge } from './needs-badge.tsx';
import { PersonLinks } from './person-menu.tsx';
import { isAt, isForAdministrators, places } from './places.ts';
import { PreferenceButtons } from './preference-buttons.tsx';
import classes from './bottom-bar.module.css';

const inBar = 5;
type Shown = (typeof places)[number];

/** The places of a phone: five with their words at the bottom, the others behind "More". */
export function BottomBar({ me }: Pick<SessionAnswer, 'me'>) {
  const { w, mayNot } = useWords();
  const [path] = useLocation();
  const hasOthers = useFleet() !== null;
  // Whoever went elsewhere has left it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === path;
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const isOffered = (place: Shown): boolean =>
    isAt(place, path) ||
    ((place.id !== 'workers' || hasOthers) && (!isForAdministrators(place) || mayNot('administrator') === null));
  const more = places.slice(inBar).filter(isOffered);
  const isMoreHere = more.some((place) => isAt(place, path));
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpenAt(null);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpenAt(null);
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
    };
    addEventListener('pointerdown', outside);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div ref={root} className={classes.bar}>
      <nav aria-label={w.app.navigation} className={classes.nav}>
        {places.slice(0, inBar).map((place) => (
          <Place key={place.id} place={place} isHere={isAt(place, path)} className={classes.link ?? ''} />
        ))}
        <button
          type="button"
          className={classes.link}
          aria-expanded={isOpen}
          aria-controls={id}
          data-here={isMoreHere || undefined}
          onClick={() => setOpenAt(isOpen ? null : path)}
        >
          <IconDots size="1.25rem" stroke={1.6} aria-hidden="true" />
          <span>{w.app.more}</span>
        </button>
        <div id={id} className={classes.more} hidden={!isOpen}>
          {more.map((place) => (
            <Place
              key={place.id}
              place={place}
              isHere={isAt(place, path)}
              className={classes.other ?? ''}
              onGo={() => setOpenAt(null)}
            />
          ))}
          <PersonLinks me={me} className={classes.other ?? ''} onGo={() => setOpenAt(null)} />
          <PreferenceButtons />
        </div>
      </nav>
    </div>
  );
}

interface PlaceProps {
  readonly place: (typeof places)[number];
  readonly isHere: boolean;
  readonly className: string;
  readonly onGo?: () => void;
}

function Place({ place: { id, path, icon: Icon }, isHere, className, onGo }: PlaceProps) {
  const { w } = useWords();
  return (
    <Link
      href={path}
      className={className}
      {...(onGo ? { onClick: onGo } : {})}
      {...(isHere ? { 'aria-current': 'page' } : {})}
    >
      <Icon size="1.25rem" stroke={1.6} aria-hidden="true" />
      <span>{w.app.nav[id]}</span>
      {id === 'overview' ? <NeedsBadge /> : null}
    </Link>
  );
}
