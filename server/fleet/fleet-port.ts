import type { FleetPort } from '../store/fleet-port.ts';
import type { FleetDeps } from './fleet-verbs.ts';

/** The verbs of a fleet, which load the driver of PostgreSQL and everything else with the first of them that needs it. */
export function createFleetPort(deps: FleetDeps): FleetPort {
  let loaded: FleetPort | null = null;
  let loading: Promise<FleetPort> | null = null;
  const load = () =>
    (loading ??= import('./fleet-verbs.ts').then(({ createFleetVerbs }) => (loaded = createFleetVerbs(deps))));
  return {
    get: async () =>
      deps.inUse === null && loaded === null
        ? { fleet: null, atNextStart: null, isByVariable: deps.isByVariable }
        : (await load()).get(),
    check: async (body) => (await load()).check(body),
    create: async (body) => (await load()).create(body),
    join: async (body) => (await load()).join(body),
    code: async (body) => (await load()).code(body),
    bring: async (body) => (await load()).bring(body),
    leave: async () => (await load()).leave(),
    // At a start both are the same: only these verbs change what the folder says.
    isOtherNext: () => loaded?.isOtherNext() ?? false,
  };
}
