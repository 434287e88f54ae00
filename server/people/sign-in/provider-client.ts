import type * as openid from 'openid-client';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { IdentityClaims } from './identity-match.ts';
import { providerProblem } from './provider-problem.ts';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Empty: a public client. */
  readonly clientSecret: string;
  readonly groupsClaim: string;
}

/** What belongs to one way to the provider and back; kept here until the person returns. */
export interface RoundTrip {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUrl: string;
}

export interface ProviderTest {
  readonly problem: Translatable | null;
  readonly notes: readonly Translatable[];
}

/** A problem with a sentence: of the provider, or of the way to it. */
export class ProviderProblem extends Error {
  readonly said: Translatable;
  constructor(sentence: Translatable, cause: unknown) {
    super('the identity provider cannot be used', { cause });
    this.said = sentence;
  }
}

const withinSeconds = 15;
const scopes = 'openid email profile';
/** How far the clocks of provider and computer may be apart, in seconds. */
const clockTolerance = 60;
/** Metadata is asked for again after this time, or when something failed. */
const freshMs = 10 * 60_000;

// Not at the start: only computers whose people sign in at a provider need it.
const load = () => import('openid-client');

/** Speaks OpenID Connect with the provider: authorization code with PKCE, state and nonce. All verbs reject with ProviderProblem. */
export function createProviderClient(uptime: () => number) {
  let kept: { readonly key: string; readonly at: number; readonly configuration: openid.Configuration } | null = null;

  async function configurationOf(settings: ProviderSettings, onDate?: (date: string | null) => void) {
    const key = JSON.stringify([settings.issuer, settings.clientId, settings.clientSecret]);
    if (kept?.key === key && uptime() - kept.at < freshMs && onDate === undefined) return kept.configuration;
    const configuration = await discover(settings, onDate);
    kept = { key, at: uptime(), configuration };
    return configuration;
  }

  /** Any failure makes the next call ask anew: the provider may have changed its keys or addresses. */
  async function speaking<T>({ issuer }: ProviderSettings, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      kept = null;
      throw error instanceof ProviderProblem ? error : new ProviderProblem(providerProblem(error, issuer), error);
    }
  }

  return {
    /** Where to send the browser, and what to keep until it returns. */
    begin: (settings: ProviderSettings, redirectUrl: string): Promise<{ url: string; trip: RoundTrip }> =>
      speaking(settings, async () => {
        const client = await load();
        const configuration = await configurationOf(settings);
        const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUrl,
          scope: scopes,
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, trip: { state, nonce, verifier, redirectUrl } };
      }),

    /** Who came back. `query`: of the address to which the provider sent the browser, whole, as `?code=…&state=…&iss=…`. */
    finish: (settings: ProviderSettings, trip: RoundTrip, query: string): Promise<IdentityClaims> =>
      speaking(settings, async () => {
        const client = await load();
        const configuration = await configurationOf(settings);
        const address = new URL(trip.redirectUrl);
        address.search = query;
        const { verifier: pkceCodeVerifier, state: expectedState, nonce: expectedNonce } = trip;
        const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
        const tokens = await client.authorizationCodeGrant(configuration, address, checks);
        const proof = tokens.claims();
        if (proof === undefined) throw new ProviderProblem(said`${settings.issuer} sent no proof of who you are`, null);
        // Some providers put addresses and groups only there.
        const more =
          configuration.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await client.fetchUserInfo(configuration, tokens.access_token, proof.sub);
        return claimsOf({ ...more, ...proof }, settings.groupsClaim);
      }),

    /** What is wrong, as far as can be seen without a person; and what was seen. `now`: epoch ms. */
    async test(settings: ProviderSettings, redirectUrl: string, now: () => number): Promise<ProviderTest> {
      try {
        let offMs = 0;
        const configuration = await speaking(settings, () =>
          configurationOf(settings, (date) => {
            const theirs = Date.parse(date ?? '');
            if (Number.isFinite(theirs)) offMs = now() - theirs;
          }),
        );
        const clock = clockProblem(offMs);
        return clock === null ? await probed(settings, configuration, redirectUrl) : { problem: clock, notes: [] };
      } catch (error) {
        if (error instanceof ProviderProblem) return { problem: error.said, notes: [] };
        throw error;
      }
    },
  };
}
export type ProviderClient = ReturnType<typeof createProviderClient>;

