import { silentLog } from '../../server/log.ts';
import { openConfig } from '../../server/store/config/config-file.ts';
import { lockFolder } from '../../server/store/folder/folder-lock.ts';

// Killed by the tests: `lock FOLDER` keeps the folder locked; `write FOLDER` changes the document for ever and prints each acknowledged
// number.

const [what, folder = ''] = process.argv.slice(2);
const clock = {
  now: () => Date.now(),
  after(ms: number, call: () => void) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

if (what === 'lock') {
  const lock = lockFolder(folder, clock);
  lock.announce({ url: 'http://127.0.0.1:8484' });
  process.stdout.write('held\n');
  // An unreferenced lock is garbage-collected, which frees the folder.
  setInterval(() => void lock, 60_000);
} else {
  const config = await openConfig({ folder, log: silentLog, clock });
  for (let number = Number(config.get().worker.aliases[0] ?? 0) + 1; ; number += 1) {
    await config.update((document) => ({
      ...document,
      // Enough data that a kill can happen in the middle of a write.
      worker: { ...document.worker, aliases: [String(number), 'x'.repeat(200_000)] },
    }));
    process.stdout.write(`${number}\n`);
  }
}
