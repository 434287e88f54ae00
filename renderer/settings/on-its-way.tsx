import { useState } from 'react';
import type { RestartAnswer } from '../../contract/upkeep.ts';
import { useWords, type Words } from '../words/words.tsx';
import { follow } from './follow-restart.ts';

/** Where Rota goes while it restarts. */
export interface Goal {
  /** Null: it stays at the address of this page. */
  readonly url: URL | null;
  readonly isOutOfReach: boolean;
}

/** Follows a Rota that restarts; `epoch` is that of the one that goes. */
export function useOnItsWay() {
  const [goal, setGoal] = useState<Goal | null>(null);
  return {
    goal,
    go: async ({ url, isOutOfReach, startMs }: RestartAnswer, epoch: string): Promise<void> => {
      const next = url === null ? null : new URL(url);
      if (next?.hash === '') next.hash = location.hash;
      setGoal({ url: next, isOutOfReach });
      // The window of the desktop app is closed, and opened again by the next start.
      if (window.desktop === undefined) await follow(isOutOfReach ? null : next, epoch, startMs);
    },
  };
}

/** Says that Rota restarts, and where this page goes on. */
export function OnItsWay({ goal }: { readonly goal: Goal }) {
  const words = useWords().w.settings;
  const link = window.desktop === undefined ? goal.url : null;
  return (
    <>
      <span>{sentenceOf(words, goal)}</span>
      {link === null ? null : <a href={link.href}>{link.origin}</a>}
    </>
  );
}

function sentenceOf(words: Words['settings'], { url, isOutOfReach }: Goal): string {
  if (window.desktop !== undefined) return words.restartingWindow;
  if (url === null) return words.restarting;
  if (isOutOfReach) return words.restartingAway;
  return url.protocol === 'https:' && location.protocol === 'http:' ? words.restartingSecured : words.restartingTo;
}
