import path from 'node:path';

/** The paths of one attempt's files. */
export interface AttemptFiles {
  readonly log: string;
  readonly input: string;
  readonly output: string;
  readonly cancel: string;
  /** For the preset "xyops": the job that a plugin reads from stdin. */
  readonly job: string;
  readonly artifacts: string;
  /** The folder of files that hold secrets; it exists only while the attempt runs. */
  readonly secrets: string;
  /** For the preset "robocorp": the input database, and the output database, which is among the artifacts with its files. */
  readonly workItemsIn: string;
  readonly workItemsOut: string;
}

/** Every attempt has its own files, so that a retry never reads those of the attempt before it. */
export function attemptFiles(runDir: string, attempt: number): AttemptFiles {
  const own = path.join(runDir, `attempt-${attempt}`);
  const artifacts = path.join(runDir, 'artifacts');
  return {
    log: `${own}.log`,
    input: `${own}.input.json`,
    output: `${own}.output`,
    cancel: `${own}.cancel`,
    job: `${own}.job.json`,
    artifacts,
    secrets: `${own}.secrets`,
    workItemsIn: `${own}.work-items.json`,
    workItemsOut: path.join(artifacts, `work-items-${attempt}.json`),
  };
}
