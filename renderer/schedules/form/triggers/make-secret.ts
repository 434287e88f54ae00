import { referenceText } from '../../../../contract/vault-reference.ts';
import { call } from '../../../api/client.ts';

const group = 'Hooks';
const bytes = 32;

/** As Standard Webhooks writes secrets; the other signatures take it as it stands. */
export function newSecret(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return `whsec_${btoa(String.fromCharCode(...random))}`;
}

/** Puts a new secret into the vault; a key that is there gets it as its new value, and the one before is taken for a day. Throws the server's error. */
export async function makeSecret(name: string): Promise<{ readonly reference: string; readonly secret: string }> {
  const secret = newSecret();
  const { groups } = await call('vault');
  if (!groups.some((one) => one.name === group))
    await call('putVaultGroup', { path: { group }, body: { onlyNew: true } });
  const key = name;
  await call('putVaultKey', { path: { group, key }, body: { kind: 'text', value: secret, keepOldSeconds: 86_400 } });
  return { reference: referenceText({ kind: 'vault', group, key, part: null }), secret };
}
