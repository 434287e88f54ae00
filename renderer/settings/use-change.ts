import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { SettingsPatch } from '../../contract/settings.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { showSettings } from '../api/shown-settings.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';

/** Saves a change at once with a toast; a refusal is shown and the old value restored. */
export function useChange(): (patch: SettingsPatch) => Promise<boolean> {
  const queries = useQueryClient();
  const toast = useToast();
  const { w, notDone } = useWords();
  return useCallback(
    async (patch) => {
      const takeBack = showSettings(queries, patch);
      try {
        const answer = await call('changeSettings', { body: patch });
        queries.setQueryData(keys.settings, answer);
        showSettings(queries, answer.settings);
        toast({ id: 'settings-saved', text: w.settings.saved });
        return true;
      } catch (error) {
        takeBack();
        toast({ ...notDone(w.app.actions.save, error), id: 'settings-saved' });
        return false;
      }
    },
    [queries, toast, w, notDone],
  );
}
