import { said, type Translatable } from '../../../contract/translatable.ts';
import type { SettingsOf } from '../../../contract/channel-settings.ts';
import { cutTo, oneLine } from '../../domain/message-text.ts';
import { retryAfter } from '../../domain/webhook-rules.ts';
import { requestCarefully } from '../careful-request.ts';
import type { ChannelResult } from '../channel-message.ts';
import type { ChannelDeps, OpenChannel } from './channel-deps.ts';
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

/** Access tokens for a mail server (RFC 6749: refresh token or client credentials), kept in memory until shortly before their end. */
export function createOauthTokens() {
  const kept = new Map<string, Kept>();
  /** A token is for exactly these settings. */
  const keyOf = ({ tokenUrl, clientId, clientSecret, refreshToken, scope }: SettingsOf<'mail'>) =>
    JSON.stringify([tokenUrl, clientId, clientSecret, refreshToken, scope]);

  return {
    async get({ id, settings }: OpenChannel<SettingsOf<'mail'>>, deps: ChannelDeps): Promise<TokenResult> {
      const found = kept.get(keyOf(settings));
      if (found !== undefined && found.until > deps.clock.now()) return found;
      const answer = await fetchToken(settings, deps);
      if (answer.token === null) return answer;
      const { token, until, refreshToken } = answer;
      let key = keyOf(settings);
      if (refreshToken !== null && refreshToken !== settings.refreshToken) {
        // Microsoft gives a new one each time, and the old one ends after a while.
        if (id !== null) await deps.replaceSecret(id, 'refreshToken', refreshToken);
        kept.delete(key);
        key = keyOf({ ...settings, refreshToken });
      }
      kept.set(key, { token, until });
      return { token };
    },
    /** The mail server does not take it. */
    forget: (settings: SettingsOf<'mail'>) => void kept.delete(keyOf(settings)),
  };
}

type Fetched = { readonly token: string; readonly until: number; readonly refreshToken: string | null } | Refused;

async function fetchToken(settings: SettingsOf<'mail'>, deps: ChannelDeps): Promise<Fetched> {
  const { tokenUrl = '', clientId = '', clientSecret, refreshToken, scope } = settings;
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
