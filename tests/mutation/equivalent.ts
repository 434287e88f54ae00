/** Mutants that change no observable behaviour, each with the reason. */
export interface Equivalent {
  readonly file: string;
  /** The trimmed source line. */
  readonly line: string;
  readonly becomes: string;
  readonly why: string;
}
