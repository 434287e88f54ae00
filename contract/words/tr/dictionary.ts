import type { Dictionary } from '../../translatable.ts';
import { bundledProcessesTr } from './bundled-processes.ts';
import { codesTr } from './codes.ts';
import { fieldsTr } from './fields.ts';
import { serverTr } from './server.ts';

/** Everything that the server says in Turkish: sentences, field names, codes, and the texts of bundled processes. */
export const dictionary: Dictionary = { ...serverTr, ...fieldsTr, ...codesTr, ...bundledProcessesTr };
