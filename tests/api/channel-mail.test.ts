import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { channelSettings, type SettingsOf } from '../../contract/channel-settings.ts';
import { createMail } from '../../server/messages/channels/mail.ts';
import { channelDeps, httpReceiver, message, problemOf } from '../support/channels.ts';
import { password, smtpServer, type SmtpRig } from '../support/smtp.ts';

const settingsFor = (server: Pick<SmtpRig, 'port' | 'certificate'>, change: object = {}): SettingsOf<'mail'> =>
  channelSettings.parse({
    kind: 'mail',
    host: 'localhost',
    port: server.port,
    user: 'rota@example.com',
    password,
    ca: server.certificate,
    from: 'Rota Robotları <rota@example.com>',
    to: ['ayse@example.com', 'ali@example.com'],
    ...change,
  }) as SettingsOf<'mail'>;

const send = (settings: SettingsOf<'mail'>, given = message) =>
  createMail()(given, { id: 'c1', settings }, channelDeps());

test('a Turkish subject and the Turkish name of a log do not come out as other letters', async (context) => {
  const server = await smtpServer(context);
  assert.deepEqual(await send(settingsFor(server)), { state: 'delivered' });
  const [{ mail, to, isSecure }] = server.mails as [SmtpRig['mails'][number]];
  assert.equal(isSecure, true);
  assert.deepEqual(to, ['ayse@example.com', 'ali@example.com']);
  assert.equal(mail.subject, message.title);
  assert.equal(mail.from?.text, '"Rota Robotları" <rota@example.com>');
  assert.match(
    mail.text ?? '',
    /Süreç: Fatura İndirme[\s\S]*Çalıştırmayı aç:\nhttp:\/\/192\.168\.1\.20:8484\/#\/runs\/r1/,
  );
  assert.match(String(mail.html), /&lt;b&gt;x&lt;\/b&gt;/);
  const [log, picture] = mail.attachments;
  assert.equal(log?.filename, 'günlük – Fatura İndirme.txt');
  assert.deepEqual(Buffer.from(log.content), Buffer.from(message.files[0]!.content));
  assert.deepEqual([picture?.filename, picture?.contentType], ['ekran.png', 'image/png']);
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
});

test('a second try of the same message cannot be told from another message', async (context) => {
  const server = await smtpServer(context);
  await send(settingsFor(server));
  await send(settingsFor(server));
  const ids = new Set(server.mails.map(({ mail }) => mail.messageId));
  assert.deepEqual([...ids], [`<${message.id}@example.com>`]);
});

test('TLS from the first byte works, and a login by OAuth2 does not send a password', async (context) => {
  const server = await smtpServer(context, { secure: true });
  const tokens = await httpReceiver(context, () => ({
    status: 200,
    body: JSON.stringify({ access_token: 'fresh-token', expires_in: 3600, refresh_token: 'next-refresh' }),
  }));
  const settings: SettingsOf<'mail'> = {
    ...settingsFor(server, { security: 'tls' }),
    login: 'oauth2',
    tokenUrl: `${tokens.url}/token`,
    clientId: 'rota',
    clientSecret: 'client-secret-1',
    refreshToken: 'first-refresh',
    scope: 'https://outlook.office.com/SMTP.Send offline_access',
  };
  const replaced: string[][] = [];
  const deps = channelDeps({ replaceSecret: (...told) => Promise.resolve(void replaced.push(told)) });
  const sendMail = createMail();
  assert.deepEqual(await sendMail(message, { id: 'c1', settings }, deps), { state: 'delivered' });
  assert.deepEqual(server.logins, [{ method: 'XOAUTH2', secret: 'fresh-token' }]);
  const form = new URLSearchParams(tokens.arrived[0]!.body);
  assert.deepEqual([form.get('grant_type'), form.get('refresh_token')], ['refresh_token', 'first-refresh']);
  // The next one is kept, and the token is used again while it is valid.
  assert.deepEqual(replaced, [['c1', 'refreshToken', 'next-refresh']]);
  const renewed = { ...settings, refreshToken: 'next-refresh' };
  assert.deepEqual(await sendMail(message, { id: 'c1', settings: renewed }, deps), { state: 'delivered' });
  assert.equal(tokens.arrived.length, 1);
});

test('a client without a person gets its token by its own credentials', async (context) => {
  const server = await smtpServer(context);
  const tokens = await httpReceiver(context, () => ({
    status: 200,
    body: JSON.stringify({ access_token: 'fresh-token', expires_in: 3600 }),
  }));
  const settings = {
    ...settingsFor(server),
    login: 'oauth2' as const,
    tokenUrl: `${tokens.url}/token`,
    clientId: 'rota',
    clientSecret: 'client-secret-1',
  };
  assert.deepEqual(await send(settings), { state: 'delivered' });
  assert.equal(new URLSearchParams(tokens.arrived[0]!.body).get('grant_type'), 'client_credentials');
});

test('a token that is refused says why, without the secret that the answer repeats', async (context) => {
  const server = await smtpServer(context);
  const tokens = await httpReceiver(context, () => ({
    status: 400,
    body: JSON.stringify({ error: 'invalid_grant', error_description: 'AADSTS70008: first-refresh has expired' }),
  }));
  const settings = {
    ...settingsFor(server),
    login: 'oauth2' as const,
    tokenUrl: `${tokens.url}/token`,
    clientId: 'rota',
    refreshToken: 'first-refresh',
  };
  const result = await send(settings);
  assert.equal(result.state, 'refused');
  assert.equal(
    problemOf(result),
    'no token for the mail server: answered 400 invalid_grant: AADSTS70008: •••• has expired',
  );
});