function clockProblem(offMs: number): Translatable | null {
  const seconds = Math.round(Math.abs(offMs) / 1000);
  if (seconds <= clockTolerance) return null;
  return offMs > 0
    ? said`The clock of this computer is ${seconds} s ahead of the provider’s: set it right, or nobody can sign in`
    : said`The clock of this computer is ${seconds} s behind the provider’s: set it right, or nobody can sign in`;
}

async function discover(settings: ProviderSettings, onDate?: (date: string | null) => void) {
  const client = await load();
  const isPlain = settings.issuer.startsWith('http://');
  const asked = new URL(settings.issuer);
  const { clientSecret } = settings;
  const configuration = await client.discovery(
    asked,
    settings.clientId,
    { [client.clockTolerance]: clockTolerance },
    clientSecret === '' ? client.None() : undefined,
    {
      timeout: withinSeconds,
      // The schema of the settings allows http:// on this computer only.
      execute: isPlain ? [client.allowInsecureRequests] : [],
      [client.customFetch]: async (url, options) => {
        const answer = await fetch(url, options as RequestInit);
        onDate?.(answer.headers.get('date'));
        return answer;
      },
    },
  );
  if (clientSecret === '') return configuration;
  // The way that the provider offers: some take only one of the two.
  const offered = configuration.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const proof = offered.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret);
  const whole = new client.Configuration(
    configuration.serverMetadata(),
    settings.clientId,
    { [client.clockTolerance]: clockTolerance },
    proof,
  );
  whole.timeout = withinSeconds;
  if (isPlain) client.allowInsecureRequests(whole);
  return whole;
}

/** A code that no provider has given: refused for itself, it shows that client ID and secret were accepted. */
async function probed(
  settings: ProviderSettings,
  configuration: openid.Configuration,
  redirectUrl: string,
): Promise<ProviderTest> {
  const { issuer } = settings;
  const client = await load();
  const found = said`The provider ${configuration.serverMetadata().issuer} was found, and offers what Rota needs`;
  if (configuration.serverMetadata().authorization_endpoint === undefined) {
    return { problem: said`${issuer} has no page for signing in (authorization_endpoint)`, notes: [] };
  }
  try {
    await client.genericGrantRequest(configuration, 'authorization_code', {
      code: 'a-test-of-the-client-secret',
      redirect_uri: redirectUrl,
      code_verifier: client.randomPKCECodeVerifier(),
    });
  } catch (error) {
    const answered = typeof error === 'object' && error !== null && 'error' in error ? error.error : undefined;
    if (answered === 'invalid_grant') {
      return { problem: null, notes: [found, said`The client ID and the client secret were accepted`] };
    }
    if (typeof answered !== 'string' || answered === 'invalid_client' || answered === 'unauthorized_client') {
      return { problem: providerProblem(error, issuer), notes: [found] };
    }
  }
  return { problem: null, notes: [found, said`Whether the client secret is right shows only when somebody signs in`] };
}

const textIn = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

function claimsOf(claims: Readonly<Record<string, unknown>>, groupsClaim: string): IdentityClaims {
  const groups = claims[groupsClaim];
  const listed: readonly unknown[] = Array.isArray(groups) ? groups : [groups];
  return {
    issuer: String(claims['iss']),
    subject: String(claims['sub']),
    account: textIn(claims['preferred_username']),
    name: textIn(claims['name']),
    email: textIn(claims['email']),
    isEmailVerified: claims['email_verified'] === true,
    groups: listed.filter((group) => typeof group === 'string'),
  };
}
