import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from '../copy.ts';
import { useLabels } from '../labels.tsx';
import type { LogLabels } from './log-labels.ts';

interface LogCopyProps {
  readonly labels: LogLabels;
  /** Why it is disabled. */
  readonly refusal: string | null;
  readonly read: () => Promise<string>;
}

/** Copies the shown part of a log. */
export function LogCopy({ labels, refusal, read }: LogCopyProps) {
  const copy = useCopy();
  const words = useLabels();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={isCopied ? <IconCheck size="0.875rem" /> : <IconCopy size="0.875rem" />}
      {...(refusal === null
        ? {}
        : { title: refusal, 'aria-description': refusal, 'data-disabled': true, 'aria-disabled': true })}
      onClick={() => {
        if (refusal === null)
          void read()
            .then(copy)
            .then(setIsCopied, () => setIsCopied(false));
      }}
      onBlur={() => setIsCopied(false)}
    >
      {isCopied ? words.copied : labels.copy}
    </Button>
  );
}
