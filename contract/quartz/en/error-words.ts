import type { ErrorFacts, ErrorWords } from '../error-facts.ts';
import type { ErrorSpeech } from '../wording.ts';
import { quartzOfWord } from '../unix.ts';

function words(error: ErrorFacts, allowed: string, signs: string): ErrorWords {
  const value = `'${error.value}'`;
  const use = `use ${allowed}`;
  switch (error.code) {
    case 'TOO_LONG':
      return { problem: `it has ${error.value} characters`, advice: 'use at most 200' };
    case 'TOO_FEW_FIELDS':
      return {
        problem: `it has ${error.value} of 6 fields`,
        advice: 'write second, minute, hour, day-of-month, month, day-of-week and, if wanted, year',
      };
    case 'TOO_MANY_FIELDS':
      return { problem: `${value} is one field too many`, advice: 'use 6 fields, or 7 with the year' };
    case 'BOTH_DAYS_SET':
      return {
        problem: `${value} stands beside a day-of-month`,
        advice: "set only one of the two day fields and write '?' in the other",
      };
    case 'BOTH_DAYS_OPEN':
      return { problem: "'?' stands in both day fields", advice: "keep '?' in one and write '*' or days in the other" };
    case 'QUESTION_MARK_NOT_HERE':
      return { problem: `'?' cannot stand in ${value}`, advice: 'write it alone, in day-of-month or day-of-week only' };
    case 'EMPTY_ITEM':
      return { problem: 'an item of the list is empty', advice: `${use} between the commas` };
    case 'OUT_OF_RANGE':
      return { problem: `${value} is out of range`, advice: use };
    case 'STEP_OUT_OF_RANGE':
      return { problem: `step ${value} is out of range`, advice: use };
    case 'STEP_MISSING':
      return { problem: `no step follows '/' in ${value}`, advice: use };
    case 'STEP_AFTER_NAME':
      return { problem: `Quartz ignores the step after a name in ${value}`, advice: 'write numbers instead of names' };
    case 'UNKNOWN_NAME':
      return { problem: `${value} is not a ${error.field === 'month' ? 'month' : 'day'}`, advice: use };
    case 'NAME_NOT_HERE':
      return { problem: `the name ${value} cannot stand here`, advice: use };
    case 'LONG_NAME_IN_RANGE':
      return {
        problem: `Quartz reads only the first day or month of ${value}`,
        advice: 'write the names of a range with three letters, such as MON-FRI',
      };
    case 'MIXED_RANGE':
      return { problem: `${value} mixes a name and a number`, advice: 'write both ends the same way' };
    case 'RANGE_REVERSED':
      return { problem: `${value} runs backwards`, advice: 'write the earlier year first' };
    case 'SIGN_NOT_HERE':
      return {
        problem: `${value} cannot stand here`,
        advice: `use values and ${signs}`,
      };
    case 'NOT_IN_LIST':
      return { problem: `${value} cannot be part of a list`, advice: 'let L, W and # stand alone' };
    case 'LAST_OFFSET_OUT_OF_RANGE':
    case 'NTH_OUT_OF_RANGE':
      return { problem: `${value} is out of range`, advice: use };
    case 'NOT_READABLE':
      return { problem: `${value} cannot be read`, advice: use };
    case 'UNIX_BOTH_DAYS':
      return {
        problem: `in Unix cron ${value} means day-of-month or day-of-week, which Quartz cannot say`,
        advice: 'make two schedules, one for each',
      };
    case 'UNIX_WORD':
      return {
        problem: `${value} is a word of Unix cron that Quartz does not know`,
        advice: `write '${quartzOfWord(error.value)}' instead`,
      };
    case 'UNIX_REBOOT':
      return {
        problem: `${value} means the start of the computer, and no Quartz expression says that`,
        advice: "write a time such as '0 0 6 * * ?', or let what starts with the computer call Rota",
      };
    case 'UNKNOWN_WORD':
      return {
        problem: `${value} is not a time`,
        advice:
          "write second, minute, hour, day-of-month, month, day-of-week and, if wanted, year, such as '0 0 6 * * ?'",
      };
  }
}

export const errors: ErrorSpeech = {
  words,
  fields: {
    seconds: 'seconds',
    minutes: 'minutes',
    hours: 'hours',
    'day-of-month': 'day of month',
    month: 'month',
    'day-of-week': 'day of week',
    year: 'year',
    expression: 'expression',
  },
  ranges: {
    seconds: '0 to 59',
    minutes: '0 to 59',
    hours: '0 to 23',
    'day-of-month': '1 to 31',
    month: '1 to 12 or JAN to DEC',
    'day-of-week': '1 (Sunday) to 7 (Saturday) or SUN to SAT',
    year: '1970 to 2099',
  },
  wholeExpression: '6 or 7 fields',
  steps: (max) => `1 to ${max}`,
  offsetsOfLast: 'L-0 to L-30, or L-0W to L-27W',
  nths: '1 to 5 after #',
  line: ({ field, position }, { problem, advice }) =>
    `${field}: ${problem}, ${advice}${position > 0 ? ` (position ${position})` : ''}`,
};
