import { Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useIdentityProvider } from '../../api/people.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { SkeletonRows } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ProblemPanel } from '../../words/problem-panel.tsx';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';

const ProviderDialog = lazyPart(() => import('./provider-dialog.tsx').then((module) => module.ProviderDialog));

/** The company's identity provider, for everybody. */
export function CompanySignIn() {
  const { language, say, notDone } = useWords();
  const words = signInWaysWords[language].provider;
  const query = useIdentityProvider();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  async function remove(title: string): Promise<void> {
    const isSure = await confirm({
      title: words.removeTitle,
      text: say(words.removeText, { title }),
      confirm: words.removeConfirm,
      keep: words.keep,
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await call('removeIdentityProvider');
      toast({ text: words.removed });
    } catch (error) {
      toast(notDone(words.removeConfirm, error));
    }
    await queries.invalidateQueries({ queryKey: keys.identityProvider });
  }
  if (query.isError && !query.data) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={2} />;
  const { provider } = query.data;
  return (
    <SettingGroup title={words.title}>
      <p className={classes.lead}>{words.lead}</p>
      <p className={classes.plain}>
        {provider === null
          ? words.none
          : say(words.state[provider.isEnabled ? 'on' : 'off'], { title: provider.title, issuer: provider.issuer })}
      </p>
      <div className={classes.row}>
        <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>
          {provider === null ? words.setUp : words.change}
        </Button>
        {provider === null ? null : (
          <Button size="xs" variant="default" onClick={() => void remove(provider.title)}>
            {words.remove}
          </Button>
        )}
      </div>
      {isOpen ? (
        <Suspense fallback={null}>
          <ProviderDialog {...query.data} onClose={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
    </SettingGroup>
  );
}
