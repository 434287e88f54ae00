import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { InvitationLink, User } from '../../../contract/people.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { toDraft, UserFields, type UserForm } from './user-fields.tsx';

export interface AddUserDialogProps {
  readonly onClose: () => void;
  readonly onAdded: (user: User, invitation: InvitationLink) => void;
}

const empty: UserForm = { name: '', title: '', email: '', role: 'operator', tags: [] };

/** A new user; the answer has the link by which they choose a password. */
export function AddUserDialog({ onClose, onAdded }: AddUserDialogProps) {
  const { w, language, sayProblem } = useWords();
  const words = userWords[language].form;
  const queries = useQueryClient();
  const [form, setForm] = useState(empty);
  const [nameProblem, setNameProblem] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  async function add(): Promise<void> {
    if (form.name.trim() === '') return setNameProblem(words.nameProblem);
    try {
      const { user, invitation } = await call('createUser', { body: toDraft(form) });
      await queries.invalidateQueries({ queryKey: keys.users });
      onAdded(user, invitation);
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  const confirm = (): void => void whenIdle(add);
  return (
    <Dialog
      title={words.addTitle}
      isOpen
      width={560}
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={confirm}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <UserFields
        form={form}
        nameProblem={nameProblem}
        onChange={(change) => {
          setForm({ ...form, ...change });
          setNameProblem(null);
          setProblem(null);
        }}
      />
      {problem === null ? null : (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  );
}
