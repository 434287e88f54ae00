import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { passkeyPlace } from '../../../contract/passkey-place.ts';
import type { MyFactors, Passkey } from '../../../contract/sign-in-ways.ts';
import { call, type Answer } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { hasPasskeys, makePasskey } from '../../api/passkeys.ts';
import { PasskeyPlaceHint } from '../../words/passkey-place-hint.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useNow } from '../../ui/now.ts';
import { useToast } from '../../ui/toast.tsx';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { OneLineDialog } from './one-line-dialog.tsx';

type Open = { readonly kind: 'add' } | { readonly kind: 'rename'; readonly passkey: Passkey } | null;

/** The own passkeys. Where the page cannot have any, the reason stands in place of the button. */
export function OwnPasskeys({ passkeys }: Pick<MyFactors, 'passkeys'>) {
  const { language, say, notDone } = useWords();
  const words = signInWaysWords[language].passkey;
  const queries = useQueryClient();
  const toast = useToast();
  const confirm = useConfirm();
  const [open, setOpen] = useState<Open>(null);
  const keep = (answer: Answer<'myFactors'>): void => void queries.setQueryData(keys.factors, answer);

  /** The sentence of what went wrong; null: done. */
  async function add(title: string): Promise<string | null> {
    const { options } = await call('passkeyOptions');
    const response = await makePasskey(options);
    if (response === null) return words.notDone;
    keep(await call('addPasskey', { body: { title, response } }));
    toast({ text: words.added });
    return null;
  }
  async function rename({ id }: Passkey, title: string): Promise<null> {
    keep(await call('renamePasskey', { path: { id }, body: { title } }));
    return null;
  }
  async function remove({ id, title }: Passkey): Promise<void> {
    const isSure = await confirm({
      title: say(words.removeTitle, { title }),
      text: words.removeText,
      confirm: words.removeConfirm,
      keep: words.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      keep(await call('removePasskey', { path: { id } }));
    } catch (error) {
      toast(notDone(words.removeConfirm, error));
    }
  }
  const isPlace = passkeyPlace(location.origin).isPlace && hasPasskeys();
  return (
    <SettingGroup title={words.title}>
      <p className={classes.lead}>{words.lead}</p>
      {passkeys.length === 0 ? (
        <p className={classes.plain}>{words.empty}</p>
      ) : (
        <PasskeyTable
          passkeys={passkeys}
          onRename={(passkey) => setOpen({ kind: 'rename', passkey })}
          onRemove={(passkey) => void remove(passkey)}
        />
      )}
      {isPlace ? (
        <div>
          <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'add' })}>
            {words.add}
          </Button>
        </div>
      ) : (
        <PasskeyPlaceHint className={classes.lead ?? ''} />
      )}
      {open === null ? null : (
        <OneLineDialog
          heading={open.kind === 'add' ? words.addTitle : say(words.renameTitle, { title: open.passkey.title })}
          label={words.name}
          {...(open.kind === 'add' ? { hint: words.nameHint } : { given: open.passkey.title })}
          act={open.kind === 'add' ? words.add : words.save}
          onDo={(title) => (open.kind === 'add' ? add(title) : rename(open.passkey, title))}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingGroup>
  );
}

interface PasskeyTableProps extends Pick<MyFactors, 'passkeys'> {
  readonly onRename: (passkey: Passkey) => void;
  readonly onRemove: (passkey: Passkey) => void;
}

function PasskeyTable({ passkeys, onRename, onRemove }: PasskeyTableProps) {
  const { language, say, times } = useWords();
  const words = signInWaysWords[language].passkey;
  const now = useNow(60_000);
  const factsOf = ({ host, createdAt, lastUsedAt }: Passkey): string =>
    say(words.facts, {
      host,
      added: times.short(createdAt, now),
      used: lastUsedAt === null ? words.neverUsed : times.relative(lastUsedAt, now),
    });
  return (
    <ul className={classes.bareList} aria-label={words.list}>
      {passkeys.map((passkey) => (
        <li key={passkey.id} className={classes.identity}>
          <b>{passkey.title}</b>
          <span className={classes.hint}>{factsOf(passkey)}</span>
          <Button size="compact-sm" variant="default" onClick={() => onRename(passkey)}>
            {words.rename}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onRemove(passkey)}>
            {words.remove}
          </Button>
        </li>
      ))}
    </ul>
  );
}
