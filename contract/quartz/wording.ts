import type { DaySaying, NameSaying, YearSaying } from './day-sayings.ts';
import type { TimeSaying } from './sayings.ts';

/** What a language must be able to say. Empty phrases are left out; the first one starts with a capital. */
export interface Wording {
  readonly time: (saying: TimeSaying) => string[];
  readonly day: (saying: DaySaying) => string;
  readonly months: (saying: NameSaying) => string;
  readonly years: (sayings: readonly YearSaying[]) => string;
}
