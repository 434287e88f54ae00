import type { z } from 'zod';
import type { addPasskeyBody, passkeySignInBody } from '../../contract/sign-in-ways.ts';
import type { Answer } from './client.ts';

// The browser's own forms of JSON for passkeys (WebAuthn, Level 3), which the server reads as they are.

type Options = Answer<'passkeyOptions'>['options'];
type Assertion = z.input<typeof passkeySignInBody>['response'];
type Registration = z.input<typeof addPasskeyBody>['response'];

/** Whether this browser can make and use passkeys, and knows their form in JSON. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** A passkey's proof for a sign-in; null: the person cancelled, or has none here. */
export async function askPasskey(options: Options): Promise<Assertion | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await orNull(() => navigator.credentials.get({ publicKey }));
  return credential === null ? null : ((credential as PublicKeyCredential).toJSON() as unknown as Assertion);
}

/** A new passkey; null: the person cancelled. */
export async function makePasskey(options: Options): Promise<Registration | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = await orNull(() => navigator.credentials.create({ publicKey }));
  return credential === null ? null : ((credential as PublicKeyCredential).toJSON() as unknown as Registration);
}

/** Browsers do not tell a refusal from a passkey that is not there. */
async function orNull(work: () => Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name))
      return null;
    throw error;
  }
}
