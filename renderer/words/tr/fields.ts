import type { Words } from '../en/index.ts';

export const fields: Words['fields'] = {};
