import { useMessageChannels, useMessageRules } from '../api/queries.ts';
import { PeopleTold } from '../values/people-told.tsx';

/** Who hears of it when the process fails. */
export const WhoIsTold = ({ process }: { readonly process: string }) => (
  <PeopleTold
    process={process}
    schedule={null}
    rules={useMessageRules().data?.rules}
    channels={useMessageChannels().data?.channels}
  />
);
