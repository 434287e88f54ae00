import type { ProcessRow } from '../../contract/console.ts';

/** A process whose values must be asked for before it runs. */
export interface ProcessToRun {
  readonly row: ProcessRow;
  readonly start: (values: Record<string, unknown>) => Promise<void>;
}
/** What is open over the screen. */
export type Overlay = 'palette' | 'shortcuts' | ProcessToRun | null;
