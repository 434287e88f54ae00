import type { Words } from '../en/index.ts';

export const workerChoice: Words['workerChoice'] = {
  label: 'Worker',
  all: 'Tüm worker’lar',
  any: 'Herhangi bir worker',
  anyHint: 'Çalıştırabilen herhangi bir worker',
  here: '{name} (bu bilgisayar)',
  workers: 'Worker’lar',
  groups: 'Gruplar',
  none: 'Bu adda bir worker ya da grup yok.',
  unknown: '“{name}” adında bir worker ya da grup yok.',
  unknownClose: '“{name}” adında bir worker ya da grup yok. Bunlardan biri mi: {names}?',
  waitsFor: 'hedef: {name}',
  on: 'worker: {name}',
};
