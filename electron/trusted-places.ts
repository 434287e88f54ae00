/** Places that a click may open in the user's own browser, besides this server's own pages. */
const externalOrigins: readonly string[] = [
  'https://github.com',
  'https://json-schema.org',
  'https://www.quartz-scheduler.org',
  'https://www.standardwebhooks.com',
];

export function originOf(url: string): string | null {
  try {
    const { origin } = new URL(url);
    return origin === 'null' ? null : origin;
  } catch {
    return null;
  }
}

/** True for pages of our own server. Never compares by prefix: `http://127.0.0.1:3010.evil.example` is foreign. */
export function isOurPage(url: string, serverUrl: string | null): boolean {
  const origin = originOf(url);
  return origin !== null && serverUrl !== null && origin === originOf(serverUrl);
}

/** Whether a link may open in the user's browser: no scheme that starts programs, no unknown host. */
export function mayOpenOutside(url: string, serverUrl: string | null): boolean {
  const origin = originOf(url);
  if (origin === null || URL.parse(url)?.username !== '') return false;
  return externalOrigins.includes(origin) || isOurPage(url, serverUrl);
}

/** The only permission of a page: to write to the clipboard. */
export function mayHave(permission: string, url: string, serverUrl: string | null): boolean {
  return permission === 'clipboard-sanitized-write' && isOurPage(url, serverUrl);
}
