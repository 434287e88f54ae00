import { useEffect, useState } from 'react';

/**
 * The text of a search field that opens over the screen, from the key that opens it on. Until the field has the focus, which takes a moment
 * where its code is still loading, what is typed goes into its text instead of acting on the screen behind it.
 */
export function useTypedAhead(isOpen: boolean, onClose: () => void): readonly [string, (text: string) => void] {
  const [text, setText] = useState('');
  if (!isOpen && text !== '') setText('');
  useEffect(() => {
    if (!isOpen) return undefined;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (document.activeElement?.closest('[role=dialog]')) return;
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Backspace') setText((typed) => [...typed].slice(0, -1).join(''));
      else if ([...event.key].length === 1) setText((typed) => typed + event.key);
      else if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, [isOpen, onClose]);
  return [text, setText];
}
