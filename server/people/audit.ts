import type { AuditAction } from '../../contract/console.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Caller } from './caller.ts';

/** Records in the audit log who did what to what. Never pass values or secrets. */
export type Audit = (caller: Caller, action: AuditAction, what: Translatable | string) => void;
