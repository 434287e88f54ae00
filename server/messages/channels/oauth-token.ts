import { said, type Translatable } from '../../../contract/translatable.ts';
import { cutTo, oneLine } from '../../domain/message-text.ts';
import { retryAfter } from '../../domain/webhook-rules.ts';
import { requestCarefully } from '../careful-request.ts';
import type { ChannelResult } from '../channel-message.ts';
import type { ChannelDeps } from './channel-deps.ts';
import { withoutSecrets } from './post-json.ts';

interface Refused {
  readonly token: null;
  readonly result: ChannelResult;
}
export type TokenResult = { readonly token: string } | Refused;

interface Kept {
  readonly token: string;
  /** Of `clock.now()`. */
  readonly until: number;
}

/** So long before its end a token is not used any more. */
const earlyMs = 120_000;
const keepBytes = 64 * 1024;

const failed = (problem: Translatable, notBefore: number | null = null): Refused => ({
  token: null,
  result: { state: 'failed', problem, notBefore },
});
const refused = (problem: Translatable): Refused => ({ token: null, result: { state: 'refused', problem } });

/** Who asks for a token, and where. With a refresh token, else by the client's own credentials. */
export interface TokenAsk {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly scope?: string | undefined;
}

type TokenDeps = Pick<ChannelDeps, 'clock' | 'signal'>;

export type OauthTokens = ReturnType<typeof createOauthTokens>;

/** Access tokens for a mail server (RFC 6749: refresh token or client credentials), kept in memory until shortly before their end. */
export function createOauthTokens() {
  const kept = new Map<string, Kept>();
  /** A token is for exactly these settings. */
  const keyOf = ({ tokenUrl, clientId, clientSecret, refreshToken, scope }: TokenAsk) =>
    JSON.stringify([tokenUrl, clientId, clientSecret, refreshToken, scope]);

  return {
    /** `replaced`: the service gave another refresh token for the next time. */
    async get(ask: TokenAsk, deps: TokenDeps, replaced: (token: string) => Promise<void>): Promise<TokenResult> {
      const found = kept.get(keyOf(ask));
      if (found !== undefined && found.until > deps.clock.now()) return found;
      const answer = await fetchToken(ask, deps);
      if (answer.token === null) return answer;
      const { token, until, refreshToken } = answer;
      let key = keyOf(ask);
      if (refreshToken !== null && refreshToken !== ask.refreshToken) {
        // Microsoft gives a new one each time, and the old one ends after a while.
        await replaced(refreshToken);
        kept.delete(key);
        key = keyOf({ ...ask, refreshToken });
      }
      kept.set(key, { token, until });
      return { token };
    },
    /** The mail server does not take it. */
    forget: (ask: TokenAsk) => void kept.delete(keyOf(ask)),
  };
}

type Fetched = { readonly token: string; readonly until: number; readonly refreshToken: string | null } | Refused;

async function fetchToken(ask: TokenAsk, deps: TokenDeps): Promise<Fetched> {
  const { tokenUrl, clientId, clientSecret, refreshToken, scope } = ask;
  const form = new URLSearchParams({
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    ...(scope === undefined ? {} : { scope }),
    ...(refreshToken === undefined
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'refresh_token', refresh_token: refreshToken }),
  });
  const now = deps.clock.now();
  const reached = await requestCarefully(
    tokenUrl,
    {
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      keepBytes,
    },
    { ...deps, mayReachInside: true },
  );
  if (reached.answer === null) return failed(said`no token for the mail server: ${reached.problem}`);
  const { status, body, headers } = reached.answer;
  const given = jsonIn(body);
  const { access_token: token, expires_in: seconds, refresh_token: renewed } = given;
  if (status === 200 && typeof token === 'string' && token !== '') {
    const lifeMs = typeof seconds === 'number' ? seconds * 1000 : 0;
    return { token, until: now + lifeMs - earlyMs, refreshToken: typeof renewed === 'string' ? renewed : null };
  }
  const secrets = [clientSecret, refreshToken].filter((secret) => secret !== undefined);
  const words = [given['error'], given['error_description']].filter((part) => typeof part === 'string').join(': ');
  const answer = cutTo(withoutSecrets(oneLine(words), secrets), 300);
  const problem = said`no token for the mail server: answered ${status} ${answer}`;
  return status === 429 || status >= 500 ? failed(problem, retryAfter(headers['retry-after'], now)) : refused(problem);
}

function jsonIn(body: string): Readonly<Record<string, unknown>> {
  try {
    const given: unknown = JSON.parse(body);
    return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
