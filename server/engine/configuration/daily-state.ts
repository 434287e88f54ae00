import { z } from 'zod';
import { saidSchema } from '../../../contract/translatable-schema.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import { dailyBackupsFact } from '../../store/facts.ts';
import type { Store } from '../../store/store.ts';

const instant = z.number();
const made = z.object({ name: z.string(), at: instant });
/** `at`: of the last try; `since`: of the first that failed. */
const problem = z.object({ since: instant, at: instant, said: saidSchema });

const shape = z.object({
  /** Before this none was due. */
  since: instant,
  /** The last due time that has its backup. */
  doneFor: instant,
  last: made.nullable(),
  problem: problem.nullable(),
  /** The last copy in the other folder, and which folder that was. */
  copied: made.extend({ folder: z.string() }).nullable(),
  copyProblem: problem.nullable(),
});

/** What became of the backups that Rota makes by itself: kept in the database. Instants are epoch ms. */
export type DailyState = z.infer<typeof shape>;
export type DailyProblem = z.infer<typeof problem>;

/** What is kept; a new one where nothing is, or nothing that this build can read. */
export async function readDailyState(records: Store['records'], now: number): Promise<DailyState> {
  const text = await records.fact(dailyBackupsFact);
  const known = text === null ? null : shape.safeParse(jsonIn(text));
  if (known?.success) return known.data;
  return { since: now, doneFor: now, last: null, problem: null, copied: null, copyProblem: null };
}

export const writeDailyState = (records: Store['records'], state: DailyState): Promise<void> =>
  records.setFact(dailyBackupsFact, JSON.stringify(state));

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export const problemAgain = (before: DailyProblem | null, at: number, said: Translatable): DailyProblem => ({
  since: before?.since ?? at,
  at,
  said,
});
