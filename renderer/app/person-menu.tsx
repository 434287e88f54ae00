import { useEffect, useId, useRef, useState } from 'react';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { SessionAnswer } from '../../contract/console.ts';
import { useSignOut } from '../api/people.ts';
import { useWords } from '../words/words.tsx';
import classes from './rail.module.css';

type Me = Pick<SessionAnswer, 'me'>;

/** Who is signed in, with the way to their account and out; nothing for whoever has the computer. */
export function PersonMenu({ me }: Me) {
  const { w, say } = useWords();
  const [path] = useLocation();
  // Whoever went elsewhere has left it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === path;
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const end = new AbortController();
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpenAt(null);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpenAt(null);
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
    };
    addEventListener('pointerdown', outside, { signal: end.signal });
    addEventListener('keydown', onKey, { signal: end.signal });
    return () => end.abort();
  }, [isOpen]);
  if (me.userId === null) return null;
  const label = say(w.app.person, { name: me.name });
  return (
    <div ref={root} className={classes.person}>
      <button
        type="button"
        className={`${classes.link} ${classes.who}`}
        title={label}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpenAt(isOpen ? null : path)}
      >
        <IconUserCircle size="1.1875rem" stroke={1.6} aria-hidden="true" />
        <span className={classes.name}>{me.name}</span>
      </button>
      <div id={id} className={classes.menu} hidden={!isOpen}>
        <PersonLinks me={me} className={`${classes.link} ${classes.who}`} onGo={() => setOpenAt(null)} />
      </div>
    </div>
  );
}

interface PersonLinksProps extends Me {
  readonly className: string;
  readonly onGo: () => void;
}

/** To the own account, and out. */
export function PersonLinks({ me, className, onGo }: PersonLinksProps) {
  const { w } = useWords();
  const signOut = useSignOut();
  if (me.userId === null) return null;
  return (
    <>
      <Link href="/settings/account" className={className} onClick={onGo}>
        <IconUserCircle size="1.25rem" stroke={1.6} aria-hidden="true" />
        <span>{w.app.account}</span>
      </Link>
      <button type="button" className={className} onClick={() => void signOut()}>
        <IconLogout size="1.25rem" stroke={1.6} aria-hidden="true" />
        <span>{w.app.signOut}</span>
      </button>
    </>
  );
}
