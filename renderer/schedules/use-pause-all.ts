import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useToast } from '../ui/toast.tsx';
import type { Times } from '../words/times.ts';
import { useWords } from '../words/words.tsx';

export type PauseSpan = 'until-resume' | 'hour' | 'tomorrow';

const hourMs = 3_600_000;

/** Pauses all schedules for a while, with an undo; or resumes them. */
export function usePauseAll(): (wanted: PauseSpan | 'resume') => Promise<void> {
  const speech = useWords();
  const queries = useQueryClient();
  const toast = useToast();
  return useCallback(
    async (wanted) => {
      const { paused, resumed } = speech.w.app.toasts;
      async function set(span: PauseSpan | 'resume'): Promise<void> {
        const isPause = span !== 'resume';
        try {
          await (isPause
            ? call('pauseAll', { body: { until: endOf(span, Date.now(), speech.times) } })
            : call('resumeAll'));
          const undo = { label: speech.w.app.actions.undo, run: () => void set('resume') };
          toast(isPause ? { text: paused, action: undo } : { text: resumed });
        } catch (error) {
          toast(speech.refusal(isPause ? 'pause' : 'resume', null, error));
        }
        await queries.invalidateQueries({ queryKey: keys.session });
      }
      await set(wanted);
    },
    [speech, queries, toast],
  );
}

/** "Tomorrow" is the first instant of the next local day, also across a clock change. */
function endOf(span: PauseSpan, now: number, times: Times): number | null {
  if (span === 'until-resume') return null;
  if (span === 'hour') return now + hourMs;
  return times.dayStart(now, 1);
}
