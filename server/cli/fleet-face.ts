import type * as contract from '../../contract/fleet.ts';
import type { Config } from '../config.ts';
import { runningServer, type Connection } from './connection.ts';

/** The verbs, by the server that runs on the folder or, if none does, on the folder itself. */
export interface Face {
  readonly get: () => Promise<contract.FleetAnswer>;
  readonly check: (body: { address: string }) => Promise<contract.FleetCheckAnswer>;
  readonly create: (body: {
    address: string;
    addressForOthers?: string;
    name: string;
  }) => Promise<contract.FleetCreatedAnswer>;
  readonly join: (body: { code: string; address?: string; password?: string }) => Promise<contract.FleetJoinedAnswer>;
  readonly code: (body: { withPassword: boolean }) => Promise<string>;
  readonly bring: (body: contract.BringBody) => Promise<contract.BringAnswer>;
  readonly leave: () => Promise<contract.FleetLeftAnswer>;
}

export async function withFleet<T>(
  config: Config,
  use: (fleet: Face, running: Connection | null) => Promise<T>,
): Promise<T> {
  const running = await runningServer(config);
  if (running === null) {
    const { fleetAtRest } = await import('../start.ts');
    return fleetAtRest(config, (fleet) => use(fleet, null));
  }
  try {
    const face: Face = {
      get: () => running.ask('fleet'),
      check: (body) => running.ask('checkFleet', { body }),
      create: (body) => running.ask('createFleet', { body }),
      join: (body) => running.ask('joinFleet', { body }),
      code: async (body) => (await running.ask('fleetCode', { body })).code,
      bring: (body) => running.ask('bringIntoFleet', { body }),
      leave: () => running.ask('leaveFleet', { body: {} }),
    };
    return await use(face, running);
  } finally {
    await running.close();
  }
}
