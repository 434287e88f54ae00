import { useEffect, useState, type ReactNode } from 'react';
import { Button, Menu } from '@mantine/core';
import {
  IconBinaryTree,
  IconChevronDown,
  IconGitCompare,
  IconPencil,
  IconPlayerStop,
  IconRefresh,
} from '@tabler/icons-react';
import type { RunDetail } from '../../contract/run.ts';
import { useIsOffline } from '../api/use-live.tsx';
import { unless } from '../ui/unless.ts';
import { useWords } from '../words/words.tsx';

export interface RunButtonsProps {
  readonly run: RunDetail;
  /** The process still exists. */
  readonly canRun: boolean;
  /** Something follows it, or may. */
  readonly hasFollowers: boolean;
  readonly onRetry: (chain: boolean) => void;
  readonly onEdit: () => void;
  /** Shows it beside another run: the last good one before it, or one to choose. */
  readonly onCompare: (other: 'good' | 'chosen') => void;
  readonly onCancel: (force: boolean, chain: boolean) => void;
}

const forceAfterMs = 10_000;

/** Cancel, which becomes Force stop after ten seconds; or Retry, with the same or with edited values. */
export function RunButtons({ run, canRun, hasFollowers, onRetry, onEdit, onCompare, onCancel }: RunButtonsProps) {
  const { w, mayNot } = useWords();
  const words = w.runs.actions;
  const refusal = useIsOffline() ? w.app.problems.actionsOff : mayNot('operator');
  const mayForce = useIsOverdue(run.status === 'cancelling', run.reason?.params['at']);
  if (run.status === 'cancelling') {
    return (
      <Button
        size="xs"
        color="danger"
        leftSection={<IconPlayerStop size="0.9375rem" />}
        onClick={() => onCancel(true, false)}
        {...unless(mayForce ? refusal : words.forceLater)}
      >
        {mayForce ? words.force : w.states.run.cancelling}
      </Button>
    );
  }
  if (run.status !== 'ended') {
    const cancel = (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size="0.9375rem" />}
        onClick={() => onCancel(false, false)}
        {...unless(refusal)}
      >
        {words.cancel}
      </Button>
    );
    if (!hasFollowers) return cancel;
    return (
      <Button.Group>
        {cancel}
        <More label={words.moreCancel} off={unless(refusal)}>
          <Menu.Item leftSection={<IconBinaryTree size="0.9375rem" />} onClick={() => onCancel(false, true)}>
            {words.cancelChain}
          </Menu.Item>
        </More>
      </Button.Group>
    );
  }
  const off = unless(canRun ? refusal : words.processGone);
  return (
    <Button.Group>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size="0.9375rem" />}
        onClick={() => onRetry(false)}
        {...off}
      >
        {words.retrySame}
      </Button>
      <More label={words.more} off={off}>
        {hasFollowers ? (
          <Menu.Item leftSection={<IconBinaryTree size="0.9375rem" />} onClick={() => onRetry(true)}>
            {words.retryChain}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconPencil size="0.9375rem" />} onClick={onEdit}>
          {words.retryEdited}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconGitCompare size="0.9375rem" />} onClick={() => onCompare('good')}>
          {words.withGood}
        </Menu.Item>
        <Menu.Item leftSection={<IconGitCompare size="0.9375rem" />} onClick={() => onCompare('chosen')}>
          {words.withOther}
        </Menu.Item>
      </More>
    </Button.Group>
  );
}

interface MoreProps {
  readonly label: string;
  /** What switches the button off. */
  readonly off: ReturnType<typeof unless>;
  readonly children: ReactNode;
}

/** Other ways to do what the button beside it does. */
function More({ label, off, children }: MoreProps) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" px={8} variant="default" aria-label={label} {...off}>
          <IconChevronDown size="0.9375rem" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
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
