/** Mutants that change no observable behaviour, each with the reason. */
export interface Equivalent {
  readonly file: string;
  /** The trimmed source line. */
  readonly line: string;
  readonly becomes: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    file: 'contract/quartz/warnings.ts',
    line: 'for (let at: number | null = afterMs; count < fewFires; count++) {',
    becomes: '<=',
    why: 'one fire more is looked for; below the limit the count is the same, from the limit on nothing is said',
  },
  {
    file: 'server/domain/start/long-json.ts',
    line: 'if (left <= 0) {',
    becomes: '1',
    why: 'others have their turn one byte earlier',
  },
];
