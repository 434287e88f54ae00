import { useCallback } from 'react';
import { useAnnounce } from './live-region.tsx';
import { useLabels } from './labels.tsx';
import { useToast } from './toast.tsx';

/** Copies a text; false where the browser refuses the clipboard (plain http to another host). */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies and confirms it. If the clipboard is refused, selects `fallback` for Ctrl C. */
export function useCopy(): (text: string, fallback?: Element | null) => Promise<boolean> {
  const announce = useAnnounce();
  const toast = useToast();
  const labels = useLabels();
  return useCallback(
    async (text, fallback) => {
      const isCopied = await writeClipboard(text);
      if (!isCopied && fallback) getSelection()?.selectAllChildren(fallback);
      if (isCopied) announce(labels.copied);
      // A toast is read out by itself.
      else toast({ text: fallback ? labels.copyByHand : labels.copyRefused, id: 'copy' });
      return isCopied;
    },
    [announce, toast, labels],
  );
}
