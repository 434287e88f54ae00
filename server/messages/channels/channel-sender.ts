import { channelSettings, type ChannelSettings } from '../../../contract/channel-settings.ts';
import { whatItSays, said, type Translatable } from '../../../contract/translatable.ts';
import type { Clock } from '../../clock.ts';
import { issueDetails } from '../../domain/issue-details.ts';
import type { Log } from '../../log.ts';
import type { ChannelMessage, ChannelResult } from '../channel-message.ts';
import type { ChannelDeps } from './channel-deps.ts';
import type { Settings } from './channel-secrets.ts';
import { createSendByKind } from './send-by-kind.ts';

export interface ChannelSenderDeps extends Pick<ChannelDeps, 'replaceSecret'> {
  readonly webhookSecret: () => string;
  readonly clock: Clock;
  readonly log: Log;
  /** Opens sealed secrets; throws with a sentence if the key is another one. */
  readonly open: (settings: Settings) => Readonly<Record<string, unknown>>;
  readonly mayReachInside: () => boolean;
}

export interface Stored {
  /** Null for a channel that is not saved. */
  readonly id: string | null;
  readonly settings: Settings;
}

/** The longest that a try may take, whatever the receiver does. */
const mostMs = 80_000;

/** Opens the secrets of a channel and sends once. Never throws. */
export function createChannelSender(deps: ChannelSenderDeps) {
  const { clock, log } = deps;
  const sendByKind = createSendByKind(clock);

  return async (message: ChannelMessage, { id, settings }: Stored, signal: AbortSignal): Promise<ChannelResult> => {
    const read = openSettings(settings, deps);
    if (!read.ok) return { state: 'refused', problem: read.problem };
    const limit = new AbortController();
    const cancelLimit = clock.after(mostMs, () => limit.abort());
    try {
      return await sendByKind(
        message,
        { id, settings: read.settings },
        {
          clock,
          signal: AbortSignal.any([signal, limit.signal]),
          mayReachInside: deps.mayReachInside(),
          webhookSecret: deps.webhookSecret(),
          replaceSecret: deps.replaceSecret,
        },
      );
    } catch (error) {
      // The text of an unknown error may repeat an address with its secret.
      const code = error instanceof Error ? error.name : 'Error';
      log.error('a channel failed in a way of its own', { channel: id ?? 'unsaved', kind: settings.kind, code });
      return { state: 'failed', problem: said`could not be sent: ${code}`, notBefore: null };
    } finally {
      cancelLimit();
    }
  };
}

type OpenSettings =
  { readonly ok: true; readonly settings: ChannelSettings } | { readonly ok: false; readonly problem: Translatable };

function openSettings(settings: Settings, { open }: ChannelSenderDeps): OpenSettings {
  let opened: Readonly<Record<string, unknown>>;
  try {
    opened = open(settings);
  } catch (error) {
    return { ok: false, problem: said`its settings cannot be used: ${whatItSays(error)}` };
  }
  const read = channelSettings.safeParse(opened);
  if (read.success) return { ok: true, settings: read.data };
  const [first] = issueDetails(read.error.issues.slice(0, 1), 'BODY_INVALID');
  const problem = first?.said ?? said`cannot be read`;
  return { ok: false, problem: said`its settings cannot be used: ${first?.field ?? ''}: ${problem}` };
}
