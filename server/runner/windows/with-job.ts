import type { StartChild } from '../spawn/child-port.ts';
import { jobOf, type Job } from './job.ts';

/** A way to start children that puts each into a job as soon as its number is known; elsewhere than on Windows it is the same. */
export const withJob = (startChild: StartChild): StartChild =>
  process.platform !== 'win32'
    ? startChild
    : (start, events) => {
        let job: Job | null = null;
        const handle = startChild(start, {
          ...events,
          started(pid) {
            job = jobOf(pid, 0); // Told by a message: some time ago.
            events.started(pid);
          },
        });
        return { ...handle, job: () => job };
      };
