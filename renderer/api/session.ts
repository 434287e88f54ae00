import { call, CallError, type Answer } from './client.ts';

/** How a one-time token comes to the page, and how it is taken away from where it was seen. */
export interface TokenSource {
  /** The token of a sign-in link, once; null where there is none. */
  readonly takeFromAddress: () => string | null;
  /** The desktop shell's own token; null in a browser. */
  readonly askShell: () => Promise<string> | null;
}

/**
 * Signs in where a token is at hand, else asks who is signed in. A link that was used already does no harm to somebody who is
 * signed in. Throws CallError; `isLinkRefused` says whether it was the link.
 */
function createSessionFetch(tokens: TokenSource) {
  let isLinkRefused = false;
  let isFirst = true;
  /** A token is being traded: who asks meanwhile must not be told that nobody is signed in. */
  let entering: Promise<Answer<'session'> | null> | null = null;

  async function trade(token: string): Promise<Answer<'session'> | null> {
    try {
      const answer = await call('signIn', { body: { token } });
      isLinkRefused = false;
      return answer;
    } catch (error) {
      if (error instanceof CallError && error.status === 401) {
        isLinkRefused = true;
        return null;
      }
      throw error;
    }
  }

  async function fetchSession(): Promise<Answer<'session'>> {
    const token = tokens.takeFromAddress() ?? (isFirst ? await tokens.askShell() : null);
    isFirst = false;
    if (token !== null) entering = trade(token);
    const entered = await entering;
    entering = null;
    if (entered) return entered;
    try {
      return await call('session');
    } catch (error) {
      const fromShell = error instanceof CallError && error.status === 401 ? await tokens.askShell() : null;
      const again = fromShell === null ? null : await trade(fromShell);
      if (again) return again;
      throw error;
    }
  }
  return { fetchSession, isLinkRefused: () => isLinkRefused };
}

function takeFromAddress(): string | null {
  const [place = '', search = ''] = location.hash.split('?');
  if (place !== '#/sign-in') return null;
  // Out of the address at once: it must not stay in the history.
  history.replaceState(null, '', '#/schedules');
  dispatchEvent(new HashChangeEvent('hashchange'));
  return new URLSearchParams(search).get('token');
}

export const { fetchSession, isLinkRefused } = createSessionFetch({
  takeFromAddress,
  askShell: () => window.desktop?.call('session-token') ?? null,
});
