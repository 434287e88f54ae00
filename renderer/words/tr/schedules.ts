import type { Words } from '../en/index.ts';

export const schedules: Words['schedules'] = {};
