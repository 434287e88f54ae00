import { call, CallError, type Answer } from './client.ts';

/** How a one-time token reaches the page and is removed from the address. */
export interface TokenSource {
  /** The token of a sign-in link, once; null if there is none. */
  readonly takeFromAddress: () => string | null;
  /** The desktop shell's own token; null in a browser. */
  readonly askShell: () => Promise<string> | null;
}

/**
 * Signs in if a token is at hand; otherwise asks for the current session. A used link does no harm while signed in. Throws CallError;
 * `isLinkRefused` says whether the link was the reason.
 */
function createSessionFetch(tokens: TokenSource) {
  let isLinkRefused = false;
  let isFirst = true;
  /** A token is being exchanged: other callers wait, or they would see "signed out". */
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
  // Removed from the address at once: it must not stay in the history.
  history.replaceState(null, '', '#/schedules');
  dispatchEvent(new HashChangeEvent('hashchange'));
  return new URLSearchParams(search).get('token');
}

export const { fetchSession, isLinkRefused } = createSessionFetch({
  takeFromAddress,
  askShell: () => window.desktop?.call('session-token') ?? null,
});
