import type { z } from 'zod';
import type { ConnectorApi, Endpoint } from '../../contract/api.ts';
import type { StartAnswer, StatusAnswer, statusQuery } from '../../contract/connector.ts';
import { rotaError } from '../../contract/errors.ts';
import { inEnglish } from '../../contract/translatable.ts';
import type { Engine } from '../engine/engine.ts';
import { nobody } from './gates/access.ts';
import type { Call, Handlers } from './mount.ts';

type Waiting = Pick<Call<Endpoint>, 'engine' | 'caller' | 'response' | 'whileIn'>;

/** One line an endpoint of the connector API. */
// prettier-ignore
export const connectorHandlers: Handlers<ConnectorApi> = {
  start: async (call) => withState(call, await call.engine.connector.start(call.input, call.caller, { ...idempotency(call), warnings: call.warnings })),
  status: (call) => status(call),
  list: ({ engine, caller }) => engine.connector.list(caller),
  validate: ({ engine, caller, input, warnings }) => engine.connector.validate(input, caller, { warnings }),
  cancel: ({ engine, caller, path }) => engine.connector.cancel(path.spid, caller),
  rerun: async (call) => withState(call, await call.engine.connector.rerun(call.path.spid, call.caller)),
  history: ({ engine, caller, input }) => engine.connector.history(input, caller),
  log: ({ engine, caller, path, input }) => engine.connector.log(path.spid, input, caller),
  files: ({ engine, caller, path, input }) => engine.connector.files(path.spid, input.run, caller),
  workers: ({ engine, caller }) => engine.connector.workers(caller),
  health: ({ engine, caller }) => ({ message: healthOf(engine), status: 'UP', ...(caller === nobody ? {} : forWhoSignsIn(engine)) }),
};

const healthOf = (engine: Pick<Engine, 'trouble'>): string => {
  const trouble = engine.trouble();
  return trouble === null ? 'Rota is up' : `Rota is up; ${inEnglish(trouble)}`;
};

function forWhoSignsIn({ workers, zones }: Pick<Engine, 'workers' | 'zones'>) {
  const { awaySince } = workers.database();
  const database = awaySince === null ? {} : { databaseAwaySince: new Date(awaySince).toISOString() };
  return { ...database, timeZoneData: zones.inUse() };
}

const status = (call: Call<ConnectorApi['status']>) => stateOf(call, call.path.spid, call.input);

/** The answer of a start or a rerun; with `wait` it has the state, too, in additional keys. */
async function withState(call: Call<ConnectorApi['start']> | Call<ConnectorApi['rerun']>, started: StartAnswer) {
  if (call.query.wait === undefined) return started;
  const { message, ...state } = await stateOf(call, started.robustaSpid, call.query);
  return { ...state, ...started, statusMessage: message };
}

async function stateOf(
  { engine, caller, response, whileIn }: Waiting,
  spid: string,
  { wait = 0, types }: z.output<typeof statusQuery>,
): Promise<StatusAnswer> {
  const options = { waitMs: wait * 1000, isNative: types === 'native' };
  const { answer, retryAfterSeconds } = await (wait === 0
    ? engine.connector.status(spid, options, caller)
    : whileIn((signal) => engine.connector.status(spid, { ...options, signal }, caller)));
  if (retryAfterSeconds !== null && !response.destroyed) response.set('Retry-After', String(retryAfterSeconds));
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
