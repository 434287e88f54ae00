import { useState } from 'react';
import { TextInput } from '@mantine/core';
import type { SessionAnswer } from '../../contract/console.ts';
import { useWords } from '../words/words.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

/** The address that links in messages open; saved on blur or Enter. */
export function MessagesAddress({ session }: { readonly session: SessionAnswer }) {
  const { w, say } = useWords();
  const words = w.messages;
  const change = useChange();
  const stored = session.settings.publicAddress ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const text = (typed ?? stored).trim();
  const isFine = text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
  function save(): void {
    if (typed === null || !isFine) return;
    if (text !== stored) void change({ publicAddress: text === '' ? null : text });
    setTyped(null);
  }
  return (
    <TextInput
      className={classes.text ?? ''}
      label={words.publicAddress}
      description={say(words.publicAddressHint, { address: session.baseUrl })}
      type="url"
      placeholder="https://"
      value={typed ?? stored}
      error={isFine ? null : words.publicAddressProblem}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
