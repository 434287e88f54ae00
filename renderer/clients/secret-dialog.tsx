import { useEffect, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Credentials } from '../../contract/client.ts';
import { useSession } from '../api/queries.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { saveText } from '../ui/save-text.ts';
import { useWords } from '../words/words.tsx';
import classes from './clients.module.css';

export interface SecretDialogProps {
  readonly name: string;
  readonly credentials: Credentials;
  readonly onClose: () => void;
}

/** Shows a secret for the only time; closes only by its buttons, once the secret is saved somewhere. */
export function SecretDialog({ name, credentials, onClose }: SecretDialogProps) {
  const { w, say } = useWords();
  const words = w.clients.secret;
  const baseUrl = useSession().data?.baseUrl ?? '';
  const [isStored, setIsStored] = useState(false);
  const secret = useRef<HTMLElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  const [isElsewhere, setIsElsewhere] = useState(false);
  // The pressed button disappears: the focus moves to the one that it enabled.
  useEffect(() => {
    if (isElsewhere) done.current?.focus();
  }, [isElsewhere]);
  const { user, password } = credentials;
  function save(): void {
    saveText(`${user}.env`, `ROTA_URL=${baseUrl}\nROTA_USER=${user}\nROTA_PASSWORD=${password}\n`);
    setIsStored(true);
  }
  return (
    <Dialog
      title={say(words.title, { name })}
      isOpen
      isHeld
      width={560}
      onClose={onClose}
      onConfirm={isStored ? onClose : undefined}
      footer={
        <>
          {isStored ? null : (
            <Button
              variant="subtle"
              color="gray"
              c="inherit"
              onClick={() => {
                setIsStored(true);
                setIsElsewhere(true);
              }}
            >
              {words.elsewhere}
            </Button>
          )}
          <Button ref={done} disabled={!isStored} title={isStored ? undefined : words.notYet} onClick={onClose}>
            {words.done}
          </Button>
        </>
      }
    >
      <p className={classes.lead}>{words.lead}</p>
      <dl className={classes.secret}>
        <dt>{words.user}</dt>
        <dd>
          <code>{user}</code>
          <CopyButton text={user} label={words.copyUser} />
        </dd>
        <dt>{words.password}</dt>
        <dd>
          <code ref={secret}>{password}</code>
        </dd>
      </dl>
      <div className={classes.keep}>
        <CopyButton
          size="xs"
          variant="filled"
          data-autofocus
          text={password}
          words={words.copySecret}
          source={secret}
          onCopied={() => setIsStored(true)}
        />
        <Button size="xs" variant="default" leftSection={<IconDownload size="0.9375rem" />} onClick={save}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  );
}
