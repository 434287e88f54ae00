import type { ConnectorDeps } from './connector-deps.ts';
import { createConnectorFiles } from './connector-files.ts';
import { createConnectorReads } from './connector-reads.ts';
import { createConnectorStart } from './connector-start.ts';
import { createConnectorState } from './connector-state.ts';
import type { ConnectorVerbs } from '../engine.ts';
import type { HookVerbs } from '../shared/hook-verbs.ts';

/** The verbs of the connector API over the engine's own. */
export function createConnectorVerbs(deps: ConnectorDeps): Omit<ConnectorVerbs, keyof HookVerbs> {
  return {
    ...createConnectorStart(deps),
    ...createConnectorState(deps),
    ...createConnectorReads(deps),
    ...createConnectorFiles(deps),
  };
}
