import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface SmtpRig {
  readonly port: number;
  /** Its certificate, in PEM form. */
  readonly certificate: string;
  readonly mails: { readonly mail: ParsedMail; readonly to: readonly string[]; readonly isSecure: boolean }[];
  /** Passwords and tokens that came over the line. */
  readonly logins: { readonly method: string; readonly secret: string }[];
}

export const password = 'gizli-Parola-1';

/** A real SMTP server with TLS, STARTTLS and AUTH, on a free port of 127.0.0.1. */
export async function smtpServer(context: TestContext, options: SMTPServerOptions = {}): Promise<SmtpRig> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const mails: SmtpRig['mails'] = [];
  const logins: SmtpRig['logins'] = [];
  const server = new SMTPServer({
    cert,
    key,
    logger: false,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    onAuth({ method, username, password: given, accessToken }, _session, done) {
      logins.push({ method, secret: given ?? accessToken ?? '' });
      if (method === 'XOAUTH2') {
        if (accessToken === 'fresh-token') return done(null, { user: username });
        return done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } });
      }
      if (given === password) return done(null, { user: username });
      const refusal = Object.assign(new Error('Invalid username or password'), { responseCode: 535 });
      done(refusal);
    },
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        if (stream.sizeExceeded) {
          return done(Object.assign(new Error('5.3.4 Message too big for system'), { responseCode: 552 }));
        }
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ mail, to, isSecure: session.secure });
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {
    // A client that refuses the certificate is an error of the line here.
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  context.after(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (listening.address() as AddressInfo).port, certificate: cert, mails, logins };
}
