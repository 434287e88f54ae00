import { useCallback, useRef, useState } from 'react';

export interface Busy {
  readonly isBusy: boolean;
  /** Does it, unless something is under way: a second click or a key that is held down begins nothing twice. Undefined: not done. */
  readonly whenIdle: <Result>(work: () => Promise<Result>) => Promise<Result | undefined>;
}

/** For what asks the server to do something, and must not ask again before the answer is there. */
export function useBusy(): Busy {
  const [isBusy, setIsBusy] = useState(false);
  // The state is only known to the next drawing, and two keys may come before it.
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
