import type { Words } from '../en/index.ts';

export const clients: Words['clients'] = {
  title: 'API istemcileri',
};
