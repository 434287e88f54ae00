import type * as contract from '../../contract/fleet.ts';
import type { Config } from '../config.ts';
import type { Call } from './command.ts';
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

/** Restarts the Rota that runs, if that is wished, or says when it counts. */
export async function takeEffect(
  { options, say }: Call,
  running: Connection | null,
  { isByVariable }: { readonly isByVariable: boolean },
): Promise<void> {
  if (isByVariable) return say('ROTA_DATABASE is set, and wins: this counts once the variable is taken away.');
  if (running === null) return say('It counts from the next start on.');
  if (options['restart'] !== true)
    return say('It counts from the next start on: restart Rota (in Settings, or by this command with --restart).');
  await running.ask('restartServer', { body: {} });
  say('Rota restarts with it.');
}
