import type { TriggerLook } from '../../contract/triggers.ts';

/** What one look has found; what keeps it from looking is no error of the caller. */
export type Look = Omit<TriggerLook, 'trigger' | 'kind'>;

/** Something that is looked at again and again, for one trigger. */
export interface TriggerWatch {
  /** Looks at once, after a look that is under way. */
  readonly lookNow: () => Promise<Look>;
  /** A run is over: what started it may be put away. */
  readonly ended: () => void;
  readonly stop: () => Promise<void>;
}
