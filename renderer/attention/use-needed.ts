import type { AttentionAnswer, AttentionItem } from '../../contract/overview.ts';
import type { Run } from '../../contract/run.ts';
import { useAttention } from '../api/queries.ts';
import { useSeen } from './use-seen.ts';

const nothing: AttentionAnswer = { items: [], upTo: 0, isMore: false };

export interface Needed {
  /** What the run needs a person for; null: nobody has to look at it, or somebody has. */
  readonly itemOf: (run: Pick<Run, 'id'>) => AttentionItem | null;
  /** Says that somebody has seen the item, and offers to take that back. */
  readonly see: (item: AttentionItem) => void;
}

/** Which runs need a person, outside the Overview. */
export function useNeeded(): Needed {
  const answer = useAttention().data ?? nothing;
  const see = useSeen(answer);
  return {
    itemOf: ({ id }) => answer.items.find(({ runs }) => runs.includes(id)) ?? null,
    see: (item) => void see(item),
  };
}
