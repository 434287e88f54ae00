import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import type { AttemptFiles } from './attempt-files.ts';
import type { ChildPlan } from './plan.ts';
import { workItemsFrom } from './work-items.ts';

// Nothing of this is taken away when an attempt ends: ext4 steps over freshly deleted inodes one by one, so that making a
// file beside them costs 1 ms where it else costs 20 µs. Retention clears whole runs, old ones.

/**
 * Makes the run's folder with its `artifacts`, and writes the input file and an empty output file. Throws where that cannot be (a full
 * disk, a read-only one, no descriptors): the program is not to be started then, as it would have nowhere to put anything.
 */
export function prepareFiles(plan: ChildPlan, files: AttemptFiles): void {
  mkdirSync(files.artifacts, { recursive: true, mode: 0o700 });
  writeFileSync(files.input, `${plan.input}\n`, { mode: 0o600 });
  // There from the start: libraries written for GitHub Actions refuse to write into a file that is not there.
  writeFileSync(files.output, '', { mode: 0o600 });
  // Older than the program, however quick that is: so it shows whether anybody wrote.
  const past = (Date.now() - 1_000) / 1000;
  utimesSync(files.output, past, past);
  if (plan.preset === 'xyops') writeFileSync(files.job, `${plan.stdinLine}\n`, { mode: 0o600 });
  if (plan.preset === 'robocorp') writeFileSync(files.workItemsIn, workItemsFrom(plan.input), { mode: 0o600 });
}
