import { createHash } from 'node:crypto';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { lastBytes } from '../../domain/message-text.ts';
import type { HttpAnswer } from '../careful-request.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postBody } from './post-json.ts';

/** What a server of one's own keeps of a ping's body, unless it says more (or less) with `Ping-Body-Limit`. */
const usualBytes = 10_000;

/** Pings as healthchecks services take them: a start and an end with the same `rid`, the end by its exit code, with the log's end. */
export function createHeartbeat(): Send<'heartbeat'> {
  /** By the address of the check. */
  const limits = new Map<string, number>();
  return (message, { settings }, deps) => {
    const body = pingBody(message, limits.get(settings.url) ?? usualBytes);
    return postBody(
      pingUrl(settings.url, message),
      body,
      {
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        secrets: [settings.url],
        problemOf,
        onAnswer({ headers }) {
          const given = headers['ping-body-limit'];
          if (typeof given === 'string' && /^\d{1,9}$/.test(given)) limits.set(settings.url, Number(given));
        },
      },
      deps,
    );
  };
}

/** A message that is not about one run (a test) is only noted down there (`/log`): it says nothing of how things are. */
export function pingUrl(url: string, { run }: Pick<ChannelMessage, 'run'>): string {
  const target = new URL(url);
  target.pathname = target.pathname.replace(/\/+$/, '') + suffixOf(run);
  if (run !== null) target.searchParams.set('rid', ridOf(run.id));
  return target.href;
}

function suffixOf(run: ChannelMessage['run']): string {
  if (run === null) return '/log';
  switch (run.state) {
    case 'started':
      return '/start';
    case 'succeeded':
      return '';
    case 'failed':
      return run.exitCode === null || run.exitCode === 0 ? '/fail' : `/${pingCode(run.exitCode)}`;
  }
}

/** Only 1 to 255 are taken. Windows has codes of 32 bits: their low byte, and never the 0 of a success. */
function pingCode(exitCode: number): number {
  if (exitCode >= 1 && exitCode <= 255) return exitCode;
  const low = ((exitCode % 256) + 256) % 256;
  return low === 0 ? 1 : low;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A rid must be a UUID; an id that is none always gives the same one. */
function ridOf(id: string): string {
  if (uuid.test(id)) return id.toLowerCase();
  const hex = createHash('sha256').update(id).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** The title and the true exit code, then as much of the log's end as fits; without a log the lines of the message. */
export function pingBody(message: ChannelMessage, most: number): Uint8Array {
  const { run, files, lines, title } = message;
  if (run?.state === 'started') return new Uint8Array();
  const code = run?.exitCode ?? null;
  const head = Buffer.from(`${title}\n${code === null || code === 0 ? '' : `exit code ${code}\n`}`);
  const log = files.find(({ mediaType }) => mediaType.startsWith('text/'));
  if (log === undefined) return Buffer.from(Buffer.concat([head, Buffer.from(lines.join('\n'))]).subarray(0, most));
  return head.length >= most
    ? lastBytes(log.content, most)
    : Buffer.concat([head, lastBytes(log.content, most - head.length)]);
}

function problemOf({ status }: HttpAnswer): Translatable | null {
  if (status === 404) return said`answered 404: there is no check with this address`;
  if (status === 409) return said`answered 409: several checks have this name; use the address with the check's own id`;
  return null;
}
