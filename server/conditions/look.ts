import type { Translatable } from '../../contract/translatable.ts';

/** What one look at a condition found. */
export interface Look {
  /** Null: it could not be found out, which counts as neither true nor false. */
  readonly isTrue: boolean | null;
  /** A clause: `10.0.0.5:443 does not answer: connection refused`. Never an address with its query, nor anything of an answer. */
  readonly seen: Translatable;
  /** It may hold so many seconds from now, earlier than the next look would be. */
  readonly againInSeconds?: number;
}

/** A look for one reader; `signal` aborts when its time is over. */
export interface LookFrom {
  readonly signal: AbortSignal;
  /** Whether addresses of this computer and its network may be asked. */
  readonly mayReachInside: boolean;
}

export const found = (seen: Translatable): Look => ({ isTrue: true, seen });
export const notFound = (seen: Translatable): Look => ({ isTrue: false, seen });
export const unknown = (seen: Translatable): Look => ({ isTrue: null, seen });
