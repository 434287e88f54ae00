import { oneDriveAround, type Config } from './config.ts';
import type { Log } from './log.ts';
import { restrictToOwner } from './runner/windows/folder-rights.ts';

/** Restricts the data folder to its owner where file modes cannot (Windows), and logs problems of its location. */
export async function protectFolder({ home, environment }: Config, log: Log): Promise<void> {
  const cloud = oneDriveAround(home, environment);
  if (cloud !== null) log.warn('the data folder lies in a folder that OneDrive copies away: move it', { home, cloud });
  const others = await restrictToOwner(home, environment['USERPROFILE']);
  if (others === null) log.warn('who may read the data folder is not known', { home });
  else if (others.length > 0) log.warn('others may read the data folder', { home, others });
}
