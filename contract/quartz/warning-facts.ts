/** What each warning is about; dates and times are local wall times as text. */
export interface QuartzWarningFacts {
  TWO_LETTER_DAY: { readonly from: string; readonly to: string };
  BOTH_DAYS_ANY: Readonly<Record<string, never>>;
  UNIX_CRON: { readonly from: string; readonly to: string };
  QUARTZ_25_LIST: { readonly list: string };
  NEVER_FIRES: { readonly zone: string; readonly until: string | null };
  ENDS_BEFORE_START: { readonly start: string; readonly end: string };
  MORE_THAN_ONCE_A_MINUTE: { readonly count: number };
  FEW_FIRES_BEFORE_END: { readonly count: number; readonly end: string };
  /** `then`: nothing runs at that time, the run of the time `to` covers it, or one starts then. */
  DST_GAP: ClockChangeFacts & { readonly then: 'nothing' | 'joined' | 'moved' };
  DST_OVERLAP: ClockChangeFacts & { readonly runs: 'second' | 'both' };
  /** Nothing runs from `time` until the clock shows it again, in total for `minutes`. */
  DST_SILENT: ClockChangeFacts & { readonly minutes: number };
}

/** The first affected time, and the clock's reading before and after the change. */
interface ClockChangeFacts {
  readonly time: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

export type QuartzWarningCode = keyof QuartzWarningFacts;

/** A warning about a valid expression; `message` is in the language asked for, English by default. */
export type QuartzWarning = {
  [Code in QuartzWarningCode]: {
    readonly code: Code;
    readonly params: QuartzWarningFacts[Code];
    readonly message: string;
  };
}[QuartzWarningCode];

/** The sentence of each warning in a language. */
export type WarningWords = { readonly [Code in QuartzWarningCode]: (facts: QuartzWarningFacts[Code]) => string };

/** `2027-03-28 02:30` -> its parts, for a sentence. */
export const partsOf = (time: string) => ({
  day: time.slice(8, 10),
  month: Number(time.slice(5, 7)) - 1,
  year: time.slice(0, 4),
  clock: time.slice(11),
});
