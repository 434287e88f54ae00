import type { MouseEvent } from 'react';

/** What makes a button say that it cannot be used, and why. */
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

/** For a button that cannot be used for a reason. It stays in reach of the keyboard, as nobody could read the reason otherwise: its title is its description. */
export const unless = (refusal: string | null): Off =>
  refusal === null ? {} : { 'aria-disabled': true, 'data-disabled': true, title: refusal, onClickCapture: hold };
