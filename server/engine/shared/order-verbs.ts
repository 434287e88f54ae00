import type { MarkAnswer, MarkBody, SavedView, ViewBody } from '../../../contract/order.ts';
import type { Caller } from '../../people/caller.ts';

/** What keeps order among many robots. */
export interface OrderVerbs {
  /** Changes tags and folders. What is refused is in the answer; the rest is durable once resolved. */
  mark(asked: MarkBody, caller: Caller): Promise<MarkAnswer>;
  /** Those that the caller may see, by their names. */
  views(caller: Caller): readonly SavedView[];
  /** Adds or replaces a view. Throws NAME_TAKEN, NOT_FOUND. */
  putView(id: string, view: ViewBody, caller: Caller): Promise<SavedView>;
  deleteView(id: string, caller: Caller): Promise<void>;
}
