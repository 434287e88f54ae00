import { Webhook } from 'standardwebhooks';
import type { ChannelMessage } from '../channel-message.ts';
import type { Send } from './channel-deps.ts';
import { postBody } from './post-json.ts';

/** A message as JSON, signed like the webhooks of runs (Standard Webhooks) and with the same key. Files are left out. */
export const sendWebhook: Send<'webhook'> = (message, { settings }, deps) => {
  // The library and the receivers use a date in whole seconds.
  const at = new Date(deps.clock.now());
  const body = webhookBody(message, at);
  const id = `msg_${message.id}`;
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(deps.webhookSecret).sign(id, at, body),
  };
  return postBody(settings.url, body, { headers, secrets: [settings.url] }, deps);
};

export function webhookBody({ language, severity, title, lines, facts, link, run }: ChannelMessage, at: Date): string {
  const data = { language, severity, title, lines, facts, link: link?.url ?? null, run };
  return JSON.stringify({ type: 'message', timestamp: at.toISOString(), data });
}
