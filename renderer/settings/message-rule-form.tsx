import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { defaultRule, type MessageRule, type MessageRuleDraft } from '../../contract/message-rules.ts';
import { call } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { ruleSentence } from '../words/rule-sentence.ts';
import { useWords, type Words } from '../words/words.tsx';
import { RuleAbout } from './message-rule-about.tsx';
import { RuleSending } from './message-rule-sending.tsx';
import classes from './settings.module.css';
import { useRuleNames } from './use-rule-names.ts';

export interface RuleFormProps {
  /** null: a new one. */
  readonly rule: MessageRule | null;
  readonly channels: readonly { readonly id: string; readonly title: string }[];
  readonly onClose: () => void;
}

/** One rule: of what, to whom, and when; with the sentence that it makes. */
export function MessageRuleForm({ rule, channels, onClose }: RuleFormProps) {
  const speech = useWords();
  const { w } = speech;
  const words = w.messages.form;
  const namesOf = useRuleNames();
  const [draft, setDraft] = useState<MessageRuleDraft>(() => draftOf(rule, channels));
  const [wasTried, setTried] = useState(false);
  const { isBusy, whenIdle } = useBusy();
  const acts = useRuleActs(rule, onClose);
  const problem = problemOf(draft, words.problems);
  const change = (next: Partial<MessageRuleDraft>) => setDraft((old) => ({ ...old, ...next }));
  return (
    <div className={classes.form}>
      <h4 className={classes.heading}>{rule === null ? words.new : words.change}</h4>
      <RuleAbout draft={draft} onChange={change} />
      <RuleSending draft={draft} channels={channels} onChange={change} />
      <Checkbox
        label={words.enabled}
        checked={draft.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      <div role="status">
        <div className={classes.label}>{words.says}</div>
        <p className={classes.plain}>{ruleSentence(draft, namesOf(draft), speech)}</p>
      </div>
      {wasTried && problem !== null ? (
        <p className={classes.plain} role="alert">
          {problem}
        </p>
      ) : null}
      <div className={classes.row}>
        <Button
          size="xs"
          loading={isBusy}
          onClick={() => {
            setTried(true);
            if (problem === null) void whenIdle(() => acts.save(draft));
          }}
        >
          {words.save}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {w.app.actions.cancel}
        </Button>
        {rule === null ? null : (
          <Button size="xs" variant="default" ml="auto" onClick={() => void acts.remove(rule)}>
            {words.remove}
          </Button>
        )}
      </div>
    </div>
  );
}

function draftOf(rule: MessageRule | null, channels: RuleFormProps['channels']): MessageRuleDraft {
  if (rule === null) {
    const [only, ...others] = channels;
    const to = only !== undefined && others.length === 0 ? [only.id] : [];
    return { ...defaultRule, events: ['failed', 'recovered', 'missed'], channels: to };
  }
  const { id: _id, ...draft } = rule;
  // A channel that was deleted cannot be chosen again.
  return { ...draft, channels: draft.channels.filter((one) => channels.some(({ id }) => id === one)) };
}

function problemOf(draft: MessageRuleDraft, words: Words['messages']['form']['problems']): string | null {
  const { scope, quietHours } = draft;
  if (scope.kind === 'process' && scope.process === '') return words.scope;
  if (scope.kind === 'schedule' && scope.schedule === '') return words.scope;
  if (draft.events.length === 0 && draft.digestAt === null) return words.what;
  if (draft.channels.length === 0) return words.channels;
  return quietHours !== null && quietHours.from === quietHours.to ? words.same : null;
}

function useRuleActs(rule: MessageRule | null, onClose: () => void) {
  const { w, notDone } = useWords();
  const words = w.messages;
  const queries = useQueryClient();
  const toast = useToast();
  const confirm = useConfirm();

  async function act(name: string, work: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await work();
      toast({ text: done });
      onClose();
    } catch (error) {
      toast(notDone(name, error));
    }
    await queries.invalidateQueries({ queryKey: keys.messageRules });
  }

  return {
    save: (draft: MessageRuleDraft) =>
      act(
        words.form.save,
        () =>
          rule === null
            ? call('addMessageRule', { body: { rule: draft } })
            : call('changeMessageRule', { path: { id: rule.id }, body: { rule: draft, was: rule } }),
        w.settings.saved,
      ),
    async remove({ id }: MessageRule): Promise<void> {
      const { title, text, confirm: yes, keep, done } = words.removal;
      if (!(await confirm({ title, text, confirm: yes, keep, isDangerous: true }))) return;
      await act(words.form.remove, () => call('deleteMessageRule', { path: { id } }), done);
    },
  };
}
