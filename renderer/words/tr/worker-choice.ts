import type { Words } from '../en/index.ts';

export const workerChoice: Words['workerChoice'] = {
  label: 'Çalıştırıcı',
  all: 'Tüm çalıştırıcılar',
  any: 'Herhangi bir çalıştırıcı',
  anyHint: 'Çalıştırabilen herhangi bir çalıştırıcı',
  here: '{name} (bu bilgisayar)',
  workers: 'Çalıştırıcılar',
  groups: 'Gruplar',
  none: 'Bu adda bir çalıştırıcı ya da grup yok.',
  unknown: '“{name}” adında bir çalıştırıcı ya da grup yok.',
  unknownClose: '“{name}” adında bir çalıştırıcı ya da grup yok. Bunlardan biri mi: {names}?',
  waitsFor: 'hedef: {name}',
  on: 'çalıştırıcı: {name}',
};
