import { connect } from 'node:net';
import type { After } from './server-face.ts';

const everyMs = 30_000;
const answerWithinMs = 5_000;
/** One failed check may be a busy moment; two in a row count. */
const missesThatCount = 2;

/**
 * Polls whether the server can be reached at its address: callers would notice long before the person here. Reports when it is lost and
 * when it is back. Returns its stopper.
 */
export function watchPort(deps: {
  readonly url: string;
  readonly after: After;
  readonly canReach: (url: string, after: After) => Promise<boolean>;
  onChange(isLost: boolean): void;
}): () => void {
  let misses = 0;
  let isStopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const isThere = await deps.canReach(deps.url, deps.after);
    if (isStopped) return;
    const before = misses;
    misses = isThere ? 0 : misses + 1;
    if (misses === missesThatCount) deps.onChange(true);
    if (misses === 0 && before >= missesThatCount) deps.onChange(false);
    cancel = deps.after(everyMs, () => void look());
  }

  cancel = deps.after(everyMs, () => void look());
  return () => {
    isStopped = true;
    cancel();
  };
}

/** Whether anything accepts a TCP connection there; HTTP or TLS does not matter. */
export function canConnect(url: string, after: After): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
    const cancel = after(answerWithinMs, () => settle(false));
    function settle(isThere: boolean): void {
      cancel();
      socket.destroy();
      resolve(isThere);
    }
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
