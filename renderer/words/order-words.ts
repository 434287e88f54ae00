import type { Language } from '../../contract/language.ts';
import { order as en, type OrderWords } from './en/order.ts';
import { order as tr } from './tr/order.ts';

/** The texts of tags, folders, search and views; outside the catalogues, to keep them out of the first load. */
export const orderWords: Readonly<Record<Language, OrderWords>> = { en, tr };
