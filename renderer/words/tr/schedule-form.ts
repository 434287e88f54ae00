import type { Words } from '../en/index.ts';

export const scheduleForm: Words['scheduleForm'] = {};
