import { useCallback } from 'react';
import type { FollowUp } from '../../contract/follow-up.ts';
import { useProcessTitle, useSchedules } from '../api/queries.ts';

/** The name that a person reads of what follows; what is stored, where nothing is called that any more. */
export function useTargetName(): (then: FollowUp['then']) => string {
  const titleOf = useProcessTitle();
  const rows = useSchedules().data?.rows;
  return useCallback(
    (then) => {
      if (then.kind === 'process') return titleOf(then.process);
      const row = rows?.find(({ id }) => id === then.schedule);
      return row === undefined ? then.schedule : row.name === '' ? titleOf(row.process) : row.name;
    },
    [titleOf, rows],
  );
}
