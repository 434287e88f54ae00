import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const program = path.join(import.meta.dirname, '..', 'fixtures', 'openid', 'provider.mjs');

/** What the provider says of an account; its name is what one signs in with, and its subject. */
export interface ProviderAccount {
  readonly name?: string;
  readonly preferred_username?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
}

export interface ProviderOptions {
  readonly redirectUrl: string;
  readonly accounts: Readonly<Record<string, ProviderAccount>>;
  /** How it calls itself; it is at 127.0.0.1 all the same. */
  readonly host?: 'localhost' | '127.0.0.1';
  /** Whether e-mail addresses and groups stand on a page of their own, as at most providers, or in the proof. */
  readonly hasUserInfo?: boolean;
}

export const clientId = 'rota';
export const clientSecret = 'a-secret-of-the-provider';

/** A real OpenID provider (oidc-provider) in a process of its own, which demands PKCE and announces `iss`. */
export async function openIdentityProvider({
  redirectUrl,
  accounts,
  host = 'localhost',
  hasUserInfo,
}: ProviderOptions) {
  const client = {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUrl],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  };
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      NODE_TEST_CONTEXT: '',
      OPENID_SETTINGS: JSON.stringify({ host, clients: [client], accounts, hasUserInfo }),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let issuer = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^ready (\S+)/.exec(line)?.[1];
    if (found !== undefined) {
      issuer = found;
      break;
    }
  }
  if (issuer === '') throw new Error('the provider did not start');
  return {
    issuer,
    /** May be called twice. */
    async stop(): Promise<void> {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
export type IdentityProviderRig = Awaited<ReturnType<typeof openIdentityProvider>>;

/** A browser without a page: cookies by host and port, redirects one by one. */
export function cookieJar() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { host } = new URL(url);
    if (!jars.has(host)) jars.set(host, new Map());
    return jars.get(host)!;
  };
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
}
export type Ask = ReturnType<typeof cookieJar>;

/** Signs in at the provider as `login`, from the address that it was asked for, to the address that it sends the browser back to. */
export async function atProvider(ask: Ask, url: string, login: string, backTo: string): Promise<string> {
  let next = url;
  for (let step = 0; step < 12; step += 1) {
    if (next.startsWith(backTo)) return next;
    const answer = await ask(next);
    const to = answer.headers.get('location');
    if (to !== null) {
      next = new URL(to, next).href;
      continue;
    }
    const page = await answer.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the provider answered ${answer.status}: ${page.slice(0, 500)}`);
    const sent = await ask(new URL(action, next).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ prompt: 'login', login, password: 'any' }).toString(),
    });
    next = new URL(sent.headers.get('location') ?? '', next).href;
  }
  throw new Error('the provider does not send the browser back');
}
