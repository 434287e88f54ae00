import { useCallback, useRef, useState } from 'react';

export interface Busy {
  readonly isBusy: boolean;
  /** Runs the task unless one is in progress: a second click or a repeated key starts nothing twice. Undefined: not run. */
  readonly whenIdle: <Result>(work: () => Promise<Result>) => Promise<Result | undefined>;
}

/** For requests that must not be repeated before the answer. */
export function useBusy(): Busy {
  const [isBusy, setIsBusy] = useState(false);
  // State updates with the next render, and two key events may come before it.
  const isUnderWay = useRef(false);
  const whenIdle = useCallback<Busy['whenIdle']>(async (work) => {
    if (isUnderWay.current) return undefined;
    isUnderWay.current = true;
    setIsBusy(true);
    try {
      return await work();
    } finally {
      isUnderWay.current = false;
      setIsBusy(false);
    }
  }, []);
  return { isBusy, whenIdle };
}
