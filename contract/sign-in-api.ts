import { z } from 'zod';
import { okAnswer } from './console.ts';
import { signedInAnswer } from './people.ts';
import * as ways from './sign-in-ways.ts';

const none = z.object({});

/** The ways to sign in besides links and passwords: a part of the console API (contract/api.ts). One line an endpoint. */
// prettier-ignore
export const signInApi = {
  beginIdentity: { method: 'POST', path: '/api/sign-in/identity', access: 'open', summary: 'Sign in at the identity provider: where the browser goes on', request: ways.beginIdentityBody, response: ways.identityAddressAnswer },
  identityOutcome: { method: 'POST', path: '/api/sign-in/identity/outcome', access: 'open', summary: 'Why signing in at the identity provider failed', request: ways.identityOutcomeBody, response: okAnswer },
  signInWithCode: { method: 'POST', path: '/api/sign-in/code', access: 'open', summary: 'The second step after the password: a one-time code, or a recovery code', request: ways.codeSignInBody, response: signedInAnswer },
  passkeySignInOptions: { method: 'POST', path: '/api/sign-in/passkey/options', access: 'open', summary: 'A challenge to sign in with a passkey', request: none, response: ways.passkeyOptionsAnswer },
  signInWithPasskey: { method: 'POST', path: '/api/sign-in/passkey', access: 'open', summary: 'Sign in with a passkey', request: ways.passkeySignInBody, response: signedInAnswer },
  myFactors: { method: 'GET', path: '/api/me/factors', access: 'session', summary: 'The own ways to sign in besides the password', request: none, response: ways.myFactors },
  beginCodes: { method: 'POST', path: '/api/me/codes', access: 'session', summary: 'A secret for one-time codes; nothing changes before a code of it is confirmed', request: none, response: ways.codesBegun },
  confirmCodes: { method: 'POST', path: '/api/me/codes/confirm', access: 'session', summary: 'Switch one-time codes on; the recovery codes are shown once', request: ways.codeBody, response: ways.recoveryCodesAnswer },
  endCodes: { method: 'POST', path: '/api/me/codes/off', access: 'session', summary: 'Switch the own one-time codes off, with a code or a recovery code', request: ways.codeBody, response: okAnswer },
  passkeyOptions: { method: 'POST', path: '/api/me/passkeys/options', access: 'session', summary: 'A challenge to make a passkey', request: none, response: ways.passkeyOptionsAnswer },
  addPasskey: { method: 'POST', path: '/api/me/passkeys', access: 'session', summary: 'Add a passkey', request: ways.addPasskeyBody, response: ways.myFactors },
  renamePasskey: { method: 'PATCH', path: '/api/me/passkeys/{id}', access: 'session', summary: 'Name an own passkey', request: ways.renamePasskeyBody, response: ways.myFactors },
  removePasskey: { method: 'DELETE', path: '/api/me/passkeys/{id}', access: 'session', summary: 'Remove an own passkey', request: none, response: ways.myFactors },
  connectMe: { method: 'POST', path: '/api/me/identity', access: 'session', summary: 'Connect the own user with an account at the identity provider: where the browser goes on', request: none, response: ways.identityAddressAnswer },
  disconnectMe: { method: 'DELETE', path: '/api/me/identity', access: 'session', summary: 'Disconnect the own account at the identity provider', request: none, response: ways.myFactors },
  removeFactor: { method: 'DELETE', path: '/api/users/{id}/factors/{kind}', access: 'session', summary: 'Take the one-time codes, the passkeys or the account at the identity provider off a user', request: none, response: okAnswer },
  identityProvider: { method: 'GET', path: '/api/identity-provider', access: 'session', summary: 'The company’s identity provider', request: none, response: ways.identityProviderAnswer },
  putIdentityProvider: { method: 'PUT', path: '/api/identity-provider', access: 'session', summary: 'Set the company’s identity provider', request: ways.identityProviderDraft, response: ways.identityProviderAnswer },
  testIdentityProvider: { method: 'POST', path: '/api/identity-provider/test', access: 'session', summary: 'Whether the identity provider can be used, as far as that shows without a person', request: ways.identityProviderDraft, response: ways.identityProviderTest },
  removeIdentityProvider: { method: 'DELETE', path: '/api/identity-provider', access: 'session', summary: 'Sign in without the identity provider from now on', request: none, response: okAnswer },
} as const;
