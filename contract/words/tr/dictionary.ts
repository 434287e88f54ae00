import type { Dictionary } from '../../translatable.ts';
import { boxTr } from './box.ts';
import { codesTr } from './codes.ts';
import { fieldsTr } from './fields.ts';
import { serverTr } from './server.ts';

/** What the server says, for readers of Turkish: its sentences, what its fields are called, its codes, and the texts of the box. */
export const dictionary: Dictionary = { ...serverTr, ...fieldsTr, ...codesTr, ...boxTr };
