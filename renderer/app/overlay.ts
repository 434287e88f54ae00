import type { ProcessRow } from '../../contract/console.ts';

/** A process whose values must be asked for before it runs. */
export interface ProcessToRun {
  readonly row: ProcessRow;
  /** `target`: the ID of a worker or the name of a group; null: any that can run it. */
  readonly start: (values: Record<string, unknown>, target: string | null) => Promise<void>;
}
/** What is open over the screen. */
export type Overlay = 'palette' | 'shortcuts' | ProcessToRun | null;
