import type { AuditAction } from '../../contract/console.ts';
import type { Said } from '../../contract/said.ts';
import type { Caller } from './engine.ts';

/** Says in the audit log who did what to what. Never given values or secrets. */
export type Audit = (caller: Caller, action: AuditAction, what: Said | string) => void;
