import type { Role } from '../../contract/roles.ts';
import type { TestServer } from './server.ts';

/** A browser: it keeps its cookies, and sends JSON. */
export interface Browser {
  /** The cookies as a header. */
  readonly cookie: () => string;
  ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** A call whose answer is left to the caller. */
  open(path: string, init?: RequestInit): Promise<Response>;
}

export function newBrowser(url: string, headers: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const open = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const own = {
      ...headers,
      ...(cookies.size > 0 ? { cookie: cookie() } : {}),
      ...(init.headers as Record<string, string>),
    };
    const answer = await fetch(`${url}${path}`, { ...init, headers: own });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    cookie,
    open,
    async ask(method, path, body) {
      const sent =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const answer = await open(path, { method, ...sent });
      const text = await answer.text();
      return {
        status: answer.status,
        body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown>,
      };
    },
  };
}

export const goodPassword = 'three quiet robots';

export interface Made {
  readonly id: string;
  readonly token: string;
}

/** A user without a password yet. */
export async function invite(
  server: Pick<TestServer, 'console'>,
  name: string,
  role: Role,
  more: Record<string, unknown> = {},
): Promise<Made> {
  const { user, invitation } = await server.console<{ user: { id: string }; invitation: { url: string } }>(
    'POST',
    '/api/users',
    { name, role, ...more },
  );
  return { id: user.id, token: tokenOf(invitation.url) };
}

export const tokenOf = (url: string): string => new URL(url.replace('/#', '')).searchParams.get('token') ?? '';

/** A user with a password, signed in. */
export async function person(
  server: Pick<TestServer, 'console' | 'url'>,
  name: string,
  role: Role,
  more: Record<string, unknown> = {},
): Promise<Browser & { readonly id: string }> {
  const { id, token } = await invite(server, name, role, more);
  const browser = newBrowser(server.url);
  const { status, body } = await browser.ask('POST', '/api/sign-in/invitation/accept', {
    token,
    password: goodPassword,
  });
  if (status !== 200) throw new Error(`accept: ${status} ${JSON.stringify(body)}`);
  return { ...browser, id };
}

export const signIn = (browser: Browser, name: string, password = goodPassword) =>
  browser.ask('POST', '/api/sign-in/password', { name, password });