test('a refused login is for good, and says what the server said', async (context) => {
  const server = await smtpServer(context);
  const result = await send(settingsFor(server, { password: 'wrong' }));
  assert.equal(result.state, 'refused');
  assert.match(problemOf(result), /^localhost:\d+ refused the login: 535 .*Invalid username or password$/);
});

test('Microsoft 365 that takes no password any more is said in words', async (context) => {
  const server = await smtpServer(context, {
    onAuth(_given, _session, done) {
      const text = '5.7.30 Basic authentication is not supported for Client Submission.';
      done(Object.assign(new Error(text), { responseCode: 550 }));
    },
  });
  const result = await send(settingsFor(server));
  assert.equal(result.state, 'refused');
  assert.match(problemOf(result), /^Microsoft 365 does not take user name and password here any more: choose OAuth2/);
});

test('a self-signed certificate is not accepted unless it was entered', async (context) => {
  for (const secure of [true, false]) {
    const server = await smtpServer(context, { secure });
    const settings = settingsFor(server, { security: secure ? 'tls' : 'starttls', ca: undefined });
    const result = await send(settings);
    assert.equal(result.state, 'refused');
    assert.match(problemOf(result), /^the certificate of localhost:\d+ is not accepted: it is signed by itself/);
    assert.deepEqual(server.logins, []);
  }
});

test('a certificate for another name is not accepted', async (context) => {
  const server = await smtpServer(context);
  const result = await send(settingsFor(server, { host: '127.0.0.1' }));
  assert.equal(result.state, 'refused');
  assert.match(problemOf(result), /it is for another name/);
});

test('a server without STARTTLS gets neither password nor mail', async (context) => {
  const server = await smtpServer(context, { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
  const result = await send(settingsFor(server));
  assert.equal(result.state, 'refused');
  assert.match(problemOf(result), /^localhost:\d+ offers no STARTTLS: nothing was sent/);
  assert.deepEqual([server.logins, server.mails], [[], []]);
});

test('without encryption only who says so sends', async (context) => {
  const server = await smtpServer(context, { hideSTARTTLS: true, allowInsecureAuth: true });
  const asked = { security: 'none', login: 'none', user: undefined, password: undefined };
  assert.throws(() => settingsFor(server, asked), /everybody on the way reads/);
  const open = await smtpServer(context, { hideSTARTTLS: true, authOptional: true });
  assert.deepEqual(await send(settingsFor(open, { ...asked, isUnencryptedMeant: true })), { state: 'delivered' });
  assert.equal(open.mails[0]?.isSecure, false);
});

test('a server that wants a login, and a full one, are told apart from one that will take it later', async (context) => {
  const strict = await smtpServer(context);
  const first = await send(settingsFor(strict, { login: 'none', user: undefined, password: undefined }));
  assert.equal(first.state, 'refused');
  assert.match(problemOf(first), /wants a login first: 530/);

  const busy = await smtpServer(context, {
    onMailFrom: (_address, _session, done) => done(Object.assign(new Error('4.7.1 Try later'), { responseCode: 451 })),
  });
  const second = await send(settingsFor(busy));
  assert.equal(second.state, 'failed');
  assert.match(problemOf(second), /does not take the mail now: 451/);

  const picky = await smtpServer(context, {
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('ali') ? done(Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 })) : done(),
  });
  const third = await send(settingsFor(picky));
  assert.equal(third.state, 'refused');
  assert.equal(problemOf(third), 'the mail server took the mail, but not for ali@example.com');
  assert.equal(picky.mails.length, 1);
});

test('a log that is too large for the server does not keep the news of the failure', async (context) => {
  const server = await smtpServer(context, { size: 20_000 });
  const large = { ...message, files: [{ ...message.files[0]!, content: Buffer.alloc(60_000, 'x') }] };
  assert.deepEqual(await send(settingsFor(server), large), { state: 'delivered' });
  assert.deepEqual([server.mails.length, server.mails[0]?.mail.attachments.length], [1, 0]);
});

test('a port where nothing listens is tried again, and a plain port for TLS is not', async (context) => {
  const listening = createServer().listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  listening.close();
  await once(listening, 'close');
  const { certificate } = await smtpServer(context);
  const gone = await send(settingsFor({ port, certificate }));
  assert.equal(gone.state, 'failed');
  assert.equal(
    problemOf(gone),
    `nothing answers at localhost:${port}: the mail server is not running, or it has another port`,
  );
  const plain = await smtpServer(context);
  const result = await send(settingsFor(plain, { security: 'tls' }));
  assert.equal(result.state, 'refused');
  assert.match(problemOf(result), /does not speak TLS from the first byte/);
});

test('stopping does not wait for a mail server that says nothing', async (context) => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  context.after(() => silent.close());
  const stop = new AbortController();
  const settings = settingsFor({ port: (silent.address() as AddressInfo).port, certificate: '' }, { ca: undefined });
  const sent = createMail()(message, { id: 'c1', settings }, channelDeps({ signal: stop.signal }));
  const [socket] = (await once(silent, 'connection')) as [Socket];
  stop.abort();
  assert.equal((await sent).state, 'failed');
  await once(socket.resume(), 'close');
});
