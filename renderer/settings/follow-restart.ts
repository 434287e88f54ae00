import { call, CallError } from '../api/client.ts';

const lookAgainMs = 400;
const leastPatienceMs = 3_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits for the old server to stop, then opens the page of the next one; null: it only comes back here. A page cannot probe another origin:
 * it gives the next start three times the duration of the last one, and polls this address in case Rota comes back here.
 */
export async function follow(next: URL | null, epoch: string, startMs: number): Promise<void> {
  const patienceMs = Math.max(leastPatienceMs, 3 * startMs);
  let goneMs = 0;
  for (;;) {
    await wait(lookAgainMs);
    const state = await here(epoch);
    if (state === 'again') return location.reload();
    goneMs = state === 'gone' ? goneMs + lookAgainMs : 0;
    if (next !== null && goneMs >= patienceMs) return location.replace(next);
  }
}

/** Which server answers at the address of this page. */
async function here(epoch: string): Promise<'before' | 'gone' | 'again'> {
  try {
    return (await call('session')).epoch === epoch ? 'before' : 'again';
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.code === 'OFFLINE') return 'gone';
    return error.status === 401 ? 'again' : 'before';
  }
}
