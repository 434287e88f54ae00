import type { ProgramCondition } from '../../contract/conditions.ts';
import { said } from '../../contract/translatable.ts';
import { fileNames } from '../domain/file-pattern.ts';
import { found, notFound, unknown, type Look } from './look.ts';

/** Whether a program of that name runs. `names`: the file names of all programs that run, null if the system does not tell. */
export async function lookAtProgram(
  { program }: ProgramCondition,
  names: () => Promise<ReadonlySet<string> | null>,
): Promise<Look> {
  const running = await names();
  if (running === null) return unknown(said`this computer does not tell which programs run`);
  const isMeant = fileNames(program);
  // On Windows programs are also called by their name without .exe.
  for (const name of running)
    if (isMeant(name) || isMeant(name.replace(/\.exe$/i, ''))) return found(said`${name} runs`);
  return notFound(said`${program} does not run`);
}
