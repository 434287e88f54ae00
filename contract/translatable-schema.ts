import { z } from 'zod';
import type { Translatable } from './translatable.ts';

// Apart from said.ts: what starts children speaks in these sentences as well, and does without a checker of shapes (docs/decisions/0004).

/** For what is stored or sent. */
export const saidSchema: z.ZodType<Translatable> = z.lazy(() =>
  z.object({ words: z.string(), facts: z.array(z.union([z.string(), z.number(), saidSchema])) }),
);

/** A text from elsewhere as it came, or a sentence of Rota's. */
export const saidOrText = z.union([z.string(), saidSchema]);
