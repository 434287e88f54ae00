import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { call } from '../api/client.ts';
import { rememberOwnRun } from '../api/own-runs.ts';
import type { Target } from './choices.ts';

export interface QuickRun {
  /** Starts it and leaves: the desktop's small window closes, a browser shows the run. Throws the server's refusal. */
  readonly run: (
    target: Target,
    values: Record<string, unknown> | undefined,
    /** The ID of a worker or the name of a group; only for a process: a schedule has its own. */
    worker?: string | null,
  ) => Promise<void>;
  /** Leaves without a run. */
  readonly leave: () => void;
}

/** Starting and leaving. A browser tab is never closed: it belongs to the person. */
export function useQuickRun(): QuickRun {
  const [, navigate] = useLocation();
  return useMemo(() => {
    const goOr = (place: string): void => {
      if (window.desktop === undefined) navigate(place);
      else window.close();
    };
    return {
      async run(target, values, worker = null) {
        const { run } =
          target.kind === 'process'
            ? await call('startProcess', {
                path: { name: target.name },
                body: { values: values ?? {}, ...(worker === null ? {} : { worker }) },
              })
            : await call('runSchedule', {
                path: { id: target.id },
                body: values === undefined ? {} : { values },
              });
        rememberOwnRun(run.id);
        goOr(`/runs/${run.id}`);
      },
      leave: () => goOr('/schedules'),
    };
  }, [navigate]);
}
