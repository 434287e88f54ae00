import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Channel, ChannelTest } from '../../contract/channels.ts';
import type { ChannelKind } from '../../contract/channel-kinds.ts';
import type { Language } from '../../contract/language.ts';
import { call, CallError, type CallInput } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { useWords } from '../words/words.tsx';
import { rulesHeading } from './messages-headings.ts';
import { fieldIn, firstValues, settingsOf, storedSecrets, valuesOf, type Values } from './channel-fields.ts';

type Draft = CallInput<'createChannel'>['body'];

/** A channel in its form: what is typed, its faults, and saving, testing and deleting it. */
export function useChannelForm(channel: Channel | null, onClose: () => void) {
  const { w, language: spoken } = useWords();
  const words = w.settings.channels;
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'mail');
  const [title, setTitle] = useState(channel?.title ?? '');
  const [language, setLanguage] = useState<Language>(channel?.language ?? spoken);
  const [enabled, setEnabled] = useState(channel?.enabled ?? true);
  const [values, setValues] = useState<Values>(
    channel === null ? firstValues('mail') : valuesOf(channel.kind, channel.settings),
  );
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [answer, setAnswer] = useState<ChannelTest | null>(null);
  const stored = channel === null ? new Set<string>() : storedSecrets(channel.settings);

  function change(next: Values): void {
    setValues(next);
    setProblems(new Map());
    setAnswer(null);
  }
  function choose(next: ChannelKind): void {
    setKind(next);
    change(firstValues(next));
  }
  const draft = (): Draft => ({
    title: title.trim() === '' ? words.kinds[kind] : title.trim(),
    enabled,
    language,
    // The server reads and checks them.
    settings: settingsOf(kind, values, stored) as Draft['settings'],
  });
  const acts = useChannelActs({ channel, draft, setProblems, setAnswer, onClose });
  return {
    ...{ kind, choose, title, setTitle, language, setLanguage, enabled, setEnabled, values, change },
    ...{ stored, problems, answer },
    ...acts,
  };
}

interface ActDeps {
  readonly channel: Channel | null;
  readonly draft: () => Draft;
  readonly setProblems: (problems: ReadonlyMap<string, string>) => void;
  readonly setAnswer: (answer: ChannelTest | null) => void;
  readonly onClose: () => void;
}

/** Saves, tests or deletes the channel. */
function useChannelActs({ channel, draft, setProblems, setAnswer, onClose }: ActDeps) {
  const { w, say, sayDetail, notDone } = useWords();
  const words = w.settings.channels;
  const queries = useQueryClient();
  const toast = useToast();
  const confirm = useConfirm();
  const refresh = () => queries.invalidateQueries({ queryKey: keys.channels });

  /** Faults are shown at their fields; only what belongs to none is told apart. */
  function tell(act: string, error: unknown): void {
    const details = error instanceof CallError ? error.details : [];
    const found = new Map(details.map((detail) => [fieldIn(detail.field), sayDetail(detail)]));
    setProblems(found);
    if (found.size === 0 || found.has('') || found.has('version')) toast(notDone(act, error));
  }
  async function save(): Promise<void> {
    try {
      if (channel === null) await call('createChannel', { body: draft() });
      else {
        const body = { version: channel.version, draft: draft() };
        await call('replaceChannel', { path: { id: channel.id }, body });
      }
      toast({ text: w.settings.saved });
      await refresh();
      onClose();
    } catch (error) {
      tell(words.form.save, error);
    }
  }
  async function test(): Promise<void> {
    setAnswer(null);
    setProblems(new Map());
    try {
      setAnswer(await call('tryChannel', { body: { id: channel?.id ?? null, draft: draft() } }));
    } catch (error) {
      tell(words.test, error);
    }
  }
  async function remove({ id, title: name }: Channel): Promise<void> {
    const ask = words.remove;
    const isSure = await confirm({
      title: say(ask.title, { name }),
      text: ask.text,
      confirm: ask.confirm,
      keep: ask.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await call('deleteChannel', { path: { id } });
      toast({ text: say(ask.done, { name }) });
      await refresh();
      onClose();
    } catch (error) {
      const isUsed = error instanceof CallError && error.code === 'IN_USE';
      toast({
        ...notDone(ask.confirm, error),
        ...(isUsed ? { action: { label: ask.seeRules, run: showRules } } : {}),
      });
    }
  }
  function showRules(): void {
    onClose();
    const heading = document.getElementById(rulesHeading);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }
  return { save, test, remove };
}
