import { createContext, use } from 'react';

/** The few texts of the primitives; the app passes them in the reader's language. */
export interface Labels {
  readonly copy: string;
  readonly copied: string;
  readonly copyByHand: string;
  readonly copyRefused: string;
  readonly close: string;
  readonly cancel: string;
  readonly dismiss: string;
  readonly undo: string;
  readonly retry: string;
  readonly clearSearch: string;
  readonly tools: string;
  readonly toolsInUse: string;
  readonly search: string;
  readonly calendar: CalendarLabels;
  /** Names what was to open over the screen. */
  readonly unopened: string;
  readonly problemTitle: string;
  readonly problemCode: (code: string) => string;
}

export interface CalendarLabels {
  readonly previousMonth: string;
  readonly nextMonth: string;
  readonly previousYear: string;
  readonly nextYear: string;
  readonly previousDecade: string;
  readonly nextDecade: string;
  readonly hours: string;
  readonly minutes: string;
  readonly clear: string;
  readonly done: string;
}

const LabelsContext = createContext<Labels | null>(null);
export const LabelsProvider = LabelsContext;

export function useLabels(): Labels {
  const labels = use(LabelsContext);
  if (!labels) throw new Error('useLabels is used outside LabelsProvider');
  return labels;
}
