import type { Page } from 'playwright-core';

/** A language and a theme. */
export const looks = ['light', 'dark', 'light-tr', 'dark-tr'] as const;
export type Look = (typeof looks)[number];

/** One picture: where it is, and what a person does there before it is taken. */
export interface ScreenPicture {
  readonly name: string;
  readonly place: string;
  /** The looks that are shown in the documents; in a review every screen is made in all four. */
  readonly docs?: readonly Look[];
  readonly width?: number;
  readonly height?: number;
  /** On a server that was just installed, instead of the one with a history. */
  readonly isFresh?: boolean;
  /** With the server gone after the page was opened. */
  readonly isCutOff?: boolean;
  readonly act?: (page: Page) => Promise<unknown>;
}

export const phone = { width: 360, height: 740 } as const;
