import { rotaError, type RotaError } from '../../../contract/errors.ts';
import { isAtLeast } from '../../../contract/roles.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import { readSpid } from '../../domain/connector/spid.ts';
import type { ConnectorDeps, ConnectorSchedule } from './connector-deps.ts';
import type { Caller } from '../../people/caller.ts';

// Access: a client sees the processes it was given, and without the scope `read` only what it started itself.

export const maySee = ({ processes }: Caller, process: string): boolean =>
  processes === null || processes.includes(process);

export const isOwnOnly = ({ kind, scopes }: Caller): boolean =>
  kind === 'client' && !scopes.includes('read') && !scopes.includes('manage');

/** One error for an id that is malformed, unknown or not for this caller, so that it does not reveal which. */
export const unknownSpid = (): RotaError =>
  rotaError('NOT_FOUND', 'robustaSpid: nothing is known under this id', 'robustaSpid');

/** Finds the schedule of an id, in any form of the id. Throws NOT_FOUND or GONE. */
export async function findSchedule(deps: ConnectorDeps, spid: string, caller: Caller): Promise<ConnectorSchedule> {
  const id = readSpid(spid);
  const found = id === null ? null : await deps.scheduleOf(id);
  if (found === 'purged') {
    throw rotaError(
      'GONE',
      'robustaSpid: its record was removed, because it was older than what is kept',
      'robustaSpid',
    );
  }
  if (found === null || !maySee(caller, found.process)) throw unknownSpid();
  if (isOwnOnly(caller) && found.owner !== caller.owner) throw unknownSpid();
  return found;
}

/** Throws FORBIDDEN for a person who may start processes, and make no schedules. */
export function checkMayPlan({ plan, options }: Pick<UnderstoodStart, 'plan' | 'options'>, { account }: Caller): void {
  if (account === undefined || isAtLeast(account.role, 'editor')) return;
  if (plan.kind === 'now' && options.triggers === undefined && options.callbackUrl === null) return;
  throw rotaError(
    'FORBIDDEN',
    'Your role may start processes at once, and make no schedules: this needs the role editor',
  );
}

/** Throws FORBIDDEN unless the caller owns it or has the scope `manage`. */
export function checkOwn(schedule: ConnectorSchedule, caller: Caller, what: string): void {
  if (caller.kind === 'person' || caller.scopes.includes('manage') || schedule.owner === caller.owner) return;
  throw rotaError('FORBIDDEN', `This client may ${what} only what it started itself, or needs the scope "manage"`);
}
