import { pause, type Clock } from './clock.ts';
import { aliveEveryMs, aliveMark } from './alive-mark.ts';
import { FolderInUse, type FolderLock } from './store/folder/folder-lock.ts';

const lookEveryMs = 500;
const marginMs = 2_000;

/**
 * Some network shares do not pass locks on, so two computers, or two mounts, could open one folder. A live Rota writes a heartbeat every
 * few seconds: if the folder has a recent one, this waits as long as the next would take. Throws FolderInUse.
 */
export async function claimFolder(
  lock: FolderLock,
  home: string,
  clock: Clock,
  say: (line: string) => void = () => {},
): Promise<void> {
  if (lock.doubtful === null) return;
  const seconds = Math.ceil((aliveEveryMs + marginMs) / 1000);
  say(`Rota looks for ${seconds} s whether another Rota still uses ${home}.`);
  // Nothing else runs yet, and timers of the clock do not keep the process alive.
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
