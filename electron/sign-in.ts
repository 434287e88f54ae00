import type { Session } from 'electron';
import type { Rota } from './server-face.ts';

/** The part of Electron's `session.cookies` that is used. */
type CookieJar = Pick<Session['cookies'], 'set'>;

/**
 * Signs the window in before its page loads: the main process exchanges the one-time token for a cookie and stores it in the window's
 * session as HttpOnly. The page never sees a token, a password or the cookie.
 */
export async function signIn(rota: Pick<Rota, 'url' | 'signInToken'>, cookies: CookieJar): Promise<void> {
  const answer = await fetch(`${rota.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: rota.signInToken() }),
  });
  if (!answer.ok) throw new Error(`The server refused its own window: ${answer.status}`);
  const cookie = cookieIn(answer.headers.getSetCookie()[0] ?? '');
  if (cookie === null) throw new Error('The server gave no session cookie');
  await cookies.set({
    url: rota.url,
    ...cookie,
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: rota.url.startsWith('https:'),
  });
}

/** Name and value of a Set-Cookie header. */
export function cookieIn(header: string): { readonly name: string; readonly value: string } | null {
  const found = /^([^=;\s]+)=([^;]*)/.exec(header);
  return found?.[1] === undefined || found[2] === undefined || found[2] === ''
    ? null
    : { name: found[1], value: found[2] };
}
