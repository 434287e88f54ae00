import type { ConnectorApi } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import { nobody } from './access.ts';
import type { Call, Handlers } from './mount.ts';

/** The engine reads these bodies itself: more is accepted than the documented schema says. */
export const freeBodies: ReadonlySet<string> = new Set<keyof ConnectorApi>(['start', 'validate']);

/** One line an endpoint of the connector API. */
// prettier-ignore
export const connectorHandlers: Handlers<ConnectorApi> = {
  start: (call) => call.engine.connector.start(call.input, call.caller, { ...idempotency(call), warnings: call.warnings }),
  status: (call) => status(call),
  list: ({ engine, caller }) => engine.connector.list(caller),
  validate: ({ engine, caller, input, warnings }) => engine.connector.validate(input, caller, { warnings }),
  cancel: ({ engine, caller, path }) => engine.connector.cancel(path.spid, caller),
  rerun: ({ engine, caller, path }) => engine.connector.rerun(path.spid, caller),
  history: ({ engine, caller, input }) => engine.connector.history(input, caller),
  log: ({ engine, caller, path, input }) => engine.connector.log(path.spid, input, caller),
  workers: ({ engine, caller }) => engine.connector.workers(caller),
  health: ({ engine, caller }) => ({ message: engine.hasRoom() ? 'Rota is up' : 'Rota is up; the disk is full: runs wait until there is room', status: 'UP', ...(caller === nobody ? {} : { timeZoneData: engine.zones.inUse() }) }),
};

async function status({ engine, caller, path, input, gone, response, whileIn }: Call<ConnectorApi['status']>) {
  const options = { waitMs: (input.wait ?? 0) * 1000, isNative: input.types === 'native' };
  const { answer, retryAfterSeconds } = await whileIn((signal) =>
    engine.connector.status(path.spid, { ...options, signal }, caller),
  );
  if (retryAfterSeconds !== null && !gone.aborted) response.set('Retry-After', String(retryAfterSeconds));
  return answer;
}

function idempotency({ request }: Call<ConnectorApi['start']>): { idempotencyKey?: string } {
  const key = request.get('Idempotency-Key')?.trim();
  if (key === undefined || key === '') return {};
  if (key.length > 255) {
    throw rotaError('OPTION_INVALID', 'Idempotency-Key: it is longer than 255 characters', 'Idempotency-Key');
  }
  return { idempotencyKey: key };
}
