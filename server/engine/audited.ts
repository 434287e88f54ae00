import type { Caller } from './engine.ts';

/** Says in the audit log who did what to what. Never given values or secrets. */
export type Audit = (caller: Caller, action: string, what: string) => void;
