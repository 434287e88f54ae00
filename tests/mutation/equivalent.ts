/** Mutants that change no observable behaviour, each with the reason. */
export interface Equivalent {
  readonly file: string;
  /** The trimmed source line. */
  readonly line: string;
  readonly becomes: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    file: 'contract/quartz/warnings.ts',
    line: 'for (let at: number | null = afterMs; count < fewFires; count++) {',
    becomes: '<=',
    why: 'one fire more is looked for; below the limit the count is the same, from the limit on nothing is said',
  },
  {
    file: 'server/domain/start/long-json.ts',
    line: 'if (left <= 0) {',
    becomes: '1',
    why: 'others have their turn one byte earlier',
  },
  {
    file: 'contract/quartz/zone-table.ts',
    line: 'if (year < firstRepeatingYear) return year;',
    becomes: '<=',
    why: 'the changes of 2100 are in the table, and its twin has the same',
  },
  {
    file: 'contract/quartz/describe.ts',
    line: "years.length > 0 ? wording.years(years) : '',",
    becomes: '>=',
    why: 'no years are no words either',
  },
  {
    file: 'contract/quartz/planned-times.ts',
    line: "if (atMs % 1000 === 0 && policy === 'as-quartz') return fires;",
    becomes: '*',
    why: 'a shortcut: a whole second outside a gap fires at the end of the function, too',
  },
  {
    file: 'server/domain/start/long-json.ts',
    line: 'let open = 0;',
    becomes: '1',
    why: 'no piece counts as small: each is read step by step, with the same value',
  },
  {
    file: 'contract/quartz/runtime-zones.ts',
    line: 'const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined;',
    becomes: '>',
    why: 'one table more is cached',
  },
  {
    file: 'contract/quartz/runtime-zones.ts',
    line: 'const sampleMs = 5 * dayMs;',
    becomes: '6',
    why: 'samples six days apart lie closer than a week, too',
  },
  {
    file: 'contract/quartz/planned-times.ts',
    line: 'const isForward = ({ fromMs, toMs }: ClockChange): boolean => toMs > fromMs;',
    becomes: '>=',
    why: 'a change of the clock changes the offset',
  },
  {
    file: 'server/domain/import/cron-lines.ts',
    line: 'for (let at = 0; at < text.length; at += 1) {',
    becomes: '<=',
    why: 'behind the end stands an empty text, which adds nothing',
  },
  {
    file: 'server/runner/windows/folder-rights.ts',
    line: "if (process.platform !== 'win32') return null;",
    becomes: 'false',
    why: 'where Windows is not, its programs are not, and the answer is null as well',
  },
  {
    file: 'server/domain/import/cron-names.ts',
    line: 'for (let at = 0; at < words.length; at += 1) {',
    becomes: '<=',
    why: 'behind the last word stands an empty one, behind which nothing is left either',
  },
  {
    file: 'server/domain/import/cron-quartz.ts',
    line: 'if (weeks === null || weeks.length * weekday.values.length > 10)',
    becomes: '11',
    why: 'no number of weeks and weekdays makes eleven',
  },
  {
    file: 'server/domain/import/cron-quartz.ts',
    line: '.flatMap((week) => [0, 1, 2, 3, 4, 5, 6].map((step) => week * 7 - 6 + step))',
    becomes: '1',
    why: 'the first day of the week is known to be chosen',
  },
  {
    file: 'server/domain/import/cron-quartz.ts',
    line: 'if (/^(\\d+|\\*)$/.test(text)) return true;',
    becomes: 'false',
    why: 'a shortcut: one number is written from its values in the same way',
  },
  {
    file: 'server/domain/import/windows-months.ts',
    line: 'const early = numbers.filter((day) => day < 28);',
    becomes: '<=',
    why: 'the 28th was dealt with in the line above',
  },
  {
    file: 'server/domain/import/windows-months.ts',
    line: 'const early = numbers.filter((day) => day < 28);',
    becomes: '29',
    why: 'the 28th was dealt with in the line above',
  },
  {
    file: 'server/domain/import/import-windows-task.ts',
    line: 'if (plain === null || tasks.length <= tasksATurn) {',
    becomes: '<',
    why: 'ten tasks are read in one turn or in one piece',
  },
  {
    file: 'server/domain/import/import-windows-task.ts',
    line: 'const tasksATurn = 10;',
    becomes: '11',
    why: 'others have their turn one task later',
  },
  {
    file: 'server/domain/import/import-windows-task.ts',
    line: 'for (let from = 0; from < tasks.length; from += tasksATurn)',
    becomes: '<=',
    why: 'behind the last task an empty document is read',
  },
  {
    file: 'server/domain/values/file-values.ts',
    line: 'if (known) return known;',
    becomes: 'false',
    why: 'what is made once more is the same',
  },
  {
    file: 'server/domain/values/schema-check.ts',
    line: 'if (known) return known;',
    becomes: 'false',
    why: 'what is made once more is the same',
  },
  {
    file: 'server/domain/values/plain-schema.ts',
    line: 'if (before !== undefined) return before;',
    becomes: 'false',
    why: 'what is made once more is the same',
  },
  {
    file: 'server/domain/values/value-errors.ts',
    line: 'return groups.every((group) => group.length > 0) ? groups : null;',
    becomes: '>=',
    why: 'a branch without names is satisfied, and the sentence is the same',
  },
  {
    file: 'server/domain/start/start-options.ts',
    line: "const url = scheduleOptions.shape.callbackUrl.safeParse(typeof value === 'string' ? value.trim() : 0);",
    becomes: '1',
    why: 'no number is an address',
  },
  {
    file: 'server/engine/time/calendars/ical-days.ts',
    line: 'const repeatsATurn = 200;',
    becomes: '201',
    why: 'others have their turn one repetition later',
  },
  {
    file: 'server/engine/time/calendars/ical-days.ts',
    line: 'const eventsATurn = 100;',
    becomes: '101',
    why: 'others have their turn one event later',
  },
  {
    file: 'server/engine/time/calendars/ical-days.ts',
    line: 'for (let from = 0; from < texts.length; from += eventsATurn) {',
    becomes: '<=',
    why: 'behind the last event an empty calendar is read',
  },
  {
    file: 'server/engine/time/calendars/ical-days.ts',
    line: 'keep(days, whole.first > window.from ? whole.first : window.from, whole.last, occurrence.name);',
    becomes: '>=',
    why: 'of two equal days either is the first',
  },
  {
    file: 'server/engine/time/calendars/ical-days.ts',
    line: 'if (!isOne || texts.length <= eventsATurn) return calendarsOf(ics).flatMap(eventsIn);',
    becomes: '<',
    why: 'as many events as one turn takes are read in one turn or in one piece',
  },
];
