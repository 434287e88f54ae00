/** Changes that change nothing anybody could see, each with the reason. */
export interface Equivalent {
  readonly file: string;
  /** The line as it stands, without the space around it. */
  readonly line: string;
  readonly becomes: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [];
