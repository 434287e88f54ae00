import type { z } from 'zod';
import type * as page from '../../contract/console.ts';
import type { MessageRule, MessageRuleDraft, messagesAnswer, messageTextAnswer } from '../../contract/message-rules.ts';
import type { Caller } from '../people/caller.ts';

export interface MessageVerbs {
  rules(): readonly MessageRule[];
  /** Durable once resolved. Throws NOT_FOUND for a channel, a process or a calendar that is not there. */
  addRule(draft: MessageRuleDraft, caller: Caller): Promise<MessageRule>;
  /** `was`: the rule that the caller has seen; refused if it has changed since. */
  changeRule(id: string, draft: MessageRuleDraft, caller: Caller, was?: MessageRule): Promise<MessageRule>;
  /** Adds a rule of an import with its id, or replaces the present one. */
  takeRule(rule: MessageRule, caller: Caller): Promise<void>;
  /** What waits because of it is not sent any more. */
  removeRule(id: string, caller: Caller): Promise<void>;
  page(query: z.infer<typeof page.pageQuery>): Promise<z.infer<typeof messagesAnswer>>;
  text(id: string): Promise<z.infer<typeof messageTextAnswer>>;
  sendAgain(id: string, caller: Caller): Promise<void>;
}
