/** Focuses a field; if it is not visible, the JSON field of the values or the error summary. */
export function focusField(id: string, summary: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field =
      document.getElementById(id) ?? (id.startsWith('values-') ? document.getElementById('values-json') : null);
    (field ?? summary)?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}
