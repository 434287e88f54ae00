import { mkdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import type { AttemptFiles } from './attempt-files.ts';
import type { ChildPlan } from './plan.ts';
import { workItemsFrom } from './work-items.ts';

/**
 * Makes the run's folder with its `artifacts`, and writes the input file. Where the disk is full or read-only the run
 * goes on without: false is returned and `onTrouble` told, and the values still stand in the environment.
 */
export function prepareFiles(plan: ChildPlan, files: AttemptFiles, onTrouble: (code: string) => void): boolean {
  try {
    mkdirSync(files.artifacts, { recursive: true, mode: 0o700 });
    writeFileSync(files.input, plan.input, { mode: 0o600 });
    if (plan.preset === 'robocorp') writeFileSync(files.workItemsIn, workItemsFrom(plan.input), { mode: 0o600 });
    return true;
  } catch (error) {
    onTrouble((error as NodeJS.ErrnoException).code ?? String(error));
    return false;
  }
}

/**
 * Takes away what only served the attempt, so that a million runs do not leave four million files: values and outputs
 * are on the run's record. The folder `artifacts` goes if it is empty.
 */
export function clearFiles(files: AttemptFiles): void {
  for (const file of [files.input, files.output, files.cancel, files.workItemsIn]) attempt(() => unlinkSync(file));
  attempt(() => rmdirSync(files.artifacts));
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Not there, or not empty.
  }
}
