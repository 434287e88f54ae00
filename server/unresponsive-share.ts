import { readdir } from 'node:fs/promises';

const patienceMs = 5_000;

/**
 * Resolves once a folder has answered, even if only that it does not exist. A network share that hangs never answers, and a blocking call
 * to it cannot be cancelled: so it is asked here first, without blocking, and `say` reports how long it has been silent.
 */
export async function untilFolderAnswers(folder: string, say: (line: string) => void): Promise<void> {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += patienceMs / 1000;
    say(
      `Rota waits for its data folder ${folder}, which has not answered for ${seconds} s: does it lie on a share that is gone?`,
    );
  }, patienceMs);
  try {
    await readdir(folder);
  } catch {
    // An error is an answer, too: the start will report it.
  } finally {
    clearInterval(timer);
  }
}
