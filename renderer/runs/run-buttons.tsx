import { useEffect, useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPencil, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { RunDetail } from '../../contract/run.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';

export interface RunButtonsProps {
  readonly run: RunDetail;
  /** The process still exists. */
  readonly canRun: boolean;
  readonly onRetry: () => void;
  readonly onEdit: () => void;
  readonly onCancel: (force: boolean) => void;
}

const forceAfterMs = 10_000;

/** Cancel, which becomes Force stop after ten seconds; or Retry, with the same or with edited values. */
export function RunButtons({ run, canRun, onRetry, onEdit, onCancel }: RunButtonsProps) {
  const { w } = useWords();
  const words = w.runs.actions;
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const mayForce = useIsOverdue(run.status === 'cancelling', run.reason?.params['at']);
  if (run.status === 'cancelling') {
    return (
      <Button
        size="xs"
        color="danger"
        leftSection={<IconPlayerStop size="0.9375rem" />}
        onClick={() => onCancel(true)}
        {...unless(mayForce ? refusal : words.forceLater)}
      >
        {mayForce ? words.force : w.states.run.cancelling}
      </Button>
    );
  }
  if (run.status !== 'ended') {
    return (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size="0.9375rem" />}
        onClick={() => onCancel(false)}
        {...unless(refusal)}
      >
        {words.cancel}
      </Button>
    );
  }
  const off = unless(canRun ? refusal : words.processGone);
  return (
    <Button.Group>
      <Button size="xs" variant="default" leftSection={<IconRefresh size="0.9375rem" />} onClick={onRetry} {...off}>
        {words.retrySame}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" px={8} variant="default" aria-label={words.more} {...off}>
            <IconChevronDown size="0.9375rem" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size="0.9375rem" />} onClick={onEdit}>
            {words.retryEdited}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}

/** Whether enough time has passed since the stop was requested; by this computer's clock, which may differ from the server's by hours. */
function useIsOverdue(isCancelling: boolean, askedAt: unknown): boolean {
  const [isOverdue, setIsOverdue] = useState(false);
  useEffect(() => {
    if (!isCancelling) return undefined;
    const waited = typeof askedAt === 'number' ? Math.max(0, Date.now() - askedAt) : 0;
    const timer = setTimeout(() => setIsOverdue(true), Math.max(0, forceAfterMs - waited));
    return () => {
      clearTimeout(timer);
      setIsOverdue(false);
    };
  }, [isCancelling, askedAt]);
  return isOverdue;
}
