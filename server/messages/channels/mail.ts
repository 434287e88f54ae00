import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { bareAddress, type SettingsOf } from '../../../contract/channel-settings.ts';
import { said } from '../../../contract/translatable.ts';
import { cutTo, factLines, oneLine } from '../../domain/message-text.ts';
import type { ChannelFile, ChannelMessage, ChannelResult } from '../channel-message.ts';
import type { ChannelDeps, OpenChannel, Send } from './channel-deps.ts';
import { mailHtml } from './mail-html.ts';
import { createOauthTokens, type TokenAsk } from './oauth-token.ts';
import { smtpResult } from './smtp-problem.ts';

type Mail = SettingsOf<'mail'>;

const connectMs = 20_000;
/** A plain client on a TLS port waits for a greeting that never comes. */
const greetingMs = 10_000;
const silenceMs = 60_000;

/** Mail over SMTP: encrypted unless a person said otherwise, with the log and a screenshot as files. */
export function createMail(): Send<'mail'> {
  const tokens = createOauthTokens();

  return async (message, channel, deps) => {
    const { settings } = channel;
    const login = await loginOf(channel, deps);
    if ('result' in login) return login.result;
    const sent = await sendOnce(message, settings, login.auth, deps);
    if (sent.isLoginRefused) tokens.forget(askOf(settings));
    if (!sent.isTooLarge || message.files.length === 0) return sent.result;
    // Hearing of the failure matters more than its log.
    const without = { ...message, files: [] };
    return (await sendOnce(without, settings, login.auth, deps)).result;
  };

  async function loginOf(channel: OpenChannel<Mail>, deps: ChannelDeps) {
    const { login, user = '', password = '' } = channel.settings;
    switch (login) {
      case 'none':
        return { auth: null };
      case 'password':
        return { auth: { user, pass: password } };
      case 'oauth2': {
        const got = await tokens.get(askOf(channel.settings), deps, async (token) => {
          if (channel.id !== null) await deps.replaceSecret(channel.id, 'refreshToken', token);
        });
        if (got.token === null) return { result: got.result };
        return { auth: { type: 'OAuth2', user, accessToken: got.token } };
      }
    }
  }
}

const askOf = ({ tokenUrl = '', clientId = '', clientSecret, refreshToken, scope }: Mail): TokenAsk => ({
  ...{ tokenUrl, clientId, clientSecret, refreshToken, scope },
});

type Auth =
  | { readonly user: string; readonly pass: string }
  | { readonly type: string; readonly user: string; readonly accessToken: string };

interface Tried {
  readonly result: ChannelResult;
  readonly isTooLarge: boolean;
  readonly isLoginRefused: boolean;
}

async function sendOnce(message: ChannelMessage, settings: Mail, auth: Auth | null, deps: ChannelDeps): Promise<Tried> {
  const { host, port, security, ca } = settings;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    // Else a server without STARTTLS would get mail and password in the clear, without a word.
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(auth === null ? {} : { auth: { ...auth }, forceAuth: true }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca: [ca] }),
    },
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const info = await transport.sendMail({ ...mailOf(message, settings), signal: deps.signal });
    const problem = said`the mail server took the mail, but not for ${info.rejected.join(', ')}`;
    const result: ChannelResult = info.rejected.length === 0 ? { state: 'delivered' } : { state: 'refused', problem };
    return { result, isTooLarge: false, isLoginRefused: false };
  } catch (error) {
    const given = error as { code?: string; responseCode?: number; response?: string };
    return {
      result: smtpResult(error, `${host}:${port}`),
      isTooLarge:
        given.code === 'EMESSAGE' || given.responseCode === 552 || /\b5\.(2\.3|3\.4)\b/.test(given.response ?? ''),
      isLoginRefused: given.code === 'EAUTH',
    };
  } finally {
    transport.close();
  }
}

/** The parts of the mail. Its Message-ID is the same at every try, so that a mail that came twice is seen to be the same. */
export function mailOf(message: ChannelMessage, { from, to }: Pick<Mail, 'from' | 'to'>) {
  const domain = bareAddress(from).split('@').at(-1) ?? 'rota.invalid';
  return {
    from,
    to: [...to],
    subject: cutTo(oneLine(message.title), 200),
    text: mailText(message),
    html: mailHtml(message),
    messageId: `<${message.id.replace(/[^A-Za-z0-9._-]/g, '-')}@${domain}>`,
    // Answering machines do not answer these (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.language },
    ...(message.severity === 'failure' ? { priority: 'high' as const } : {}),
    attachments: message.files.map(attachment),
  };
}

const attachment = ({ name, mediaType, content }: ChannelFile) => ({
  filename: name,
  contentType: mediaType,
  content: Buffer.from(content),
  contentDisposition: 'attachment' as const,
});

function mailText({ title, lines, facts, link }: ChannelMessage): string {
  const end = link === null ? '' : `${link.label}:\n${link.url}`;
  return [title, ...lines, factLines(facts), end].filter((part) => part !== '').join('\n\n');
}
