import type { ConsoleApi } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import type { signInApi } from '../../contract/sign-in-api.ts';
import { factorKinds, identityCallbackPath, type FactorKind } from '../../contract/sign-in-ways.ts';
import { said } from '../../contract/translatable.ts';
import type { Request } from 'express';
import type { Engine } from '../engine/engine.ts';
import { identityPlace, redirectUrlFor } from './identity-callback.ts';
import type { Call, Handlers } from './mount.ts';
import { challengeCookie, roundTripCookie, setStepCookie, takeStepCookie } from './session/step-cookies.ts';
import type { SignIn } from './sign-in.ts';

const ok = { ok: true } as const;
type Names = keyof typeof signInApi;

/** The origin of the page that asks. The gates have compared it with the address that was called. */
const originOf = (request: Request): string => request.headers.origin ?? '';

/** The ways to sign in besides links and passwords: one line an endpoint. */
// prettier-ignore
export const signInWaysHandlers = ({ openSessionFor }: Pick<SignIn, 'openSessionFor'>): Pick<Handlers<ConsoleApi>, Names> => ({
  beginIdentity: (call) => leaveFor(call, { invitation: call.input.invitation, userId: null }),
  identityOutcome: ({ engine, input }) => (engine.ways.identity.tellFailure(input.id), ok),
  signInWithCode: async (call) => ({ session: openSessionFor(call, await call.engine.ways.codes.finish(call.input.ticket, call.input.code)), ticket: null }),
  passkeySignInOptions: async (call) => challenged(call, await call.engine.ways.passkeys.beginSignIn(originOf(call.request))),
  signInWithPasskey: async (call) => ({ session: openSessionFor(call, (await call.engine.ways.passkeys.signIn(takeStepCookie(call, challengeCookie), call.input.response)).id), ticket: null }),
  myFactors: ({ engine, caller }) => engine.ways.mine(caller),
  beginCodes: ({ engine, caller }) => engine.ways.codes.begin(caller),
  confirmCodes: async ({ engine, input, caller }) => ({ recovery: [...(await engine.ways.codes.confirm(input.code, caller))] }),
  endCodes: async ({ engine, input, caller }) => (await engine.ways.codes.end(input.code, caller), ok),
  passkeyOptions: async (call) => challenged(call, await call.engine.ways.passkeys.beginAdding(originOf(call.request), call.caller)),
  addPasskey: async (call) => (await call.engine.ways.passkeys.add(takeStepCookie(call, challengeCookie), call.input.title, call.input.response, call.caller), call.engine.ways.mine(call.caller)),
  renamePasskey: async ({ engine, path, input, caller }) => (await engine.ways.passkeys.rename(path.id, input.title, caller), engine.ways.mine(caller)),
  removePasskey: async ({ engine, path, caller }) => (await engine.ways.passkeys.remove(path.id, caller), engine.ways.mine(caller)),
  connectMe: (call) => leaveFor(call, { invitation: null, userId: call.engine.ways.identity.ownId(call.caller) }),
  disconnectMe: async ({ engine, caller }) => (await engine.ways.disconnect(caller), engine.ways.mine(caller)),
  removeFactor: async ({ engine, path, caller }) => (await engine.ways.takeOff(path.id, factorKind(path.kind), caller), ok),
  identityProvider: ({ engine, request }) => providerAnswer(engine, request),
  putIdentityProvider: async ({ engine, input, caller, request }) => (await engine.ways.provider.put(input, caller), providerAnswer(engine, request)),
  testIdentityProvider: ({ engine, input, request }) => engine.ways.provider.test(input, providerAnswer(engine, request).redirectUrl),
  removeIdentityProvider: async ({ engine, caller }) => (await engine.ways.provider.remove(caller), ok),
});

type Going = Pick<Call<ConsoleApi['signOut']>, 'engine' | 'request' | 'response'>;

/** Where the browser goes on; the cookie that it gets belongs to this way. */
async function leaveFor(call: Going, whom: { readonly invitation: string | null; readonly userId: string | null }) {
  const { url, token } = await call.engine.ways.identity.begin(redirectUrlFor(call.engine, call.request), whom);
  setStepCookie(call, roundTripCookie, token);
  return { url };
}

function challenged(
  call: Going,
  { options, token }: { readonly options: { readonly challenge: string }; readonly token: string },
) {
  setStepCookie(call, challengeCookie, token);
  return { options: { ...options } };
}

const providerAnswer = (engine: Engine, request: Request) => ({
  provider: engine.ways.provider.shown(),
  redirectUrl: `${identityPlace(engine, request).origin}${identityCallbackPath}`,
});

function factorKind(text: string): FactorKind {
  const found = factorKinds.find((kind) => kind === text);
  if (found === undefined) throw rotaError('NOT_FOUND', said`there is no such way to sign in: ${text}`, 'kind');
  return found;
}
