import { pause, type Clock } from './clock.ts';
import { aliveEveryMs, aliveMark } from './alive-mark.ts';
import { FolderInUse, type FolderLock } from './store/folder/folder-lock.ts';

const lookEveryMs = 500;
const marginMs = 2_000;

/**
 * Some network shares pass no locks on: two computers, or two mounts, could hold one folder. A Rota that lives marks that every few
 * seconds, so where the folder still tells of one that may live, it is waited for as long as its next mark would take. Throws FolderInUse.
 */
export async function holdAlone(
  lock: FolderLock,
  home: string,
  clock: Clock,
  say: (line: string) => void = () => {},
): Promise<void> {
  if (lock.doubtful === null) return;
  const seconds = Math.ceil((aliveEveryMs + marginMs) / 1000);
  say(`Rota looks for ${seconds} s whether another Rota still uses ${home}.`);
  // Nothing else runs yet, and what only the clock waits for would not keep the process from ending.
  const awake = setInterval(() => {}, aliveEveryMs);
  try {
    const before = await aliveMark(home);
    for (const end = clock.monotonic() + aliveEveryMs + marginMs; clock.monotonic() < end;) {
      await pause(clock, lookEveryMs);
      if ((await aliveMark(home)) !== before) throw new FolderInUse(home, lock.doubtful);
    }
  } finally {
    clearInterval(awake);
  }
  lock.claim();
}
