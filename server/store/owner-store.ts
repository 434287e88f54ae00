import type { Owner } from '../domain/owner.ts';

/** Decides the owners of rows of an older build. A row that has an owner is skipped. */
export interface OwnersByName {
  /** The owner of a schedule or run, by the name and time of its creation. */
  ownerOf(name: string, at: number): Owner;
  /** The owner of an audit line, by its name of who did it. */
  ownerOfAudit(who: string, at: number): Owner;
  /** The former and the new owners of stored `Idempotency-Key`s. */
  readonly keys: readonly { readonly from: string; readonly to: Owner }[];
}

/** Rows of an older build, which store names only. */
export interface OwnerStore {
  /** Returns how many rows got an owner. If it is interrupted, the next call continues. */
  settle(by: OwnersByName): Promise<number>;
}
