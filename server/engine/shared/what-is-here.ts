import type { Translatable } from '../../../contract/translatable.ts';

/** What this computer offers to somebody who begins. Nothing of it rejects. */
export interface WhatIsHere {
  /** The editor that the Notepad example types into, or why it can only write a file. */
  editor(): Promise<{ readonly name: string } | { readonly why: Translatable }>;
  /** The crontab of the user that Rota runs as; null if there is none. */
  crontab(): Promise<string | null>;
  /** What a template lacks here; null if nothing is known to be missing. */
  missingFor(template: string): Translatable | null;
}
