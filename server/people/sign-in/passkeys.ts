import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { StoredPasskey } from '../../store/config-document.ts';

/** EdDSA, ES256, RS256. Named, because the default depends on Node: a later one would offer keys that an older one cannot check. */
const algorithms = [-8, -7, -257];
export const challengeLifeMs = 5 * 60_000;

// Not at the start: only computers with passkeys need it.
const load = () => import('@simplewebauthn/server');

/** The page that asks, as its browser names it: `origin` with scheme and port, `host` without. */
export interface PasskeyPage {
  readonly origin: string;
  readonly host: string;
}

/** What a browser needs to make a passkey; `userId`: what it gives back when it signs in, with nothing personal in it. */
export async function registrationOptions(
  { host }: PasskeyPage,
  user: { readonly id: string; readonly name: string; readonly title: string },
  present: readonly StoredPasskey[],
) {
  const { generateRegistrationOptions } = await load();
  return generateRegistrationOptions({
    rpName: 'Rota',
    rpID: host,
    userID: new TextEncoder().encode(user.id),
    userName: user.name,
    userDisplayName: user.title,
    timeout: challengeLifeMs,
    attestationType: 'none',
    excludeCredentials: present.filter((one) => one.host === host).map(({ id }) => ({ id })),
    // Signs in without a name, and asks for finger, face or PIN: it replaces the password and the code.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  });
}

/** The new passkey; null if the answer is not valid for this challenge and page. */
export async function checkRegistration(
  { origin, host }: PasskeyPage,
  challenge: string,
  response: unknown,
): Promise<Pick<StoredPasskey, 'id' | 'host' | 'publicKey' | 'counter' | 'transports'> | null> {
  const { verifyRegistrationResponse } = await load();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (registrationInfo === undefined) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { id, host, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
  } catch {
    return null;
  }
}

/** Without names of passkeys: the browser offers those it has for this host. */
export async function signInOptions({ host }: PasskeyPage) {
  const { generateAuthenticationOptions } = await load();
  return generateAuthenticationOptions({ rpID: host, userVerification: 'required', timeout: challengeLifeMs });
}

export type PasskeyCheck =
  | { readonly kind: 'right'; readonly counter: number }
  /** The counter went back: the passkey was copied, or its device was restored. */
  | { readonly kind: 'copied' }
  | { readonly kind: 'wrong' };

export async function checkSignIn(
  { origin, host }: PasskeyPage,
  challenge: string,
  passkey: StoredPasskey,
  response: unknown,
): Promise<PasskeyCheck> {
  const { verifyAuthenticationResponse } = await load();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      // The counter is compared below, after the signature: a forged answer must not look like a copied passkey.
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: 0,
      },
    });
    if (!verified) return { kind: 'wrong' };
    const { newCounter } = authenticationInfo;
    const isCounting = newCounter > 0 || passkey.counter > 0;
    return isCounting && newCounter <= passkey.counter ? { kind: 'copied' } : { kind: 'right', counter: newCounter };
  } catch {
    return { kind: 'wrong' };
  }
}
