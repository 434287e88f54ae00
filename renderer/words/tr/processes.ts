import type { Words } from '../en/index.ts';

export const processes: Words['processes'] = {
  title: 'Süreçler',
};
