import { app, shell, type Session, type WebContents } from 'electron';
import { answerIn } from './shell-pages.ts';
import { isOurPage, mayHave, mayOpenOutside } from './trusted-places.ts';

/** Denies by default, for every page: new windows, navigation, frames, permissions, downloads. */
export function lockDown(serverUrl: () => string | null): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, serverUrl));
  app.on('session-created', (session) => guardSession(session, serverUrl));
}

function guardContents(contents: WebContents, serverUrl: () => string | null): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url, serverUrl())) void shell.openExternal(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    // The window reads the answer of a shell page from the URL; the navigation itself is cancelled.
    if (answerIn(event.url) !== null || !isOurPage(event.url, serverUrl())) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurPage(event.url, serverUrl())) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function guardSession(session: Session, serverUrl: () => string | null): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayHave(permission, contents.getURL(), serverUrl())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin, serverUrl()));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.on('will-download', (event, item) => {
    if (!isOurPage(item.getURL().replace(/^blob:/, ''), serverUrl())) event.preventDefault();
  });
}
