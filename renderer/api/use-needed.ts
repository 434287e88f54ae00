import { useAttention, useNotices } from './queries.ts';

/** How much needs a person, in the rail, on the Overview and in the title of the window: the same number as in the tray. */
export function useNeeded(): number {
  const items = useAttention().data?.items.length ?? 0;
  const notices = useNotices().data?.notices.length ?? 0;
  return items + notices;
}
