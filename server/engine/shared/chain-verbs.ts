import type { ChainAnswer } from '../../../contract/console.ts';
import type { Run } from '../../../contract/run.ts';
import type { Caller } from '../../people/caller.ts';

/** What is done with a run and, if wanted, with the rest of its chain. All throw RotaError. */
export interface ChainVerbs {
  /** The chain that a run belongs to. */
  chain(id: string): Promise<ChainAnswer>;
  /** `chain`: also the runs that follow it, and none follows any more. */
  cancel(id: string, how: { readonly force: boolean; readonly chain?: boolean }, caller: Caller): Promise<Run>;
  /** `chain`: what follows it follows again; without it nothing does. */
  rerun(
    id: string,
    how: { readonly values?: Readonly<Record<string, unknown>> | undefined; readonly chain?: boolean },
    caller: Caller,
  ): Promise<Run>;
}
