import type { Clock } from '../../clock.ts';
import type { ChannelMessage, ChannelResult } from '../channel-message.ts';
import type { ChannelDeps, OpenChannel, Send } from './channel-deps.ts';
import { sendDiscord } from './discord.ts';
import { createGoogleChat } from './google-chat.ts';
import { sendGotify } from './gotify.ts';
import { createHeartbeat } from './heartbeat.ts';
import { sayingLeftOut } from './left-out.ts';
import { sendMattermost } from './mattermost.ts';
import { sendNtfy } from './ntfy.ts';
import { sendSlack } from './slack.ts';
import { sendTeams } from './teams.ts';
import { sendTelegram } from './telegram.ts';
import { sendWebhook } from './webhook.ts';

export type SendByKind = (message: ChannelMessage, channel: OpenChannel, deps: ChannelDeps) => Promise<ChannelResult>;

/** Sends through a channel of any kind. */
export function createSendByKind(clock: Clock): SendByKind {
  // The mail library is only loaded where there is mail to send.
  let mail: Promise<Send<'mail'>> | null = null;
  const sendMail = () => (mail ??= import('./mail.ts').then(({ createMail }) => createMail()));
  const sendGoogleChat = createGoogleChat(clock);
  const sendHeartbeat = createHeartbeat();
  return async (message, { id, settings }, deps) => {
    switch (settings.kind) {
      case 'mail':
        return (await sendMail())(message, { id, settings }, deps);
      case 'teams':
        return sendTeams(await sayingLeftOut(message), { id, settings }, deps);
      case 'slack':
        return sendSlack(await sayingLeftOut(message), { id, settings }, deps);
      case 'mattermost':
        return sendMattermost(await sayingLeftOut(message), { id, settings }, deps);
      case 'discord':
        return sendDiscord(message, { id, settings }, deps);
      case 'googleChat':
        return sendGoogleChat(await sayingLeftOut(message), { id, settings }, deps);
      case 'telegram':
        return sendTelegram(message, { id, settings }, deps);
      case 'ntfy':
        return sendNtfy(message, { id, settings }, deps);
      case 'gotify':
        return sendGotify(await sayingLeftOut(message), { id, settings }, deps);
      case 'webhook':
        return sendWebhook(message, { id, settings }, deps);
      case 'heartbeat':
        return sendHeartbeat(message, { id, settings }, deps);
    }
  };
}
