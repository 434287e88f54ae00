import type { MessageStore } from '../message-store.ts';

const nothing = () => Promise.resolve();

/** Messages to people are not kept in a fleet's database yet: rules are refused there (`isKept`), and nothing is ever due. */
export const createMessageStore = (): MessageStore => ({
  isKept: false,
  setWanted: nothing,
  addEvent: () => Promise.resolve(false),
  setOnce: nothing,
  wasToldOnce: () => Promise.resolve(true),
  events: () => Promise.resolve([]),
  open: () => Promise.resolve([]),
  lastSentAt: () => Promise.resolve(null),
  settle: nothing,
  add: () => Promise.resolve(false),
  due: () => Promise.resolve([]),
  next: () => Promise.resolve(null),
  close: nothing,
  update: nothing,
  get: () => Promise.resolve(null),
  page: () => Promise.resolve({ entries: [], next: null }),
  before: () => Promise.resolve(null),
  outcomesBetween: () => Promise.resolve(new Map()),
  endedBetween: () => Promise.resolve([]),
  waitingSince: () => Promise.resolve([]),
});
