import type { Equivalent } from './equivalent.ts';

export const inQuartz: readonly Equivalent[] = [
  {
    file: 'contract/quartz/warnings.ts',
    line: 'for (let at: number | null = afterMs; count < fewFires; count++) {',
    becomes: '<=',
    why: 'one fire more is looked for; below the limit the count is the same, from the limit on nothing is said',
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
    file: 'contract/quartz/runtime-zones.ts',
    line: 'const mostKept = 64;',
    becomes: '65',
    why: 'one table more is cached',
  },
  {
    file: 'contract/quartz/runtime-zones.ts',
    line: 'const quarterMs = 900_000;',
    becomes: '900001',
    why: 'the second search finds the second, wherever the first one ended',
  },
  {
    file: 'contract/quartz/zone.ts',
    line: 'const maxZones = 64;',
    becomes: '65',
    why: 'one zone more is cached',
  },
  {
    file: 'contract/quartz/zone.ts',
    line: 'const marginMs = 2 * dayMs;',
    becomes: '3',
    why: 'a longer stretch is looked at',
  },
  {
    file: 'contract/quartz/next.ts',
    line: 'const cycleYears = 400;',
    becomes: '401',
    why: 'the calendar has repeated after 400 years',
  },
  {
    file: 'contract/quartz/next.ts',
    line: 'const maxDayJumps = 60_000;',
    becomes: '60001',
    why: 'no search that ends takes so many steps',
  },
  {
    file: 'contract/quartz/next.ts',
    line: 'const maxLostDays = 40;',
    becomes: '41',
    why: 'no expression loses forty days and fires on the next one',
  },
  {
    file: 'contract/quartz/next.ts',
    line: 'const earliestMs = dayNumber(firstYear, 1, 1) * dayMs - 2 * dayMs;',
    becomes: '3',
    why: 'before 1970 nothing fires',
  },
  {
    file: 'contract/quartz/next.ts',
    line: 'const latestMs = dayNumber(lastYear + 1, 1, 1) * dayMs + 2 * dayMs;',
    becomes: '2',
    why: 'a shortcut: after 2999 nothing is found',
  },
  {
    file: 'contract/quartz/next.ts',
    line: 'const latestMs = dayNumber(lastYear + 1, 1, 1) * dayMs + 2 * dayMs;',
    becomes: '3',
    why: 'a shortcut: after 2999 nothing is found',
  },
  {
    file: 'contract/quartz/zone-table.ts',
    line: 'export const tableUntilMs = dayNumber(2129, 1, 15) * dayMs;',
    becomes: '2130',
    why: 'the table is longer, and says the same',
  },
  {
    file: 'contract/quartz/zone-table.ts',
    line: 'export const tableUntilMs = dayNumber(2129, 1, 15) * dayMs;',
    becomes: '2',
    why: 'the table is longer, and says the same',
  },
  {
    file: 'contract/quartz/zone-table.ts',
    line: 'export const tableUntilMs = dayNumber(2129, 1, 15) * dayMs;',
    becomes: '16',
    why: 'the table is longer, and says the same',
  },
];
