import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { finished } from 'node:stream/promises';
import { timeFiles, type Seconds } from './file-times.ts';

export interface FilesToRun {
  readonly root: string;
  /** From the root, in the order in which they start. */
  readonly files: readonly string[];
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly namePatterns?: readonly string[] | undefined;
}

export interface FilesRun {
  readonly took: Seconds;
  /** Files with a failed test, from the root. */
  readonly failed: readonly string[];
}

/** Runs test files, each in a process of its own, and prints what they say. */
export async function runFiles({ root, files, atOnce, signal, namePatterns }: FilesToRun): Promise<FilesRun> {
  const failed = new Set<string>();
  const tests = run({
    cwd: root,
    files: files.map((file) => path.join(root, file)),
    concurrency: atOnce,
    signal,
    ...(namePatterns === undefined ? {} : { testNamePatterns: [...namePatterns] }),
  });
  tests.on('test:fail', ({ todo, file, name }) => {
    if (todo === undefined || todo === false) failed.add(relative(root, file ?? path.resolve(root, name)));
  });
  const took = timeFiles(tests, root);
  const report = tests.pipe(new spec());
  report.pipe(process.stdout, { end: false });
  await finished(report);
  return { took, failed: [...failed] };
}

const relative = (root: string, file: string): string => path.relative(root, file).replaceAll('\\', '/');

/** More than so many failed files are no accident of a busy computer. */
const mostAgain = 6;

/**
 * Whether all is well after all: in CI, whose computers are shared, the few files that failed are run once more, alone. What passes then is
 * named as unsteady, which is a fault of its own; what fails twice has failed.
 */
export async function passAlone(wanted: FilesToRun, failed: readonly string[]): Promise<boolean> {
  if (failed.length > mostAgain || wanted.signal.aborted || !failed.every((file) => wanted.files.includes(file)))
    return false;
  console.log(`\nOnce more, alone: ${failed.join(', ')}\n`);
  const again = await runFiles({ ...wanted, files: failed, atOnce: 1 });
  const unsteady = failed.filter((file) => !again.failed.includes(file));
  for (const file of unsteady) console.log(`UNSTEADY: ${file} failed beside others and passed alone. Find out why.`);
  return unsteady.length === failed.length && !wanted.signal.aborted;
}
