import type { z } from 'zod';
import type * as figures from '../../../contract/overview.ts';
import type { Caller } from '../../people/caller.ts';

/** What needs a person. */
export interface AttentionVerbs {
  list(): Promise<figures.AttentionAnswer>;
  /** How many items `list` has: for the tray, which asks every second. */
  count(): Promise<number>;
  /** Resolves to the ids of the runs that were not seen before. */
  see(what: z.infer<typeof figures.seenBody>, caller: Caller): Promise<readonly string[]>;
  unsee(runs: readonly string[], caller: Caller): Promise<void>;
}
