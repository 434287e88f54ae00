import type { Caller } from '../../people/caller.ts';
import type { FleetPort } from '../../store/fleet-port.ts';

/** Belonging to a fleet. What changes takes effect at the next start. All throw RotaError. */
export interface MembershipVerbs extends Pick<FleetPort, 'get' | 'check' | 'isOtherNext'> {
  create(body: Parameters<FleetPort['create']>[0], caller: Caller): ReturnType<FleetPort['create']>;
  join(body: Parameters<FleetPort['join']>[0], caller: Caller): ReturnType<FleetPort['join']>;
  code(body: Parameters<FleetPort['code']>[0], caller: Caller): ReturnType<FleetPort['code']>;
  bring(body: Parameters<FleetPort['bring']>[0], caller: Caller): ReturnType<FleetPort['bring']>;
  leave(caller: Caller): ReturnType<FleetPort['leave']>;
}
