import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { InvitationLink, User } from '../../../contract/people.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';
import { UserAccess } from './user-access.tsx';
import { toDraft, UserFields, type UserForm } from './user-fields.tsx';

export interface ManageUserDialogProps {
  readonly user: User;
  readonly isOwn: boolean;
  readonly onClose: () => void;
  readonly onLink: (user: User, invitation: InvitationLink) => void;
}

/** One user: who it is and what they may do, and below how they get in. */
export function ManageUserDialog({ user, isOwn, onClose, onLink }: ManageUserDialogProps) {
  const { w, language, say, sayProblem } = useWords();
  const words = userWords[language].form;
  const queries = useQueryClient();
  const toast = useToast();
  const [form, setForm] = useState<UserForm>({ ...user, email: user.email ?? '', tags: user.tags ?? [] });
  const [nameProblem, setNameProblem] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  async function save(): Promise<void> {
    if (form.name.trim() === '') return setNameProblem(words.nameProblem);
    try {
      const { user: saved } = await call('changeUser', { path: { id: user.id }, body: toDraft(form) });
      await queries.invalidateQueries({ queryKey: keys.users });
      // Whoever changed their own role may do something else now.
      if (isOwn) await queries.invalidateQueries({ queryKey: keys.session });
      toast({ text: say(words.saved, { name: saved.title }) });
      onClose();
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  const confirm = (): void => void whenIdle(save);
  return (
    <Dialog
      title={say(words.editTitle, { name: user.title })}
      isOpen
      width={640}
      onClose={onClose}
      onConfirm={confirm}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={confirm}>
            {words.save}
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
      <UserAccess user={user} isOwn={isOwn} onLink={onLink} onRemoved={onClose} />
    </Dialog>
  );
}
