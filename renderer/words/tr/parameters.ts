import type { Words } from '../en/index.ts';

export const parameters: Words['parameters'] = {};
