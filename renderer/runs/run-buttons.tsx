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

/** Cancel, which after ten seconds becomes Force stop; or Retry, with the same or with edited values. */
export function RunButtons({ run, canRun, onRetry, onEdit, onCancel }: RunButtonsProps) {
  const { w } = useWords();
  const words = w.runs.actions;
  const refusal = useIsOffline() ? w.app.problems.actionsOff : null;
  const mayForce = useWaited(run.status === 'cancelling', forceAfterMs);
  if (run.status === 'cancelling') {
    return (
      <Button
        size="xs"
        color="danger"
        disabled={!mayForce}
        leftSection={<IconPlayerStop size="0.9375rem" />}
        onClick={() => onCancel(true)}
        {...unless(refusal)}
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

/** Whether something has been so for a while. */
function useWaited(isSo: boolean, ms: number): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => setIsOver(true), ms);
    return () => {
      clearTimeout(timer);
      setIsOver(false);
    };
  }, [isSo, ms]);
  return isOver;
}
