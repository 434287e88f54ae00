import { Button } from '@mantine/core';
import type { User } from '../../../contract/people.ts';
import type { FactorKind } from '../../../contract/sign-in-ways.ts';
import { call } from '../../api/client.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import type { UserAct } from './use-user-act.ts';

/** Takes ways to sign in off a user who has lost phone or account; nothing for a user who has none. */
export function TakeOff({ user, act }: { readonly user: User; readonly act: UserAct }) {
  const { language, say } = useWords();
  const words = signInWaysWords[language].proofs;
  const confirm = useConfirm();
  const kinds: [FactorKind, string][] = [];
  if (user.hasCodes) kinds.push(['codes', words.codesOff]);
  if (user.passkeys > 0) kinds.push(['passkeys', words.passkeysOff]);
  if (user.identity !== null) kinds.push(['identity', words.identityOff]);
  if (kinds.length === 0) return null;
  async function takeOff(kind: FactorKind, name: string): Promise<void> {
    const isSure = await confirm({
      title: say(words.confirmTitle, { act: name, name: user.title }),
      text: words.confirmText,
      confirm: name,
      keep: words.keep,
      isDangerous: true,
    });
    if (isSure)
      await act(name, say(words.done, { act: name }), () => call('removeFactor', { path: { id: user.id, kind } }));
  }
  return (
    <div>
      <div className={classes.label}>{words.title}</div>
      <div className={classes.row}>
        {kinds.map(([kind, name]) => (
          <Button key={kind} size="xs" variant="default" onClick={() => void takeOff(kind, name)}>
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}
