import { readdir } from 'node:fs/promises';

const patienceMs = 5_000;

/**
 * Resolves once a folder has answered, if only that it is not there. A share that hangs answers nothing at all, and holds up whoever asks
 * without a way back: so it is asked here first, beside everything else, and said how long it has been silent.
 */
export async function untilItAnswers(folder: string, say: (line: string) => void): Promise<void> {
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
    // An answer, too: the start says what is wrong with it.
  } finally {
    clearInterval(timer);
  }
}
