import { messageRule, messageRuleDraft, type MessageRule } from '../../../contract/message-rules.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { noteOf } from '../../domain/import/import-set.ts';
import type { ExchangeDeps } from './exchange-rows.ts';
import { refused, stepOf, wordsOf, type Step } from './import-step.ts';

/** What a rule of a document refers to, as it is here. */
export interface RulePlaces {
  /** The channel that this one of the document has become; null if it is not here. */
  readonly channel: (id: string) => { readonly id: string; readonly title: string } | null;
  readonly schedule: (id: string) => Promise<{ readonly id: string; readonly name: string } | null>;
  readonly hasProcess: (name: string) => boolean;
  readonly calendarNames: readonly string[];
}

/** A rule of the set: who is told of what. It comes last, because it names channels, processes, schedules and calendars. */
export async function ruleStep(
  given: unknown,
  { messages }: Pick<ExchangeDeps, 'messages'>,
  places: RulePlaces,
): Promise<Step> {
  const read = readRule(given);
  if (!read.ok) return refused('rule', '?', read.note);
  const { rule } = read;
  const channels = rule.channels.map((id) => ({ from: id, to: places.channel(id) }));
  const schedule = rule.scope.kind === 'schedule' ? await places.schedule(rule.scope.schedule) : null;
  const about = rule.scope.kind === 'process' ? rule.scope.process : (schedule?.name ?? null);
  const names = channels.map(({ from, to }) => to?.title ?? from).join(', ');
  const name = (about === null ? names : `${about}: ${names}`).slice(0, 200);
  const missing = missingOf(rule, channels.find(({ to }) => to === null)?.from ?? null, schedule === null, places);
  if (missing !== null) return refused('rule', name, noteOf(missing));

  const scope = schedule === null ? rule.scope : ({ kind: 'schedule', schedule: schedule.id } as const);
  const wanted: MessageRule = { ...rule, scope, channels: channels.flatMap(({ to }) => to?.id ?? []) };
  const present = messages.rules().find(({ id }) => id === rule.id);
  return stepOf('rule', name, present, wanted, noteOf(null), (caller) => messages.takeRule(wanted, caller));
}

function readRule(given: unknown) {
  const read = messageRule.safeParse(given);
  if (!read.success) return { ok: false, note: wordsOf(read.error) } as const;
  const { id, ...rest } = read.data;
  const draft = messageRuleDraft.safeParse(rest);
  if (!draft.success) return { ok: false, note: wordsOf(draft.error) } as const;
  return { ok: true, rule: { id, ...draft.data } satisfies MessageRule } as const;
}

function missingOf(
  { scope, quietDays }: MessageRule,
  channel: string | null,
  isWithoutSchedule: boolean,
  { hasProcess, calendarNames }: RulePlaces,
): Translatable | null {
  if (channel !== null) return said`no channel has the id "${channel}"`;
  if (scope.kind === 'process' && !hasProcess(scope.process)) return said`there is no process "${scope.process}"`;
  if (scope.kind === 'schedule' && isWithoutSchedule) return said`the schedule that it is about is not here`;
  if (quietDays !== null && !calendarNames.includes(quietDays)) return said`there is no calendar "${quietDays}"`;
  return null;
}
