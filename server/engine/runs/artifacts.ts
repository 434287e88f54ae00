import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { artifactFile, artifactsOf, type FoundArtifact } from '../shared/found-artifacts.ts';

type Files = Pick<EngineContext, 'elsewhere' | 'runFolder'>;
type Whose = Pick<StoredRun, 'id' | 'queuedAt' | 'worker' | 'attempt' | 'status'>;

/** The files that a run left, on whatever computer of the fleet it ran. */
export const artifactsOfRun = (core: Files, run: Whose): Promise<FoundArtifact[]> =>
  core.elsewhere?.artifacts(run) ?? artifactsOf(core.runFolder(run));

/** The path of one of them here. Throws NOT_FOUND, also where it lies on another computer alone. */
export async function artifactOfRun(core: Files, run: Whose, name: string): Promise<string> {
  await core.elsewhere?.artifact(run, name);
  return artifactFile(core.runFolder(run), name);
}

/** The logs of a run that another computer of the fleet runs or ran come into its folder here. */
export async function bringLogs({ elsewhere }: Files, run: Whose): Promise<void> {
  for (let attempt = 1; elsewhere !== null && attempt <= run.attempt; attempt += 1) await elsewhere.log(run, attempt);
}
