import { useState } from 'react';

export interface FollowOptions {
  readonly isLive: boolean;
  readonly total: number;
  /** The line of the address. */
  readonly line: number | null;
  readonly onLine: (line: number | null) => void;
}

/** Whether the view follows the end of a growing log, and how many lines came since following stopped. */
export function useFollow({ isLive, total, line, onLine }: FollowOptions) {
  const [isWanted, setIsWanted] = useState(line === null);
  /** How many lines there were when following stopped. */
  const [seen, setSeen] = useState(0);
  // A followed log is followed to its end; one that has ended before it is opened begins at line 1.
  const [wasLive] = useState(isLive);
  const isFollowing = isWanted && (isLive || wasLive);
  function letGo(): void {
    setIsWanted(false);
    setSeen(total);
  }
  // An address with a line that is opened while the page follows: from the address bar, a link, or back.
  const [asked, setAsked] = useState(line);
  if (line !== asked) {
    setAsked(line);
    if (line !== null && isFollowing) letGo();
  }
  function follow(isOn: boolean): void {
    if (isOn) {
      onLine(null);
      setIsWanted(true);
    } else letGo();
  }
  return { isWanted, isFollowing, fresh: isLive && !isFollowing ? Math.max(0, total - seen) : 0, follow, letGo };
}
