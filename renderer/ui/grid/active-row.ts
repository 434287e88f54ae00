/** For what stands beside a grid and goes away with the focus in it, such as the bar of what is selected. */
export function focusActiveRow(): void {
  document.querySelector<HTMLElement>('[role=grid] tr[data-active]')?.focus();
}

/** For a button that brings what is new on top. */
export function showFirstRow(): void {
  document.querySelector('[role=grid]')?.parentElement?.scrollTo({ top: 0 });
}
