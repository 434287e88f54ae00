import type { ConnectorApi } from '../../../contract/api.ts';

/** The engine validates these bodies itself: it accepts more than the documented schema. */
export const freeBodies: ReadonlySet<string> = new Set<keyof ConnectorApi>(['start', 'validate']);
