import type { MouseEvent } from 'react';

/** The props of a disabled button with its reason. */
interface Off {
  readonly 'aria-disabled'?: true;
  readonly 'data-disabled'?: true;
  readonly title?: string;
  readonly onClickCapture?: (event: MouseEvent) => void;
}

function hold(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Disables a button with a reason. It stays focusable, because otherwise nobody could read the reason: its title is its description. */
export const unless = (refusal: string | null): Off =>
  refusal === null ? {} : { 'aria-disabled': true, 'data-disabled': true, title: refusal, onClickCapture: hold };
