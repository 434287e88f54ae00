import type { Hidden } from './log-groups.ts';

/** The shown lines of a log. Rows count from 0, lines from 1. */
export interface LogRows {
  /** Stays the same while rows are only appended. */
  readonly key: string;
  readonly count: number;
  readonly numberAt: (row: number) => number;
  /** The row of a line; for a hidden line, the row before it. */
  readonly rowOf: (number: number) => number;
}

/** All lines except the hidden ones. */
export function shownRows(total: number, hidden: readonly Hidden[]): LogRows {
  /** How many lines the ranges before each one hide. */
  const before: number[] = [];
  let sum = 0;
  for (const [from, to] of hidden) {
    before.push(sum);
    sum += to - from + 1;
  }
  /** How many ranges begin at or before a position. */
  function passed(isPast: (index: number) => boolean): number {
    let low = 0;
    let high = hidden.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  const fromOf = (index: number) => hidden[index]?.[0] ?? Infinity;
  const sumBefore = (index: number) => before[index] ?? sum;

  return {
    key: hidden.join(' '),
    count: Math.max(0, total - sum),
    numberAt: (row) => row + 1 + sumBefore(passed((index) => fromOf(index) - sumBefore(index) <= row + 1)),
    rowOf(number) {
      const index = passed((place) => fromOf(place) <= number);
      const last = hidden[index - 1];
      if (last !== undefined && number <= last[1]) return Math.max(0, last[0] - 2 - sumBefore(index - 1));
      return number - 1 - sumBefore(index);
    },
  };
}

/** Only these lines, in order. */
export function chosenRows(numbers: readonly number[]): LogRows {
  return {
    key: 'chosen',
    count: numbers.length,
    numberAt: (row) => numbers[row] ?? 0,
    rowOf(number) {
      let low = 0;
      let high = numbers.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((numbers[middle] ?? Infinity) <= number) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    },
  };
}
