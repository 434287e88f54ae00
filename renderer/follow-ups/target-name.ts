import { useCallback } from 'react';
import type { FollowUp } from '../../contract/follow-up.ts';
import { useShownName } from '../api/names.ts';
import { useProcessTitle, useSchedules } from '../api/queries.ts';

/** The name that a person reads of what follows; what is stored, where nothing is called that any more. */
export function useTargetName(): (then: FollowUp['then']) => string {
  const titleOf = useProcessTitle();
  const shownName = useShownName();
  const rows = useSchedules().data?.rows;
  return useCallback(
    (then) => {
      if (then.kind === 'process') return titleOf(then.process);
      const row = rows?.find(({ id }) => id === then.schedule);
      return row === undefined ? then.schedule : shownName(row);
    },
    [titleOf, shownName, rows],
  );
}
