import { useMessageChannels, useMessageRules } from '../../api/queries.ts';
import { PeopleTold, type PeopleToldProps } from '../../values/people-told.tsx';

/** Who hears of it when the schedule fails. */
export const WhoIsTold = (of: Pick<PeopleToldProps, 'process' | 'schedule'>) => (
  <PeopleTold {...of} rules={useMessageRules().data?.rules} channels={useMessageChannels().data?.channels} />
);
