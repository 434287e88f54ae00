import path from 'node:path';
import type { run } from 'node:test';

/** How long test files took, in seconds, from the start of their process to its end, by their path from the root of the repository. */
export type Seconds = Readonly<Record<string, number>>;

/** The order in which they start: the slowest first, files that nobody has timed yet in the middle. */
export function slowestFirst(files: readonly string[], seconds: Seconds): string[] {
  const known = files.flatMap((file) => seconds[file] ?? []).toSorted((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)] ?? 0;
  const of = (file: string): number => seconds[file] ?? middle;
  return files.toSorted((a, b) => of(b) - of(a) || a.localeCompare(b, 'en'));
}

/** Grows with every file that ends. */
export function timeFiles(tests: ReturnType<typeof run>, root: string): Seconds {
  const took: Record<string, number> = {};
  tests.on('test:complete', ({ name, file, details }) => {
    // Each file is a test, named after the file.
    if (file === undefined || path.resolve(name) !== file) return;
    took[path.relative(root, file).replaceAll('\\', '/')] = Number((details.duration_ms / 1000).toFixed(1));
  });
  return took;
}

const shown = 15;

/** The slowest files, a line each. */
export function slowestOf(took: Seconds): string {
  const slowest = Object.entries(took)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, shown);
  const lines = slowest.map(([file, seconds]) => `${seconds.toFixed(1).padStart(8)} s  ${file}`);
  return [`\nThe slowest of ${Object.keys(took).length} files:`, ...lines].join('\n');
}
