import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import type { ParameterSchema } from '../../../contract/process.ts';
import type { ScheduleOptions } from '../../../contract/schedule.ts';
import {
  mostTriggers,
  type FileTrigger,
  type ScheduleTrigger,
  type StartupTrigger,
} from '../../../contract/triggers.ts';
import { titleOf } from '../../values/field-kind.ts';
import { useWords } from '../../words/words.tsx';
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
  const { w, say } = useWords();
  const words = w.triggers;
  const put = (next: readonly ScheduleTrigger[]) => onChange({ triggers: [...next] });
  const isFull = triggers.length >= mostTriggers;
  return (
    <fieldset className={classes.section}>
      <legend className={classes.sectionTitle}>{words.section}</legend>
      {triggers.length === 0 ? <p className={classes.note}>{words.empty}</p> : null}
      {triggers.map((trigger, at) => {
        const change = (part: object) => put(triggers.map((one, index) => (index === at ? { ...one, ...part } : one)));
        return (
          <div key={trigger.id} className={classes.trigger} role="group" aria-label={words[trigger.kind]}>
            <Group justify="space-between" wrap="nowrap">
              <Checkbox
                label={words[trigger.kind]}
                aria-label={`${words[trigger.kind]}: ${words.enabled}`}
                checked={trigger.enabled}
                onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
              />
              <Button
                size="xs"
                variant="subtle"
                flex="none"
                aria-label={say(words.removeOf, { number: String(at + 1) })}
                onClick={() => put(triggers.filter((_, index) => index !== at))}
              >
                {words.remove}
              </Button>
            </Group>
            {trigger.kind === 'file' ? (
              <FileFields {...{ trigger, schema, problems, change }} place={`triggers.${at}`} />
            ) : trigger.kind === 'mail' ? (
              <MailFields {...{ trigger, schema, problems, change }} place={`triggers.${at}`} />
            ) : isOfSession(trigger) ? (
              <SessionFields {...{ trigger, problems, change }} place={`triggers.${at}`} />
            ) : isFurther(trigger) ? (
              <FurtherFields {...{ trigger, schema, problems, change }} place={`triggers.${at}`} />
            ) : (
              <Amount
                id={`triggers.${at}.delaySeconds`}
                label={words.delay}
                value={trigger.delaySeconds}
                problems={problems}
                onChange={(delaySeconds) => change({ delaySeconds })}
              />
            )}
          </div>
        );
      })}
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
    </fieldset>
  );
}

interface FileFieldsProps {
  readonly trigger: FileTrigger;
  readonly place: string;
  readonly schema: ParameterSchema | undefined;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<FileTrigger>) => void;
}

function FileFields(props: FileFieldsProps) {
  const { trigger, place, schema, problems, change } = props;
  const words = useWords().w.triggers;
  const parameters = Object.entries(schema?.properties ?? {});
  return (
    <>
      <TextInput
        id={`${place}.folder`}
        label={words.folder}
        description={words.folderHint}
        required
        value={trigger.folder}
        error={problems[`${place}.folder`]}
        onChange={({ currentTarget }) => change({ folder: currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          id={`${place}.pattern`}
          label={words.pattern}
          description={words.patternHint}
          value={trigger.pattern}
          error={problems[`${place}.pattern`]}
          onChange={({ currentTarget }) => change({ pattern: currentTarget.value })}
        />
        <Select
          id={`${place}.valueName`}
          label={words.value}
          placeholder={words.valueNone}
          clearable
          clearButtonProps={{ 'aria-label': words.valueNone }}
          data={parameters.map(([name, parameter]) => ({ value: name, label: titleOf(name, parameter) }))}
          value={trigger.valueName}
          error={problems[`${place}.valueName`]}
          onChange={(valueName) => change({ valueName })}
        />
      </div>
      <Group gap="lg">
        <Checkbox
          label={words.subfolders}
          checked={trigger.subfolders}
          onChange={({ currentTarget }) => change({ subfolders: currentTarget.checked })}
        />
        <Checkbox
          label={words.existing}
          checked={trigger.existing}
          onChange={({ currentTarget }) => change({ existing: currentTarget.checked })}
        />
      </Group>
      <LookFields {...props} />
      <div className={classes.pair}>
        {(['done', 'failed'] as const).map((which) => (
          <TextInput
            key={which}
            id={`${place}.${which}Folder`}
            label={words[which]}
            placeholder={words.stays}
            value={trigger[`${which}Folder`] ?? ''}
            error={problems[`${place}.${which}Folder`]}
            onChange={({ currentTarget }) => change({ [`${which}Folder`]: currentTarget.value || null })}
          />
        ))}
      </div>
    </>
  );
}

/** How it is looked for files, and when one counts as whole. */
function LookFields({ trigger, place, problems, change }: FileFieldsProps) {
  const words = useWords().w.triggers;
  return (
    <div className={classes.triple}>
      <Amount
        id={`${place}.stillSeconds`}
        label={words.still}
        description={words.stillHint}
        value={trigger.stillSeconds}
        problems={problems}
        onChange={(stillSeconds) => change({ stillSeconds })}
      />
      <Select
        label={words.how}
        allowDeselect={false}
        value={trigger.look}
        data={(['auto', 'poll'] as const).map((look) => ({ value: look, label: words[look] }))}
        onChange={(look) => change({ look: look ?? 'auto' })}
      />
      {trigger.look === 'poll' ? (
        <Amount
          id={`${place}.lookSeconds`}
          label={words.every}
          value={trigger.lookSeconds}
          least={1}
          problems={problems}
          onChange={(lookSeconds) => change({ lookSeconds })}
        />
      ) : null}
    </div>
  );
}
