import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { MessageRule } from '../../contract/message-rules.ts';
import { useMessageChannels, useMessageRules } from '../api/queries.ts';
import { EmptyState, SkeletonRows } from '../ui/states.tsx';
import { ProblemPanel } from '../words/problem-panel.tsx';
import { ruleSentence } from '../words/rule-sentence.ts';
import { useWords } from '../words/words.tsx';
import { MessageRuleForm } from './message-rule-form.tsx';
import classes from './settings.module.css';
import table from './table.module.css';
import { useRuleNames } from './use-rule-names.ts';

/** The rules of messages, each in a sentence, and the form of the selected one. */
export function MessageRules() {
  const speech = useWords();
  const { w, say } = speech;
  const words = w.messages;
  const query = useMessageRules();
  const channels = useMessageChannels();
  const namesOf = useRuleNames();
  const [edited, setEdited] = useState<MessageRule | 'new' | null>(null);
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data || !channels.data) return <SkeletonRows rows={3} />;
  const { rules } = query.data;
  if (edited !== null) {
    const rule = edited === 'new' ? null : edited;
    return <MessageRuleForm rule={rule} channels={channels.data.channels} onClose={() => setEdited(null)} />;
  }
  const hasChannels = channels.data.channels.length > 0;
  const add = hasChannels ? (
    <Button size="xs" leftSection={<IconPlus size="0.9375rem" />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  ) : null;
  if (rules.length === 0) return <EmptyState text={hasChannels ? words.empty : words.noChannels}>{add}</EmptyState>;
  return (
    <>
      <div className={table.tableBox} tabIndex={0} role="region" aria-label={words.rules}>
        <table className={table.table}>
          <tbody>
            {rules.map((rule) => {
              const sentence = ruleSentence(rule, namesOf(rule), speech);
              return (
                <tr key={rule.id}>
                  <th scope="row" className={table.wide}>
                    {sentence} {rule.enabled ? null : <span className={classes.hint}>({words.off})</span>}
                  </th>
                  <td className={table.right}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={say(words.editOf, { rule: sentence })}
                      onClick={() => setEdited(rule)}
                    >
                      {words.edit}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div>{add}</div>
    </>
  );
}
