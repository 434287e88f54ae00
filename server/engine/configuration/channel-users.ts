import { rotaError, type RotaError } from '../../../contract/errors.ts';
import type { MessageRule } from '../../../contract/message-rules.ts';
import { joined, said, type Fact } from '../../../contract/translatable.ts';

const mostNamed = 5;

/** What each rule is about, for sentences: a name in quotation marks, or "everything". */
export async function subjectsOf(
  rules: readonly MessageRule[],
  scheduleName: (id: string) => Promise<string>,
): Promise<ReadonlyMap<string, Fact>> {
  const all = new Map<string, Fact>();
  for (const { id, scope } of rules) all.set(id, await subjectOf(scope, scheduleName));
  return all;
}

async function subjectOf(scope: MessageRule['scope'], scheduleName: (id: string) => Promise<string>): Promise<Fact> {
  switch (scope.kind) {
    case 'all':
      return said`everything`;
    case 'process':
      return `"${scope.process}"`;
    case 'schedule':
      return `"${await scheduleName(scope.schedule)}"`;
  }
}

/** A rule without its channel would tell nobody, and nobody would notice. */
export function channelInUse(
  title: string,
  rules: readonly Pick<MessageRule, 'id'>[],
  subjects: ReadonlyMap<string, Fact>,
): RotaError {
  const named = rules.slice(0, mostNamed).map(({ id }) => subjects.get(id) ?? said`something new`);
  const shown = joined(named, (one, other) => said`${one}, ${other}`);
  const list = rules.length > mostNamed ? said`${shown} and ${rules.length - mostNamed} more` : shown;
  return rotaError(
    'IN_USE',
    said`message rules send through the channel "${title}", about ${list}: give them another channel or delete them first`,
  );
}
