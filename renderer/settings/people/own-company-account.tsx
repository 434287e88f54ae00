import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { MyFactors } from '../../../contract/sign-in-ways.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';

/** The own account at the company's identity provider; nothing where there is no provider. */
export function OwnCompanyAccount({ identity, provider }: Pick<MyFactors, 'identity' | 'provider'>) {
  const { language, say, notDone } = useWords();
  const words = signInWaysWords[language].account;
  const confirm = useConfirm();
  const toast = useToast();
  const queries = useQueryClient();
  const { isBusy, whenIdle } = useBusy();
  if (identity === null && provider === null) return null;
  async function connect(act: string): Promise<void> {
    try {
      const { url } = await call('connectMe');
      location.assign(url);
    } catch (error) {
      toast(notDone(act, error));
    }
  }
  async function disconnect(): Promise<void> {
    const isSure = await confirm({
      title: words.disconnectTitle,
      text: words.disconnectText,
      confirm: words.disconnectConfirm,
      keep: signInWaysWords[language].provider.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      queries.setQueryData(keys.factors, await call('disconnectMe'));
    } catch (error) {
      toast(notDone(words.disconnectConfirm, error));
    }
  }
  return (
    <SettingGroup title={words.title}>
      {identity !== null ? (
        <>
          <p className={classes.plain}>{say(words.connected, { issuer: identity.issuer })}</p>
          <div>
            <Button size="xs" variant="default" onClick={() => void disconnect()}>
              {words.disconnect}
            </Button>
          </div>
        </>
      ) : provider !== null ? (
        <>
          <p className={classes.lead}>{say(words.lead, { title: provider.title })}</p>
          <div>
            <Button
              size="xs"
              variant="default"
              loading={isBusy}
              onClick={() => void whenIdle(() => connect(say(words.connect, { title: provider.title })))}
            >
              {say(words.connect, { title: provider.title })}
            </Button>
          </div>
        </>
      ) : null}
    </SettingGroup>
  );
}
