import type { Owner } from '../domain/owner.ts';

/** Who rows of an older build belong to. Nothing is asked of a row that has an owner. */
export interface OwnersByName {
  /** Of a schedule or run, by the name it was made under and when. */
  ownerOf(name: string, at: number): Owner;
  /** Of an audit line, by what it says of who did it. */
  ownerOfAudit(who: string, at: number): Owner;
  /** Under what `Idempotency-Key`s were kept, and under what they are kept now. */
  readonly keys: readonly { readonly from: string; readonly to: Owner }[];
}

/** Rows of an older build, which know names only. */
export interface OwnerStore {
  /** How many rows got an owner. Where it is cut off it goes on the next time. */
  settle(by: OwnersByName): Promise<number>;
}
