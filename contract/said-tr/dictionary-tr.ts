import type { Dictionary } from '../translatable.ts';
import { boxTr } from './box-tr.ts';
import { codesTr } from './codes-tr.ts';
import { fieldsTr } from './fields-tr.ts';
import { serverTr } from './index.ts';

/** What the server says, for readers of Turkish: its sentences, what its fields are called, its codes, and the texts of the box. */
export const dictionaryTr: Dictionary = { ...serverTr, ...fieldsTr, ...codesTr, ...boxTr };
