import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type {
  IdentityProviderAnswer,
  IdentityProviderDraft,
  IdentityProviderTest,
} from '../../../contract/sign-in-ways.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { signInWaysWords } from '../../words/sign-in-ways-words.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { draftOf, formOf } from './provider-draft.ts';
import { ProviderFields } from './provider-fields.tsx';

export interface ProviderDialogProps extends IdentityProviderAnswer {
  readonly onClose: () => void;
}

/** Sets the identity provider up; "Test" says what is wrong before anybody tries to sign in. */
export function ProviderDialog({ provider, redirectUrl, onClose }: ProviderDialogProps) {
  const { w, language, say, sayProblem } = useWords();
  const words = signInWaysWords[language].provider;
  const roleNames = userWords[language].roles;
  const queries = useQueryClient();
  const toast = useToast();
  const [form, setForm] = useState(() => formOf(provider, roleNames));
  const [problem, setProblem] = useState<string | null>(null);
  const [found, setFound] = useState<IdentityProviderTest | null>(null);
  const { isBusy, whenIdle } = useBusy();

  async function withDraft(work: (draft: IdentityProviderDraft) => Promise<void>): Promise<void> {
    setProblem(null);
    setFound(null);
    const read = draftOf(form, roleNames);
    if (!('draft' in read)) return setProblem(say(words.groupsProblem, { line: String(read.line), text: read.text }));
    try {
      await work(read.draft);
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  const test = () => withDraft(async (body) => setFound(await call('testIdentityProvider', { body })));
  const save = () =>
    withDraft(async (body) => {
      queries.setQueryData(keys.identityProvider, await call('putIdentityProvider', { body }));
      await queries.invalidateQueries({ queryKey: keys.factors });
      toast({ text: words.saved });
      onClose();
    });
  const confirm = (): void => void whenIdle(save);
  return (
    <Dialog
      title={words.dialog}
      isOpen
      width={640}
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button variant="default" onClick={() => void whenIdle(test)}>
            {words.test}
          </Button>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={confirm}>
            {words.save}
          </Button>
        </>
      }
    >
      <ProviderFields
        form={form}
        redirectUrl={redirectUrl}
        onChange={(change) => {
          setForm({ ...form, ...change });
          setProblem(null);
          setFound(null);
        }}
      />
      {problem === null ? null : (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {found === null ? null : <Found {...found} />}
    </Dialog>
  );
}

function Found({ problem, notes }: IdentityProviderTest) {
  const { language, told } = useWords();
  if (problem !== null)
    return (
      <p role="alert" className={classes.problem}>
        {told(problem)}
      </p>
    );
  return (
    <div role="status" className={classes.found}>
      <p className={classes.plain}>{signInWaysWords[language].provider.works}</p>
      <ul className={classes.hint}>
        {notes.map((note) => (
          <li key={note.words}>{told(note)}</li>
        ))}
      </ul>
    </div>
  );
}
