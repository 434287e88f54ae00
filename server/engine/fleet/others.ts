import type { SharedFileStore } from '../../store/shared-file-store.ts';
import type { Others } from '../shared/elsewhere.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { createElsewhere } from './elsewhere.ts';
import { createKeptEnds } from './kept-ends.ts';
import { createSharedValues } from './shared-values.ts';

export const createOthers = (store: SharedFileStore, home: string, core: () => EngineContext): Others => ({
  elsewhere: createElsewhere(store, core),
  values: createSharedValues(store),
  keptEnds: createKeptEnds(home),
});
