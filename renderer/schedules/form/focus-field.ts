/** Puts the focus on a field; on the values as JSON or on the summary where the field is not in view. */
export function focusField(id: string, summary: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const field =
      document.getElementById(id) ?? (id.startsWith('values-') ? document.getElementById('values-json') : null);
    (field ?? summary)?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}
