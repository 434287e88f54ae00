import { useEffect, useRef } from 'react';

/** The keys that focus the log's fields: Ctrl+F to find, Ctrl+G to go to a line. */
export function useFieldShortcuts() {
  const findField = useRef<HTMLInputElement>(null);
  const lineField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function onShortcut(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const field = key === 'f' ? findField.current : key === 'g' ? lineField.current : null;
      if (field === null || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      field.focus();
      field.select();
    }
    addEventListener('keydown', onShortcut);
    return () => removeEventListener('keydown', onShortcut);
  }, []);
  return { findField, lineField };
}
