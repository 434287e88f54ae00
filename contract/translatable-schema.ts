import { z } from 'zod';
import type { Translatable } from './translatable.ts';

// Separate from translatable.ts, because the host that starts children uses translatable sentences without loading zod
// (docs/decisions/0004).

/** For storage and for the wire. */
export const saidSchema: z.ZodType<Translatable> = z.lazy(() =>
  z.object({ words: z.string(), facts: z.array(z.union([z.string(), z.number(), saidSchema])) }),
);

/** A text from outside, unchanged, or a sentence that Rota made. */
export const saidOrText = z.union([z.string(), saidSchema]);
