import { useCallback } from 'react';
import { useAnnounce } from './live-region.tsx';
import { useLabels } from './labels.tsx';

/** Copies a text; false where the browser refuses the clipboard (plain http to another host). */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies and tells it. Where the clipboard is refused, `fallback` is selected so that Ctrl C does it. */
export function useCopy(): (text: string, fallback?: Element | null) => Promise<boolean> {
  const announce = useAnnounce();
  const labels = useLabels();
  return useCallback(
    async (text, fallback) => {
      const isCopied = await writeClipboard(text);
      if (!isCopied && fallback) getSelection()?.selectAllChildren(fallback);
      announce(isCopied ? labels.copied : labels.copyByHand);
      return isCopied;
    },
    [announce, labels],
  );
}
