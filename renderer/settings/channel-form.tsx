import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { channelKinds, type ChannelKind } from '../../contract/channel-kinds.ts';
import type { Channel, ChannelTest } from '../../contract/channels.ts';
import { languageNames, languages, type Language } from '../../contract/language.ts';
import { StatusWord } from '../ui/status-word.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useWords } from '../words/words.tsx';
import { channelFields } from './channel-fields.ts';
import { ChannelInput } from './channel-inputs.tsx';
import classes from './settings.module.css';
import { useChannelForm } from './use-channel-form.ts';

export interface ChannelFormProps {
  /** null: a new one. */
  readonly channel: Channel | null;
  readonly onClose: () => void;
}

/** One channel: its kind (only when new), where its address is found, its fields, and a test. */
export function ChannelForm({ channel, onClose }: ChannelFormProps) {
  const { w, say } = useWords();
  const words = w.settings.channels;
  const form = useChannelForm(channel, onClose);
  const saving = useBusy();
  const testing = useBusy();
  const { kind, values, stored, problems } = form;
  const fields = channelFields[kind].filter(({ when }) => when?.(values) ?? true);
  return (
    <div className={classes.form}>
      <h3 className={classes.heading}>
        {channel === null ? words.form.new : say(words.form.edit, { name: channel.title })}
      </h3>
      {channel === null ? (
        <Select
          className={classes.text ?? ''}
          label={words.form.kind}
          data={channelKinds.map((one) => ({ value: one, label: words.kinds[one] }))}
          value={kind}
          allowDeselect={false}
          maxDropdownHeight={400}
          onChange={(next) => form.choose(next as ChannelKind)}
        />
      ) : null}
      <p className={classes.lead}>{words.help[kind]}</p>
      <TextInput
        label={words.form.name}
        description={words.form.nameHint}
        placeholder={words.kinds[kind]}
        maxLength={100}
        value={form.title}
        error={problems.get('title')}
        onChange={(event) => form.setTitle(event.currentTarget.value)}
      />
      {fields.map((field) => (
        <ChannelInput
          key={`${kind} ${field.name}`}
          field={field}
          values={values}
          isStored={stored.has(field.name)}
          problem={problems.get(field.name)}
          onChange={(value) => form.change({ ...values, [field.name]: value })}
        />
      ))}
      <Select
        className={classes.text ?? ''}
        label={words.form.language}
        data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        value={form.language}
        allowDeselect={false}
        onChange={(next) => form.setLanguage(next as Language)}
      />
      <Checkbox
        label={words.form.enabled}
        checked={form.enabled}
        onChange={(event) => form.setEnabled(event.currentTarget.checked)}
      />
      <div className={classes.row}>
        <Button size="xs" loading={saving.isBusy} onClick={() => void saving.whenIdle(form.save)}>
          {words.form.save}
        </Button>
        <Button size="xs" variant="default" loading={testing.isBusy} onClick={() => void testing.whenIdle(form.test)}>
          {words.test}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {w.app.actions.cancel}
        </Button>
        {channel === null ? null : (
          <Button size="xs" variant="default" ml="auto" onClick={() => void form.remove(channel)}>
            {words.form.remove}
          </Button>
        )}
      </div>
      <div role="status" aria-live="polite">
        {testing.isBusy ? words.form.sending : <TestAnswer kind={kind} answer={form.answer} />}
      </div>
    </div>
  );
}

function TestAnswer({ kind, answer }: { readonly kind: ChannelKind; readonly answer: ChannelTest | null }) {
  const { w, say, told } = useWords();
  const words = w.settings.channels.form;
  if (answer === null) return null;
  if (answer.problem !== null) {
    const text = say(words.notSent, { problem: told(answer.problem) });
    return <StatusWord shape="cross" tone="bad" text={text} />;
  }
  const special = { teams: words.sentTeams, mail: words.sentMail, heartbeat: words.sentHeartbeat };
  const text = kind in special ? special[kind as keyof typeof special] : words.sent;
  return <StatusWord shape="check" tone="good" text={text} />;
}
