import { Link } from 'wouter';
import { isAbout, type MessageRule } from '../../contract/message-rules.ts';
import { useWords } from '../words/words.tsx';

export interface PeopleToldProps {
  /** Undefined while they are not known yet. */
  readonly rules: readonly MessageRule[] | undefined;
  readonly channels: readonly { readonly id: string; readonly title: string }[] | undefined;
  readonly process: string;
  /** The id of the schedule; null for a process, and for a schedule that is not saved yet. */
  readonly schedule: string | null;
}

/** The titles of the channels through which people are told when this fails; null while that is not known. */
export function peopleTold({ rules, channels, process, schedule }: PeopleToldProps): readonly string[] | null {
  if (rules === undefined || channels === undefined || process === '') return null;
  const about = rules.filter(
    (rule) => rule.enabled && rule.events.includes('failed') && isAbout(rule, process, schedule),
  );
  const told = new Set(about.flatMap((rule) => rule.channels));
  return channels.filter(({ id }) => told.has(id)).map(({ title }) => title);
}

/** Who is told when this fails, with the way to the rules. */
export function PeopleTold(props: PeopleToldProps) {
  const { w, say } = useWords();
  const words = w.messages;
  const titles = peopleTold(props);
  if (titles === null) return null;
  return (
    <p>
      {titles.length === 0 ? words.nobody : say(words.people, { channels: titles.join(', ') })}{' '}
      <Link href="/settings/messages">{words.change}</Link>
    </p>
  );
}
