import { NumberInput, Text } from '@mantine/core';
import type { IdleTrigger, ScheduleTrigger, SessionTrigger } from '../../../contract/triggers.ts';
import { useWords } from '../../words/words.tsx';

export const sessionKinds = ['logon', 'unlock', 'idle'] as const;
type OfSession = SessionTrigger | IdleTrigger;

export const isOfSession = (trigger: ScheduleTrigger): trigger is OfSession =>
  trigger.kind === 'logon' || trigger.kind === 'unlock' || trigger.kind === 'idle';

export function newOfSession(id: string, kind: OfSession['kind']): OfSession {
  if (kind === 'idle') return { id, kind, enabled: true, minutes: 10 };
  return { id, kind, enabled: true, delaySeconds: 0 };
}

interface SessionFieldsProps {
  readonly trigger: OfSession;
  readonly place: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: object) => void;
}

/** What a trigger of the session waits for, and which computer can tell. */
export function SessionFields({ trigger, place, problems, change }: SessionFieldsProps) {
  const words = useWords().w.triggers;
  const isIdle = trigger.kind === 'idle';
  const id = isIdle ? `${place}.minutes` : `${place}.delaySeconds`;
  const least = isIdle ? 1 : 0;
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.hints[trigger.kind]}
      </Text>
      <NumberInput
        id={id}
        label={isIdle ? words.idleMinutes : words.delay}
        value={isIdle ? trigger.minutes : trigger.delaySeconds}
        min={least}
        max={isIdle ? 1440 : 86_400}
        error={problems[id]}
        onChange={(given) => {
          const value = typeof given === 'number' ? given : least;
          change(isIdle ? { minutes: value } : { delaySeconds: value });
        }}
      />
    </>
  );
}
