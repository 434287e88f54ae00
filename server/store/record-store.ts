import type { AuditAction, AuditEntry } from '../../contract/console.ts';
import type { Delivery } from '../../contract/deliveries.ts';
import type { Notice } from '../../contract/events.ts';
import type { Translatable } from '../../contract/translatable.ts';

type Page<T> = Promise<{ entries: T[]; next: number | null }>;

/** Who did something: the name to show, and the identity. */
export interface Doer {
  readonly who: string;
  readonly owner: string;
}

/** Who did what. */
export interface AuditLine extends Doer {
  readonly at: number;
  readonly action: AuditAction;
  readonly what: Translatable | string;
}

/** How many of the latest audit lines are searched for a name. */
export const auditSearched = 50_000;

/** A delivery with its body. */
export type StoredDelivery = Delivery & { readonly body: string };

/** Small records apart from schedules and runs: audit, notices, webhook deliveries, single facts. */
export interface RecordStore {
  /** Need not be awaited: an audit line is written with the next write. */
  audit(at: number, of: Doer, action: AuditAction, what: Translatable | string): Promise<void>;
  auditPage(before: number | undefined, limit: number): Page<AuditEntry>;
  /** The latest of these actions on something of this name, newest first; of the last 50,000 lines, which are read for it. */
  auditOf(what: string, actions: readonly AuditAction[], limit: number): Promise<AuditEntry[]>;
  putNotice(notice: Notice): Promise<void>;
  notices(): Promise<Notice[]>;
  notice(id: string): Promise<Notice | null>;
  /** Removes runs from a notice (all of them without a list); resolves to those that were in it. A notice without runs is deleted. */
  takeNoticeRuns(id: string, runIds: readonly string[] | undefined): Promise<string[]>;
  removeNotice(id: string): Promise<boolean>;
  insertDelivery(delivery: Omit<StoredDelivery, 'seq'>): Promise<StoredDelivery>;
  updateDelivery(
    id: string,
    change: Pick<Delivery, 'state' | 'attempts' | 'nextAt' | 'lastError' | 'deliveredAt'>,
  ): Promise<void>;
  /**
   * Takes a delivery for this long, so that nobody else sends it meanwhile; false if another has it. `updateDelivery` gives it back, and
   * where one process alone uses the database, so does its restart.
   */
  leaseDelivery(id: string, at: number, forMs: number): Promise<boolean>;
  /** Gives a delivery back that was not sent, or whose result could not be stored. */
  releaseDelivery(id: string): Promise<void>;
  /** Deliveries due by now that nobody has leased, earliest first, without those to one of these servers (`https://there:8443`). */
  dueDeliveries(now: number, limit: number, notTo: readonly string[]): Promise<StoredDelivery[]>;
  /** When the next delivery after an instant is due. */
  nextDelivery(after: number): Promise<number | null>;
  delivery(id: string): Promise<StoredDelivery | null>;
  deliveryPage(before: number | undefined, limit: number): Page<StoredDelivery>;
  fact(name: string): Promise<string | null>;
  setFact(name: string, value: string | null): Promise<void>;
  /** Sets a fact if it is what was read (null: not there), else changes nothing; whether it did. */
  swapFact(name: string, was: string | null, value: string | null): Promise<boolean>;
}
