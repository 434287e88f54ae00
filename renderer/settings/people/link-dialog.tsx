import { useRef } from 'react';
import { Button } from '@mantine/core';
import type { InvitationLink } from '../../../contract/people.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNow } from '../../ui/now.ts';
import { userWords } from '../../words/user-words.ts';
import { useWords } from '../../words/words.tsx';
import classes from '../settings.module.css';

export interface LinkDialogProps {
  readonly title: string;
  readonly invitation: InvitationLink;
  readonly onClose: () => void;
}

/** Shows the link by which a user chooses a password, for the only time; closes only by its button. */
export function LinkDialog({ title, invitation, onClose }: LinkDialogProps) {
  const { language, say, times } = useWords();
  const words = userWords[language].link;
  const now = useNow(60_000);
  const link = useRef<HTMLElement>(null);
  return (
    <Dialog
      title={say(words.title, { name: title })}
      isOpen
      isHeld
      width={560}
      onClose={onClose}
      onConfirm={onClose}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {words.done}
          </Button>
          <CopyButton
            size="sm"
            variant="filled"
            data-autofocus
            text={invitation.url}
            words={words.copy}
            source={link}
          />
        </>
      }
    >
      <p className={classes.plain}>{say(words.lead, { name: title })}</p>
      <p className={classes.linkText}>
        <code ref={link} aria-label={words.label}>
          {invitation.url}
        </code>
      </p>
      <p className={classes.lead}>{say(words.until, { time: times.short(invitation.until, now) })}</p>
    </Dialog>
  );
}
