/** For what stands beside a grid and goes away with the focus in it, such as the bar of what is selected. */
export function focusActiveRow(): void {
  document.querySelector<HTMLElement>('[role=grid] tr[data-active]')?.focus();
}
