import { said, type Translatable } from '../../contract/translatable.ts';
import { retryAfter } from '../domain/webhook-rules.ts';
import { requestCarefully, type CarefulOptions } from './careful-request.ts';

/** The result of one try. `problem` is null if the receiver accepted it; it never contains the address or the body. */
export interface Sent {
  readonly problem: Translatable | null;
  /** The receiver answered 410: stop sending. */
  readonly isGone: boolean;
  /** The receiver asked for a pause until then (epoch ms); null if it did not. */
  readonly notBefore: number | null;
}

const failed = (problem: Translatable): Sent => ({ problem, isGone: false, notBefore: null });

/** Posts once (server/messages/careful-request.ts). Nobody needs the answer's body. Never throws. */
export async function postWebhook(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  options: CarefulOptions,
): Promise<Sent> {
  const reached = await requestCarefully(url, { body, headers }, options);
  if (reached.answer === null) return failed(reached.problem);
  const { status, headers: answered } = reached.answer;
  if (status >= 200 && status < 300) return { problem: null, isGone: false, notBefore: null };
  if (status >= 300 && status < 400) return failed(said`answered ${status}: redirects are not followed`);
  return {
    problem: said`answered ${status}`,
    isGone: status === 410,
    notBefore: retryAfter(answered['retry-after'], options.clock.now()),
  };
}
