/** How long test files took, in seconds, by their path from the root of the repository. */
export type Seconds = Readonly<Record<string, number>>;

/** The order in which they start: the slowest first, files that nobody has timed yet in the middle. */
export function slowestFirst(files: readonly string[], seconds: Seconds): string[] {
  const known = files.flatMap((file) => seconds[file] ?? []).toSorted((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)] ?? 0;
  const of = (file: string): number => seconds[file] ?? middle;
  return files.toSorted((a, b) => of(b) - of(a) || a.localeCompare(b, 'en'));
}
