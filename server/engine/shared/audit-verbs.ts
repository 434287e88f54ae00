import type { z } from 'zod';
import type * as page from '../../../contract/console.ts';
import type { Notice } from '../../../contract/events.ts';
import type { Run } from '../../../contract/run.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import type { Caller } from '../../people/caller.ts';

export interface NoticeVerbs {
  all(): Promise<readonly Notice[]>;
  dismiss(id: string): Promise<void>;
  /** The runs of the notice that have been neither run nor skipped yet. */
  runs(id: string): Promise<readonly Run[]>;
  /** Runs or skips some of them (without a list: all that remain), each at most once; resolves to what remains of the notice. */
  settle(
    id: string,
    act: page.NoticeAct,
    runIds: readonly string[] | undefined,
    caller: Caller,
  ): Promise<Notice | null>;
}

export interface AuditVerbs {
  record(caller: Caller, action: page.AuditAction, what: Translatable | string): void;
  page(query: z.infer<typeof page.auditQuery>): Promise<{ entries: page.AuditEntry[]; next: number | null }>;
}
