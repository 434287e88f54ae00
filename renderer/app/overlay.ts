import type { ProcessRow } from '../../contract/console.ts';

/** A process whose values are asked for before it runs. */
export interface ProcessToRun {
  readonly row: ProcessRow;
  readonly start: (values: Record<string, unknown>) => Promise<void>;
}
/** What lies over every screen. */
export type Overlay = 'palette' | 'shortcuts' | ProcessToRun | null;
