import { Checkbox, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useCalendars } from '../api/queries.ts';
import { useWords } from '../words/words.tsx';
import type { RulePartProps } from './message-rule-about.tsx';
import classes from './settings.module.css';

interface SendingProps extends RulePartProps {
  readonly channels: readonly { readonly id: string; readonly title: string }[];
}

/** Through which channels, at which times, and with what. */
export function RuleSending({ draft, channels, onChange }: SendingProps) {
  const words = useWords().w.messages.form;
  return (
    <>
      <Checkbox.Group label={words.to} value={draft.channels} onChange={(next) => onChange({ channels: next })}>
        <Stack gap={8} mt={6}>
          {channels.map(({ id, title }) => (
            <Checkbox key={id} value={id} label={title} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Quiet draft={draft} onChange={onChange} />
      <NumberInput
        className={classes.number ?? ''}
        label={words.burst}
        description={words.burstHint}
        value={draft.burstMinutes}
        min={0}
        max={1440}
        clampBehavior="strict"
        allowDecimal={false}
        onChange={(value) => (typeof value === 'number' ? onChange({ burstMinutes: value }) : undefined)}
      />
      <div role="group" aria-label={words.along} className={classes.choices}>
        <Checkbox
          label={words.withLog}
          checked={draft.withLog}
          onChange={(event) => onChange({ withLog: event.currentTarget.checked })}
        />
        <Checkbox
          label={words.withScreenshot}
          checked={draft.withScreenshot}
          onChange={(event) => onChange({ withScreenshot: event.currentTarget.checked })}
        />
      </div>
      <div className={classes.row}>
        <Checkbox
          label={words.digest}
          checked={draft.digestAt !== null}
          onChange={(event) => onChange({ digestAt: event.currentTarget.checked ? '08:00' : null })}
        />
        {draft.digestAt === null ? null : (
          <TextInput
            type="time"
            aria-label={`${words.digest}: ${words.digestAt}`}
            value={draft.digestAt}
            onChange={(event) => onChange({ digestAt: event.currentTarget.value || '08:00' })}
          />
        )}
      </div>
    </>
  );
}

function Quiet({ draft, onChange }: RulePartProps) {
  const words = useWords().w.messages.form;
  const calendars = useCalendars().data?.calendars ?? [];
  const { quietHours, quietDays } = draft;
  const names = [...new Set([...(quietDays === null ? [] : [quietDays]), ...calendars.map(({ name }) => name)])];
  return (
    <>
      <Checkbox
        label={words.quiet}
        description={words.quietHint}
        checked={quietHours !== null}
        onChange={(event) =>
          onChange({ quietHours: event.currentTarget.checked ? { from: '20:00', to: '07:00' } : null })
        }
      />
      {quietHours === null ? null : (
        <div className={classes.row}>
          <TextInput
            type="time"
            label={words.from}
            value={quietHours.from}
            onChange={({ currentTarget: { value } }) =>
              onChange({ quietHours: { ...quietHours, from: value || '20:00' } })
            }
          />
          <TextInput
            type="time"
            label={words.until}
            value={quietHours.to}
            onChange={({ currentTarget: { value } }) =>
              onChange({ quietHours: { ...quietHours, to: value || '07:00' } })
            }
          />
        </div>
      )}
      {names.length === 0 ? null : (
        <Select
          label={words.quietDays}
          placeholder={words.noCalendar}
          data={names}
          value={quietDays}
          clearable
          onChange={(next) => onChange({ quietDays: next })}
        />
      )}
    </>
  );
}
