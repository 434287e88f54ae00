/** For elements around a grid that disappear while they have the focus, such as the bulk action bar. */
export function focusActiveRow(): void {
  document.querySelector<HTMLElement>('[role=grid] tr[data-active]')?.focus();
}

/** For a button that shows new rows on top. */
export function showFirstRow(): void {
  document.querySelector('[role=grid]')?.parentElement?.scrollTo({ top: 0 });
}
