import type { Express, Request, Response } from 'express';
import { hookEndpoint } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import { parseMarkingRounded } from '../../contract/exact-json.ts';
import { said } from '../../contract/translatable.ts';
import type { Engine } from '../engine/engine.ts';
import type { HookCall } from '../engine/shared/hook-verbs.ts';
import { askForBody } from './body/body-on-demand.ts';
import { bodyText, maxBodyBytes, takeBytes } from './body/body-text.ts';
import { TooManyFailures } from './gates/basic-auth.ts';
import type { FailureBrake } from './gates/failure-brake.ts';
import { refuse } from './mount.ts';

interface HookDeps {
  readonly engine: Pick<Engine, 'connector'>;
  readonly brake: FailureBrake;
}

/** Web calls of services that cannot sign in: their signature is the proof, over the bytes of the body as they came. */
export function mountHooks(app: Express, { engine, brake }: HookDeps): void {
  const path = hookEndpoint.path.replace('{name}', ':name');
  const take = takeBytes(maxBodyBytes);

  async function answer(request: Request, response: Response): Promise<void> {
    const name = String(request.params['name']).toLowerCase();
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const call: HookCall = { headers: request.headers, bytes, token: tokenOf(request) };
    const found = await engine.connector.hook(name, call, () => Promise.resolve().then(() => bodyOf(request)));
    if (found === null) {
      const waitMs = brake.failed('hook', name, request.ip);
      throw waitMs === null ? notSigned() : new TooManyFailures(waitMs);
    }
    response.status(found.runId === null ? 200 : 202);
    if (found.statusPath !== null) response.location(found.statusPath);
    response.json(found);
  }

  app.post(
    path,
    (request, response, next) => {
      askForBody(request);
      take(request, response, next);
    },
    answer,
  );
  app.route(path).all(refuse(['POST']));
}

/** The same for a name that is unknown: nobody learns here which hooks there are. */
const notSigned = () =>
  rotaError(
    'UNAUTHORIZED',
    said`There is no hook of this name, or the call is not signed with its secret: look at name, secret, kind of signature and clock`,
  );

/** `Authorization: Bearer …`, or `?token=…`. Neither is ever logged. */
function tokenOf(request: Request): string | null {
  const bearer = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const { token } = request.query;
  return bearer ?? (typeof token === 'string' && token !== '' ? token : null);
}

/** JSON, or the fields of a form. An empty body has no fields. Numbers that would lose digits keep them for texts, and are refused elsewhere. */
function bodyOf(request: Request): unknown {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return {};
  if (/^\s*application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? ''))
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  const text = bodyText(request).toString();
  try {
    return parseMarkingRounded(text);
  } catch (error) {
    throw rotaError(
      'JSON_INVALID',
      said`it is not JSON: ${String((error as Error).message.split('\n')[0])}`,
      'body',
      error,
    );
  }
}
