/** The next (or previous) number after a line; wraps around. */
export function stepTo(numbers: readonly number[], from: number | null, isBack: boolean): number | null {
  if (numbers.length === 0) return null;
  if (isBack) return numbers.findLast((number) => from !== null && number < from) ?? numbers.at(-1) ?? null;
  return numbers.find((number) => from === null || number > from) ?? numbers[0] ?? null;
}
