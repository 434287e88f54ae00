import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AttemptFiles } from './attempt-files.ts';
import type { ChildPlan } from './plan.ts';
import { workItemsFrom } from './work-items.ts';

// Nothing but secrets is deleted here when an attempt ends: ext4 steps over freshly deleted inodes one by one, so that creating a
// file next to them takes 1 ms instead of 20 µs. Retention deletes whole old runs.

/**
 * Creates the run's folder with its `artifacts`, the input file and an empty output file. Throws if that fails (a full or read-only
 * disk, no descriptors): the program must not start then, because it could not write anything.
 */
export function prepareFiles(plan: ChildPlan, files: AttemptFiles): void {
  mkdirSync(files.artifacts, { recursive: true, mode: 0o700 });
  writeFileSync(files.input, `${plan.input}\n`, { mode: 0o600 });
  // Created in advance, because libraries written for GitHub Actions refuse to write to a missing file.
  writeFileSync(files.output, '', { mode: 0o600 });
  // Dated back, so that even a very quick program changes the time: it shows whether anything was written.
  const past = (Date.now() - 1_000) / 1000;
  utimesSync(files.output, past, past);
  if (plan.preset === 'xyops' && plan.stdinFile === undefined)
    writeFileSync(files.job, `${plan.stdinLine}\n`, { mode: 0o600 });
  if (plan.secretFiles.length > 0) mkdirSync(files.secrets, { recursive: true, mode: 0o700 });
  for (const { file, bytes } of plan.secretFiles) writeFileSync(file, Buffer.from(bytes, 'base64'), { mode: 0o600 });
  if (plan.preset === 'robocorp') writeFileSync(files.workItemsIn, workItemsFrom(plan.input), { mode: 0o600 });
}

/** Deletes the files that held secrets. Another try comes at the next start of Rota, which deletes those of every run that it settles. */
export function removeSecrets(plan: Pick<ChildPlan, 'secretFiles'>, files: Pick<AttemptFiles, 'secrets'>): void {
  if (plan.secretFiles.length === 0) return;
  try {
    rmSync(files.secrets, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Windows: something has a file open still.
  }
}
