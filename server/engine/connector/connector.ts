import type { ConnectorDeps } from './connector-deps.ts';
import { createConnectorFiles } from './connector-files.ts';
import { createConnectorReads } from './connector-reads.ts';
import { createConnectorStart } from './connector-start.ts';
import { createConnectorState } from './connector-state.ts';
import type { ConnectorVerbs } from '../engine.ts';

/** The verbs of the connector API over the engine's own. */
export function createConnectorVerbs(deps: ConnectorDeps): ConnectorVerbs {
  return {
    ...createConnectorStart(deps),
    ...createConnectorState(deps),
    ...createConnectorReads(deps),
    ...createConnectorFiles(deps),
  };
}
