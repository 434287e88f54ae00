import type { Words } from '../en/index.ts';

export const workerChoice: Words['workerChoice'] = {
  label: 'Makine',
  all: 'Tüm makineler',
  any: 'Herhangi bir makine',
  anyHint: 'Çalıştırabilen herhangi bir makine',
  here: '{name} (bu bilgisayar)',
  workers: 'Makineler',
  groups: 'Gruplar',
  none: 'Bu adda bir makine ya da grup yok.',
  unknown: '“{name}” adında bir makine ya da grup yok.',
  unknownClose: '“{name}” adında bir makine ya da grup yok. Bunlardan biri mi: {names}?',
  waitsFor: 'hedef: {name}',
  on: 'makine: {name}',
};
