import { useEffect, useState, type RefObject } from 'react';
import { Button, type ButtonProps } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from './copy.ts';
import { useLabels } from './labels.tsx';

export interface CopyButtonProps extends ButtonProps {
  readonly text: string;
  /** The accessible name: "Copy worker ID". */
  readonly label?: string;
  /** The button's text, if not "Copy". */
  readonly words?: string;
  /** An icon instead of text, where space is scarce. */
  readonly isBare?: boolean;
  /** Selected if the clipboard is refused. */
  readonly source?: RefObject<Element | null>;
  readonly onCopied?: () => void;
}

const shownMs = 2000;

/** Copies a text and confirms it, on the button and to a screen reader. */
export function CopyButton({ text, label, words, isBare = false, source, onCopied, ...rest }: CopyButtonProps) {
  const labels = useLabels();
  const copy = useCopy();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const icon = isCopied ? <IconCheck size="0.875rem" /> : <IconCopy size="0.875rem" />;
  return (
    <Button
      size="compact-sm"
      variant="default"
      {...(isBare ? { title: label, px: 5 } : { leftSection: icon })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      onClick={() => {
        void copy(text, source?.current).then((done) => {
          setIsCopied(done);
          if (done) onCopied?.();
        });
      }}
      {...rest}
    >
      {isBare ? icon : isCopied ? labels.copied : (words ?? labels.copy)}
    </Button>
  );
}
