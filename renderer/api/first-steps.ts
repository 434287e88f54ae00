import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';

/** What this computer offers to somebody who begins; it changes only when programs are installed. */
export const useFirstSteps = (isWanted = true) =>
  useQuery({ queryKey: keys.firstSteps, queryFn: () => call('firstSteps'), staleTime: 60_000, enabled: isWanted });
