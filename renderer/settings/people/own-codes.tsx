import { Suspense, useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { CodesBegun, MyFactors } from '../../../contract/sign-in-ways.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useNow } from '../../ui/now.ts';
import { useToast } from '../../ui/toast.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { useWords } from '../../words/words.tsx';
import { SettingGroup } from '../parts.tsx';
import classes from '../settings.module.css';
import { OneLineDialog } from './one-line-dialog.tsx';

const CodesSetUp = lazyPart(() => import('./codes-set-up.tsx').then((module) => module.CodesSetUp));

/** The own one-time codes: set up with a picture to scan, and switched off with a code. */
export function OwnCodes({ codes }: Pick<MyFactors, 'codes'>) {
  const { language, say, times, notDone } = useWords();
  const words = signInWaysWords[language].codes;
  const queries = useQueryClient();
  const toast = useToast();
  const now = useNow(60_000);
  const [begun, setBegun] = useState<CodesBegun | null>(null);
  const [isEnding, setIsEnding] = useState(false);
  const { isBusy, whenIdle } = useBusy();
  const refresh = () => queries.invalidateQueries({ queryKey: keys.factors });

  async function begin(): Promise<void> {
    try {
      setBegun(await call('beginCodes'));
    } catch (error) {
      toast(notDone(words.beginTitle, error));
    }
  }
  async function end(code: string): Promise<null> {
    await call('endCodes', { body: { code } });
    await refresh();
    toast({ text: words.disabled });
    return null;
  }
  return (
    <SettingGroup title={words.title}>
      <p className={classes.lead}>
        {codes === null
          ? words.lead
          : say(words.on, { since: times.short(codes.createdAt, now), left: String(codes.recoveryLeft) })}
      </p>
      <div>
        {codes === null ? (
          <Button size="xs" variant="default" loading={isBusy} onClick={() => void whenIdle(begin)}>
            {words.begin}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setIsEnding(true)}>
            {words.end}
          </Button>
        )}
      </div>
      {begun === null ? null : (
        <Suspense fallback={null}>
          <CodesSetUp begun={begun} onEnabled={refresh} onClose={() => setBegun(null)} />
        </Suspense>
      )}
      {isEnding ? (
        <OneLineDialog
          heading={words.endTitle}
          label={signInWaysWords[language].code.label}
          hint={words.endLead}
          isCode
          act={words.disable}
          onDo={end}
          onClose={() => setIsEnding(false)}
        />
      ) : null}
    </SettingGroup>
  );
}
