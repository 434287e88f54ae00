import type { Express, Request } from 'express';
import { identityCallbackPath } from '../../contract/sign-in-ways.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Engine } from '../engine/engine.ts';
import { calledHost } from './gates/called-host.ts';
import { roundTripCookie, takeStepCookie } from './session/step-cookies.ts';
import type { SignIn } from './sign-in.ts';

export interface CallbackDeps {
  readonly engine: Engine;
  readonly openSessionFor: SignIn['openSessionFor'];
}

/** The identity provider sends the browser here, from another site: the strict cookie of a session does not come along, only that of the way. */
export function mountIdentityCallback(app: Express, { engine, openSessionFor }: CallbackDeps): void {
  app.get(identityCallbackPath, async (request, response) => {
    const { identity } = engine.ways;
    const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
    const leadOn = (to: string) => response.redirect(303, `/#${to}`);
    try {
      const token = takeStepCookie({ request, response }, roundTripCookie);
      const { user, isConnected } = await identity.finish(token, query);
      // Who connects an account is signed in already.
      if (!isConnected) openSessionFor({ request, response }, user.id);
      leadOn(isConnected ? '/settings/account' : '/schedules');
    } catch (error) {
      leadOn(`/sign-in-failed?id=${identity.keepFailure(error)}`);
    }
  });
}

/**
 * Where people must be for the provider to send them back: the public address if the settings name one, else the address that was called.
 */
export function identityPlace(
  engine: Pick<Engine, 'settings'>,
  request: Request,
): { readonly origin: string; readonly isHere: boolean } {
  const called = calledHost(request) ?? '';
  const { publicAddress } = engine.settings.get();
  if (publicAddress === null) return { origin: `${request.protocol}://${called}`, isHere: true };
  const { origin, host } = new URL(publicAddress);
  return { origin, isHere: host.toLowerCase() === called.toLowerCase() };
}

/** The ways besides the password that there are here, for the page before anybody is signed in. */
export function otherWays(engine: Pick<Engine, 'settings' | 'ways'>, request: Request) {
  const title = engine.ways.provider.title();
  const { origin, isHere } = identityPlace(engine, request);
  return {
    identity: title === null ? null : { title, elsewhere: isHere ? null : origin },
    hasPasskeys: engine.ways.hasPasskeys(),
  };
}

/** Throws CONFLICT with the address where it works. */
export function redirectUrlFor(engine: Engine, request: Request): string {
  const { origin, isHere } = identityPlace(engine, request);
  if (!isHere) throw rotaError('CONFLICT', said`this works only at ${origin}: open the page there`);
  return `${origin}${identityCallbackPath}`;
}
