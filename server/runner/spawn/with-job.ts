import type { StartChild } from '../child-port.ts';
import { jobOf, type Job } from '../windows/job.ts';

/** On Windows, wraps a way to start children: each child joins a job as soon as its pid is known. On other systems it changes nothing. */
export const withJob = (startChild: StartChild): StartChild =>
  process.platform !== 'win32'
    ? startChild
    : (start, events) => {
        let job: Job | null = null;
        const handle = startChild(start, {
          ...events,
          started(pid) {
            job = jobOf(pid, 0); // The message comes late: the child started some time ago.
            events.started(pid);
          },
        });
        return { ...handle, job: () => job };
      };
