/** Somebody who is logged on at this computer. */
export interface Logon {
  /** The same as long as it lasts, and never that of another one. */
  readonly id: string;
  readonly who: string;
}
