import type { Dictionary } from '../../../contract/said.ts';
import { codesTr } from './codes-tr.ts';
import { fieldsTr } from './fields-tr.ts';
import { serverTr } from './tr.ts';

/** What the server says, for readers of Turkish: its sentences, what its fields are called, and its codes. */
export const dictionaryTr: Dictionary = { ...serverTr, ...fieldsTr, ...codesTr };
