import { useState } from 'react';
import type { RestartAnswer } from '../../contract/upkeep.ts';
import { useWords, type Words } from '../words/words.tsx';
import { follow } from './follow-restart.ts';

/** The address of Rota after its restart. */
export interface Goal {
  /** Null: the address of this page stays. */
  readonly url: URL | null;
  readonly isOutOfReach: boolean;
}

/** Follows a restart of Rota; `epoch` identifies the old server. */
export function useOnItsWay() {
  const [goal, setGoal] = useState<Goal | null>(null);
  return {
    goal,
    go: async ({ url, isOutOfReach, startMs }: RestartAnswer, epoch: string): Promise<void> => {
      const next = url === null ? null : new URL(url);
      if (next?.hash === '') next.hash = location.hash;
      setGoal({ url: next, isOutOfReach });
      // The desktop app closes its window, and the next start opens it again.
      if (window.desktop === undefined) await follow(isOutOfReach ? null : next, epoch, startMs);
    },
  };
}

/** Says that Rota restarts, and where the page continues. */
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
