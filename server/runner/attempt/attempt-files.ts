import path from 'node:path';

/** Where the files of one attempt are. */
export interface AttemptFiles {
  readonly log: string;
  readonly input: string;
  readonly output: string;
  readonly cancel: string;
  /** The preset "xyops": the job that a plugin reads from stdin. */
  readonly job: string;
  readonly artifacts: string;
  /** The preset "robocorp": its input database, and the output one, which stands among the artifacts with its files. */
  readonly workItemsIn: string;
  readonly workItemsOut: string;
}

/** Every attempt has files of its own, so that a retry never reads what the attempt before it left. */
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
    workItemsIn: `${own}.work-items.json`,
    workItemsOut: path.join(artifacts, `work-items-${attempt}.json`),
  };
}
