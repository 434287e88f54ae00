import { createHmac, createHash, timingSafeEqual } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { HookTrigger } from '../../contract/hook-trigger.ts';

/** A web call as it came. */
export interface HookCall {
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  /** The token of its address or its Authorization header; null if it has none. */
  readonly token: string | null;
}

type Scheme = Pick<HookTrigger, 'scheme' | 'header'>;

const headerOf = ({ headers }: HookCall, name: string): string => {
  const found = headers[name.toLowerCase()];
  return (Array.isArray(found) ? found[0] : found) ?? '';
};

/** Of any two texts, in a time that does not tell where they differ. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** Whether a call was signed with a secret; an empty one proves nothing. Standard Webhooks are taken up to five minutes away from now. */
export function isSigned(call: HookCall, { scheme, header }: Scheme, secret: string): boolean {
  if (secret === '') return false;
  switch (scheme) {
    case 'standard':
      return isStandard(call, secret);
    case 'github':
      return isHmac(headerOf(call, 'x-hub-signature-256'), call.bytes, secret);
    case 'hmac':
      return isHmac(headerOf(call, header), call.bytes, secret);
    case 'token':
      return isSame(call.token ?? '', secret);
  }
}

function isStandard({ headers, bytes }: HookCall, secret: string): boolean {
  const texts = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  try {
    webhookOf(secret).verify(bytes, texts, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/** A secret is base64 by the standard; one that was chosen by hand is taken as it is written. */
function webhookOf(secret: string): Webhook {
  try {
    return new Webhook(secret);
  } catch {
    return new Webhook(secret, { format: 'raw' });
  }
}

/** `sha256=` before it, hex or base64, as services write it. */
function isHmac(written: string, bytes: Buffer, secret: string): boolean {
  const given = written.trim().replace(/^sha256=/i, '');
  const digest = createHmac('sha256', secret).update(bytes).digest();
  const isHex = /^[0-9a-f]{64}$/i.test(given);
  return isHex ? isSame(given.toLowerCase(), digest.toString('hex')) : isSame(given, digest.toString('base64'));
}

/** Headers in which services send the ID of a delivery. */
const idHeaders = ['webhook-id', 'x-github-delivery', 'idempotency-key', 'x-request-id'];

/** The ID of a delivery, which comes again with the same one; null if the service sends none. */
export const deliveryOf = (call: HookCall): string | null => {
  const found = idHeaders.map((name) => headerOf(call, name)).find((id) => id !== '');
  return found === undefined ? null : createHash('sha256').update(found).digest('base64url');
};

/** GitHub asks once whether somebody listens. */
export const isPing = (call: HookCall, { scheme }: Scheme): boolean =>
  scheme === 'github' && headerOf(call, 'x-github-event') === 'ping';
