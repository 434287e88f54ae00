import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { exampleIn } from '../../contract/example.ts';
import { useRestoreExample } from '../api/example.ts';
import { useSchedules } from '../api/queries.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { useToast } from '../ui/toast.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';

/** Restores the first steps, and the example that they need if it was deleted. */
export function FirstSteps({ isDismissed }: { readonly isDismissed: boolean }) {
  const { w, notDone, mayNot } = useWords();
  const words = w.settings.about;
  const [, navigate] = useLocation();
  const toast = useToast();
  const restore = useRestoreExample();
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('administrator');
  const rows = useSchedules().data?.rows;
  const areShown = !isDismissed && (rows === undefined || exampleIn(rows) !== undefined);

  async function bringBack(): Promise<void> {
    try {
      await restore();
      const action = { label: w.app.nav.schedules, run: () => navigate('/schedules') };
      toast({ text: words.firstStepsDone, action });
    } catch (error) {
      toast(notDone(words.firstSteps, error));
    }
  }
  if (mayNot('administrator') !== null) return null;
  return (
    <>
      <div className={classes.row}>
        <Button
          size="xs"
          variant="default"
          {...unless(refusal ?? (areShown ? words.firstStepsThere : null))}
          onClick={() => void bringBack()}
        >
          {words.firstSteps}
        </Button>
      </div>
      <p className={classes.lead}>{words.firstStepsHint}</p>
    </>
  );
}
