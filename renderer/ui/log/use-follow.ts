import { useState } from 'react';

export interface FollowOptions {
  readonly isLive: boolean;
  readonly total: number;
  /** The line of the address. */
  readonly line: number | null;
  readonly onLine: (line: number | null) => void;
}

/** Whether the view stays at the end of a log that grows, and how many lines came since the reader let go of it. */
export function useFollow({ isLive, total, line, onLine }: FollowOptions) {
  const [isWanted, setIsWanted] = useState(line === null);
  /** How many lines the reader knows of, since Follow went off. */
  const [seen, setSeen] = useState(0);
  // What was followed is followed to its end; a log that is over when it is opened begins at line 1.
  const [wasLive] = useState(isLive);
  const isFollowing = isWanted && (isLive || wasLive);
  function letGo(): void {
    setIsWanted(false);
    setSeen(total);
  }
  function follow(isOn: boolean): void {
    if (isOn) {
      onLine(null);
      setIsWanted(true);
    } else letGo();
  }
  return { isWanted, isFollowing, fresh: isLive && !isFollowing ? Math.max(0, total - seen) : 0, follow, letGo };
}
