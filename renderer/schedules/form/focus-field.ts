import { openFoldOf } from '../../ui/fold.tsx';

/** Focuses a field, and opens the part that hides it; if it is not there, the JSON field of the values or the error summary. */
export function focusField(id: string, summary: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field =
      document.getElementById(id) ?? (id.startsWith('values-') ? document.getElementById('values-json') : null);
    if (field !== null && openFoldOf(field)) return void requestAnimationFrame(() => show(field));
    show(field ?? summary);
  });
}

function show(element: HTMLElement | null): void {
  element?.focus();
  element?.scrollIntoView({ block: 'center' });
}
