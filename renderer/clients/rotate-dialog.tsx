import { useState } from 'react';
import { Button, Group, Radio } from '@mantine/core';
import type { Client, Credentials } from '../../contract/client.ts';
import { call } from '../api/client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useBusy } from '../ui/use-busy.ts';
import { useWords } from '../words/words.tsx';
import classes from './clients.module.css';

export interface RotateDialogProps {
  readonly client: Client;
  readonly onClose: () => void;
  readonly onRotated: (credentials: Credentials) => void;
}

const overlaps = [
  { seconds: 0, word: 'none' },
  { seconds: 3600, word: 'hour' },
  { seconds: 86_400, word: 'day' },
] as const;

/** Issues a new secret; asks how long the old one stays valid. */
export function RotateDialog({ client, onClose, onRotated }: RotateDialogProps) {
  const { w, say, sayProblem } = useWords();
  const words = w.clients.rotation;
  const [seconds, setSeconds] = useState('3600');
  const [problem, setProblem] = useState<string | null>(null);
  const { isBusy, whenIdle } = useBusy();
  async function rotate(): Promise<void> {
    try {
      onRotated(await call('rotateClient', { path: { user: client.user }, body: { overlapSeconds: Number(seconds) } }));
    } catch (error) {
      setProblem(sayProblem(error));
    }
  }
  return (
    <Dialog
      title={say(words.title, { name: client.name })}
      isOpen
      onClose={onClose}
      onConfirm={() => void whenIdle(rotate)}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {w.app.actions.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void whenIdle(rotate)}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p className={classes.lead}>{words.lead}</p>
      <Radio.Group label={words.overlap} value={seconds} onChange={setSeconds} error={problem}>
        <Group gap="lg" mt={8}>
          {overlaps.map((overlap) => (
            <Radio key={overlap.word} value={String(overlap.seconds)} label={words[overlap.word]} />
          ))}
        </Group>
      </Radio.Group>
    </Dialog>
  );
}
