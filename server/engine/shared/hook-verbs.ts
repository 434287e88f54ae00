import type { HookAnswer } from '../../../contract/hook-trigger.ts';
import type { HookCall } from '../../triggers/hook-signature.ts';

export type { HookCall };

/** The body of a web call, read once its signature is right. Throws JSON_INVALID, CONTENT_TYPE. */
export type ReadHookBody = () => Promise<unknown>;

/** Web calls that start runs. */
export interface HookVerbs {
  /**
   * Takes a call. Null if there is no such hook, or if the call is not signed with its secret: one answer for both. What is answered is stored;
   * a delivery that comes again is answered with its run. Throws RotaError: values that do not fit, a schedule that is paused.
   */
  hook(name: string, call: HookCall, read: ReadHookBody): Promise<HookAnswer | null>;
}
