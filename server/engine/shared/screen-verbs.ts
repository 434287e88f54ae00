import type { z } from 'zod';
import type { screenAnswer } from '../../../contract/run-log.ts';
import type { Caller } from '../../people/caller.ts';

export interface ScreenVerbs {
  /** The screen as it is while a desktop robot works on it. Throws CONFLICT with the reason where it cannot be shown. */
  screen(id: string, caller: Caller): Promise<z.infer<typeof screenAnswer>>;
}
