/** Up to three of `names` that `given` may be a misspelling of, the likeliest first. `fold` takes away what does not count. */
export function closest(given: string, names: readonly string[], fold: (name: string) => string): readonly string[] {
  const wanted = fold(given);
  if (wanted === '') return [];
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, fold(name)) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A missing beginning or end counts as one slip. */
function distanceOf(wanted: string, name: string): number {
  if (wanted.length >= 3 && name.includes(wanted)) return wanted === name ? 0 : 1;
  return editDistance(wanted.slice(0, 100), name.slice(0, 100));
}

/** Counts letters that are added, left out, changed, or swapped with a neighbour. */
export function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      // Before the first letter there is none, which equals no letter of the other.
      if (one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, beforeLast[column - 2]! + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last.at(-1)!;
}
