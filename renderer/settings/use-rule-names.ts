import type { MessageRuleDraft } from '../../contract/message-rules.ts';
import { useMessageChannels, useProcessTitle, useSchedules } from '../api/queries.ts';
import type { RuleNames } from '../words/rule-sentence.ts';
import { useWords } from '../words/words.tsx';

/** The names that a rule's sentence needs; a schedule or channel that is gone is called so. */
export function useRuleNames(): (rule: MessageRuleDraft) => RuleNames {
  const { w } = useWords();
  const titleOf = useProcessTitle();
  const schedules = useSchedules().data?.rows;
  const channels = useMessageChannels().data?.channels;
  return ({ scope, channels: ids }) => {
    const row = scope.kind === 'schedule' ? schedules?.find(({ id }) => id === scope.schedule) : undefined;
    const ofSchedule = row === undefined ? w.messages.gone : row.name === '' ? titleOf(row.process) : row.name;
    return {
      subject: scope.kind === 'all' ? null : scope.kind === 'process' ? titleOf(scope.process) : ofSchedule,
      channels: ids.map((id) => channels?.find((one) => one.id === id)?.title ?? w.messages.channelGone),
    };
  };
}
