import type { Page } from 'playwright-core';

/** A language and a theme. */
export const looks = ['light', 'dark', 'light-tr', 'dark-tr'] as const;
export type Look = (typeof looks)[number];

/** One picture: its location, and what a person does there before it is taken. */
export interface ScreenPicture {
  readonly name: string;
  readonly place: string;
  /** The combinations shown in the documents; a review takes all four. */
  readonly docs?: readonly Look[];
  readonly width?: number;
  readonly height?: number;
  /** On a freshly installed server, instead of the one with a history. */
  readonly isFresh?: boolean;
  /** After the page was opened, the server is killed. */
  readonly isCutOff?: boolean;
  readonly act?: (page: Page) => Promise<unknown>;
}

export const phone = { width: 360, height: 740 } as const;
