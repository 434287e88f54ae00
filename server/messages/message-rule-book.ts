import { isDeepStrictEqual } from 'node:util';
import { rotaError } from '../../contract/errors.ts';
import type { MessageRule, MessageRuleDraft } from '../../contract/message-rules.ts';
import { said } from '../../contract/translatable.ts';
import { digestDue, outcomesOf } from '../domain/message-rules.ts';
import type { MessageDeps } from './message-deps.ts';
import type { MessageVerbs } from './message-verbs.ts';
import { digestKey } from './message-watch.ts';

export interface RuleBook extends Pick<MessageVerbs, 'rules' | 'addRule' | 'changeRule' | 'takeRule' | 'removeRule'> {
  /** Tells the store what is to be written with the runs. Resolves once that is durable. */
  follow(): Promise<void>;
}

const most = 200;

/** The rules of messages in the configuration document. A change is durable once answered. */
export function createRuleBook(deps: MessageDeps): RuleBook {
  const { config, store, audit } = deps;
  const rules = (): readonly MessageRule[] => config.get().messageRules;

  const follow = () => store.messages.setWanted(wantedBy(rules()));

  async function put(rule: MessageRule, change: (all: readonly MessageRule[]) => MessageRule[]): Promise<void> {
    checkChannels(rule);
    // A time of day that has passed is not made up for: the first summary comes tomorrow.
    const due = digestDue(rule, deps.clock.now(), deps.zone());
    if (due !== null) await store.messages.setOnce(digestKey(rule, due.day), deps.clock.now());
    await config.update((document) => ({ ...document, messageRules: change(document.messageRules) }));
    await follow();
    deps.changed();
  }

  function checkChannels({ channels }: MessageRule): void {
    const known = new Set(deps.channels().map(({ id }) => id));
    const gone = channels.find((id) => !known.has(id));
    if (gone !== undefined) throw rotaError('NOT_FOUND', said`no channel has the id "${gone}"`, 'rule.channels');
  }

  function found(id: string): MessageRule {
    const rule = rules().find((one) => one.id === id);
    if (rule === undefined) throw rotaError('NOT_FOUND', said`there is no rule with this id`, 'id');
    return rule;
  }

  return {
    rules,
    follow,
    async addRule(draft, caller) {
      const rule: MessageRule = { id: deps.newId(), ...draft };
      await put(rule, (all) => withOneMore(all, rule));
      audit(caller, 'message rule added', nameOf(rule));
      return rule;
    },
    async changeRule(id, draft, caller, was) {
      found(id);
      const rule: MessageRule = { id, ...draft };
      await put(rule, (all) => {
        const present = all.find((one) => one.id === id);
        if (was !== undefined && !isSame(present, was))
          throw rotaError(
            'VERSION_CONFLICT',
            said`It was changed elsewhere since you opened it. Review the newer version.`,
          );
        return all.map((one) => (one.id === id ? rule : one));
      });
      audit(caller, 'message rule changed', nameOf(rule));
      return rule;
    },
    async takeRule(rule, caller) {
      const isNew = !rules().some(({ id }) => id === rule.id);
      await put(rule, (all) =>
        all.some(({ id }) => id === rule.id)
          ? all.map((one) => (one.id === rule.id ? rule : one))
          : withOneMore(all, rule),
      );
      audit(caller, isNew ? 'message rule added' : 'message rule changed', nameOf(rule));
    },
    async removeRule(id, caller) {
      const rule = found(id);
      await config.update((document) => ({
        ...document,
        messageRules: document.messageRules.filter((one) => one.id !== id),
      }));
      await follow();
      audit(caller, 'message rule deleted', nameOf(rule));
      deps.changed();
    },
  };
}

function withOneMore(all: readonly MessageRule[], rule: MessageRule): MessageRule[] {
  if (all.length >= most) throw rotaError('CONFLICT', said`there are ${most} rules already, which are the most`);
  return [...all, rule];
}

/** What the store writes with runs, for these rules. */
function wantedBy(rules: readonly MessageRule[]): string[] {
  const events = rules.filter(({ enabled }) => enabled).flatMap((rule) => rule.events);
  return [...outcomesOf(events), ...(['started', 'late'] as const).filter((one) => events.includes(one))];
}

/** As JSON, because the caller read it as such. */
const isSame = (one: MessageRule | undefined, other: MessageRule): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one ?? null)), JSON.parse(JSON.stringify(other)));

/** For the audit log: what it tells, and of what. */
function nameOf({ scope, events, digestAt }: MessageRuleDraft): string {
  const of = scope.kind === 'all' ? '*' : scope.kind === 'process' ? scope.process : scope.schedule;
  return [of, ...events, ...(digestAt === null ? [] : [digestAt])].join(' · ');
}
