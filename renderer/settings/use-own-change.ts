import { useCallback } from 'react';
import { usePreferences, type Preferences } from '../api/preferences.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

/** Saves what belongs to the person at once with a toast; a refusal is shown and the old value restored. */
export function useOwnChange(): (change: Partial<Preferences>) => void {
  const { change } = usePreferences();
  const toast = useToast();
  const { w, notDone } = useWords();
  return useCallback(
    (wanted) => {
      change(wanted).then(
        () => toast({ id: 'settings-saved', text: w.settings.saved }),
        (error: unknown) => toast({ ...notDone(w.app.actions.save, error), id: 'settings-saved' }),
      );
    },
    [change, toast, w, notDone],
  );
}
