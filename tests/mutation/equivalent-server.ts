import type { Equivalent } from './equivalent.ts';

export const inServer: readonly Equivalent[] = [
  {
    file: 'server/runner/windows/folder-rights.ts',
    line: "if (process.platform !== 'win32') return null;",
    becomes: 'false',
    why: 'where Windows is not, its programs are not, and the answer is null as well',
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
  {
    file: 'server/runner/stdout/crash-reason.ts',
    line: 'const rest = lines.findIndex((line, index) => index > stack && !inGoStack.test(line));',
    becomes: '>=',
    why: 'the line at which the stack begins is of the stack',
  },
  {
    file: 'server/runner/stdout/crash-reason.ts',
    line: 'const rest = lines.findIndex((line, index) => index > marks && !/^\\s+\\|\\s/.test(line));',
    becomes: '>=',
    why: 'the line of the marks begins with a bar, as those after it',
  },
];
