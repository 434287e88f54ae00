import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { patchSchedules } from './announcements.ts';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { showSettings } from './shown-settings.ts';

/** Restores the deleted parts of the example, and the first steps. Returns its schedule; throws CallError. */
export function useRestoreExample(): () => Promise<ScheduleRow> {
  const queries = useQueryClient();
  return useCallback(async () => {
    const { row } = await call('restoreExample');
    patchSchedules(queries, new Map([[row.id, row]]));
    showSettings(queries, { firstRunDismissed: false });
    void queries.invalidateQueries({ queryKey: keys.processes });
    return row;
  }, [queries]);
}
