import type { TriggerStore } from '../store/trigger-store.ts';

/** What went wrong here, and not at the server that is looked at: their errors look alike. */
export class OwnTrouble extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Whatever this does, its errors are this computer's own. */
export const own = <T>(promise: Promise<T>): Promise<T> =>
  promise.catch((error: unknown) => {
    throw new OwnTrouble(error);
  });

/** What watching a mailbox needs of the store. */
export type MailStore = Pick<
  TriggerStore,
  'known' | 'mark' | 'place' | 'setPlace' | 'toMove' | 'moved' | 'old' | 'gone' | 'forget'
>;

/** The store, with errors of its own. */
export const ownStore = (store: MailStore): MailStore => ({
  known: (...asked) => own(store.known(...asked)),
  mark: (...asked) => own(store.mark(...asked)),
  place: (...asked) => own(store.place(...asked)),
  setPlace: (...asked) => own(store.setPlace(...asked)),
  toMove: (...asked) => own(store.toMove(...asked)),
  moved: (...asked) => own(store.moved(...asked)),
  old: (...asked) => own(store.old(...asked)),
  gone: (...asked) => own(store.gone(...asked)),
  forget: (...asked) => own(store.forget(...asked)),
});
