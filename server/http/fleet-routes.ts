import type { ConsoleApi } from '../../contract/api.ts';
import type { Handlers } from './mount.ts';

type Names = 'fleet' | 'checkFleet' | 'createFleet' | 'joinFleet' | 'fleetCode' | 'bringIntoFleet' | 'leaveFleet';

/** Belonging to a fleet. */
export const fleetHandlers: Pick<Handlers<ConsoleApi>, Names> = {
  fleet: ({ engine }) => engine.fleet.get(),
  checkFleet: ({ engine, input }) => engine.fleet.check(input),
  createFleet: ({ engine, input, caller }) => engine.fleet.create(input, caller),
  joinFleet: ({ engine, input, caller }) => engine.fleet.join(input, caller),
  fleetCode: async ({ engine, input, caller }) => ({ code: await engine.fleet.code(input, caller) }),
  bringIntoFleet: ({ engine, input, caller }) => engine.fleet.bring(input, caller),
  leaveFleet: ({ engine, caller }) => engine.fleet.leave(caller),
};
