import type { Dictionary } from '../../translatable.ts';

/** What follows a run. */
export const chainsTr: Dictionary = {
  'Run "{0}" is over already, and so is all that follows it.':
    '"{0}" kimlikli çalıştırma ve ardından gelenler zaten bitti.',
};
