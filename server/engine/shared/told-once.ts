import { RotaError } from '../../../contract/errors.ts';
import type { Log } from '../../log.ts';

/** What is tried again every second is told of once, and once when it goes well again. */
export interface ToldOnce {
  failed(error: unknown): void;
  well(): void;
}

export function createToldOnce(log: Log, words: { readonly fails: string; readonly isWell: string }): ToldOnce {
  let told: string | null = null;
  return {
    failed(error) {
      // The words of a broken connection are now these and now those.
      const kind = error instanceof RotaError ? error.code : error instanceof Error ? error.message : String(error);
      if (kind === told) return;
      told = kind;
      log.error(words.fails, { error });
    },
    well() {
      if (told === null) return;
      told = null;
      log.info(words.isWell);
    },
  };
}
