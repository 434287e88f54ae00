import { mkdirSync, writeFileSync } from 'node:fs';
import type { AttemptFiles } from './attempt-files.ts';
import type { ChildPlan } from './plan.ts';
import { workItemsFrom } from './work-items.ts';

// Nothing of this is taken away when an attempt ends: ext4 steps over freshly deleted inodes one by one, so that making a
// file beside them costs 1 ms where it else costs 20 µs. Retention clears whole runs, old ones.

/**
 * Makes the run's folder with its `artifacts`, and writes the input file and an empty output file. Where the disk is full or read-only the run
 * goes on without: false is returned and `onTrouble` told, and the values still stand in the environment.
 */
export function prepareFiles(plan: ChildPlan, files: AttemptFiles, onTrouble: (code: string) => void): boolean {
  try {
    mkdirSync(files.artifacts, { recursive: true, mode: 0o700 });
    writeFileSync(files.input, `${plan.input}\n`, { mode: 0o600 });
    // There from the start: libraries written for GitHub Actions refuse to write into a file that is not there.
    writeFileSync(files.output, '', { mode: 0o600 });
    if (plan.preset === 'robocorp') writeFileSync(files.workItemsIn, workItemsFrom(plan.input), { mode: 0o600 });
    return true;
  } catch (error) {
    onTrouble((error as NodeJS.ErrnoException).code ?? String(error));
    return false;
  }
}
