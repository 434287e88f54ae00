import { useState } from 'react';
import { Button, Checkbox, Group } from '@mantine/core';
import type { ParameterSchema } from '../../../contract/process.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import {
  mostTriggers,
  type FileTrigger,
  type ScheduleTrigger,
  type StartupTrigger,
} from '../../../contract/triggers.ts';
import { formPartWords } from '../../words/form-part-words.ts';
import { useWords } from '../../words/words.tsx';
import { triggerInWords } from '../schedule-words.ts';
import { FileFields } from './triggers/file-fields.tsx';
import { FurtherButtons, FurtherFields, isFurther } from './triggers/further-triggers.tsx';
import classes from './form.module.css';
import { MailButton, MailFields } from './mail-fields.tsx';
import { isOfSession, newOfSession, SessionFields, sessionKinds } from './session-trigger.tsx';
import { Amount } from './trigger-amount.tsx';

export interface TriggersSectionProps {
  readonly options: ScheduleOptions;
  readonly schema: ParameterSchema | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<ScheduleOptions>) => void;
}

const newId = (kind: string): string => `${kind}-${Date.now().toString(36)}`;

const newFile = (): FileTrigger => ({
  ...{ id: newId('file'), kind: 'file', enabled: true, folder: '', pattern: '*', subfolders: false },
  ...{ stillSeconds: 2, existing: false, valueName: null, doneFolder: null, failedFolder: null },
  ...{ look: 'auto', lookSeconds: 30 },
});
const newStartup = (): StartupTrigger => ({ id: newId('startup'), kind: 'startup', enabled: true, delaySeconds: 0 });

/** What starts it beside its plan. */
export function TriggersSection({ options, schema, problems, onChange }: TriggersSectionProps) {
  const { triggers = [] } = options;
  const words = useWords().w.triggers;
  const [wereThere] = useState(() => triggers.map(({ id }) => id));
  const put = (next: readonly ScheduleTrigger[]) => onChange({ triggers: [...next] });
  const isFull = triggers.length >= mostTriggers;
  return (
    <>
      {triggers.length === 0 ? <p className={classes.note}>{words.empty}</p> : null}
      {triggers.map((trigger, at) => (
        <TriggerCard
          key={trigger.id}
          {...{ trigger, at, schema, problems }}
          isClosedAtFirst={wereThere.includes(trigger.id)}
          onChange={(part) => put(triggers.map((one, index) => (index === at ? { ...one, ...part } : one)))}
          onRemove={() => put(triggers.filter((_, index) => index !== at))}
        />
      ))}
      <Group gap="sm">
        <Button size="xs" variant="default" disabled={isFull} onClick={() => put([...triggers, newFile()])}>
          {words.addFile}
        </Button>
        <MailButton isFull={isFull} onAdd={(trigger) => put([...triggers, trigger])} />
        <Button size="xs" variant="default" disabled={isFull} onClick={() => put([...triggers, newStartup()])}>
          {words.addStartup}
        </Button>
        {sessionKinds.map((kind) => (
          <Button
            key={kind}
            size="xs"
            variant="default"
            disabled={isFull}
            onClick={() => put([...triggers, newOfSession(newId(kind), kind)])}
          >
            {words.add[kind]}
          </Button>
        ))}
        <FurtherButtons isFull={isFull} onAdd={(trigger) => put([...triggers, trigger])} />
      </Group>
    </>
  );
}

interface TriggerCardProps extends Pick<TriggersSectionProps, 'schema' | 'problems'> {
  readonly trigger: ScheduleTrigger;
  readonly at: number;
  /** On a narrow screen only its line is shown at first. */
  readonly isClosedAtFirst: boolean;
  readonly onChange: (part: object) => void;
  readonly onRemove: () => void;
}

/** One trigger; on a narrow screen its fields fold, and its line says what they mean. */
function TriggerCard({ trigger, at, schema, problems, isClosedAtFirst, onChange, onRemove }: TriggerCardProps) {
  const speech = useWords();
  const { w, say, language } = speech;
  const words = w.triggers;
  const row = formPartWords[language].row;
  const [wantsClosed, setWantsClosed] = useState(isClosedAtFirst);
  const isWrong = Object.keys(problems).some((field) => field.startsWith(`triggers.${at}.`));
  const isClosed = wantsClosed && !isWrong;
  return (
    <div className={classes.trigger} role="group" aria-label={words[trigger.kind]}>
      <Group justify="space-between" wrap="nowrap">
        <Checkbox
          label={words[trigger.kind]}
          aria-label={`${words[trigger.kind]}: ${words.enabled}`}
          checked={trigger.enabled}
          onChange={({ currentTarget }) => onChange({ enabled: currentTarget.checked })}
        />
        <Button
          size="xs"
          variant="subtle"
          flex="none"
          aria-label={say(words.removeOf, { number: String(at + 1) })}
          onClick={onRemove}
        >
          {words.remove}
        </Button>
      </Group>
      <div className={classes.rowLine}>
        {isClosed ? <p className={classes.note}>{triggerInWords(trigger, speech)}</p> : null}
        <Button
          size="xs"
          variant="default"
          aria-expanded={!isClosed}
          aria-controls={`trigger-fields-${at}`}
          onClick={() => setWantsClosed(!isClosed)}
        >
          {isClosed ? row.open : row.close}
        </Button>
      </div>
      <div id={`trigger-fields-${at}`} className={classes.rowFields} data-closed={isClosed || undefined}>
        <TriggerFields {...{ trigger, schema, problems }} place={`triggers.${at}`} change={onChange} />
      </div>
    </div>
  );
}

interface TriggerFieldsProps extends Pick<TriggersSectionProps, 'schema' | 'problems'> {
  readonly trigger: ScheduleTrigger;
  readonly place: string;
  readonly change: (part: object) => void;
}

function TriggerFields({ trigger, ...props }: TriggerFieldsProps) {
  const words = useWords().w.triggers;
  if (trigger.kind === 'file') return <FileFields trigger={trigger} {...props} />;
  if (trigger.kind === 'mail') return <MailFields trigger={trigger} {...props} />;
  if (isOfSession(trigger)) return <SessionFields trigger={trigger} {...props} />;
  if (isFurther(trigger)) return <FurtherFields trigger={trigger} {...props} />;
  return (
    <Amount
      id={`${props.place}.delaySeconds`}
      label={words.delay}
      value={trigger.delaySeconds}
      problems={props.problems}
      onChange={(delaySeconds) => props.change({ delaySeconds })}
    />
  );
}
