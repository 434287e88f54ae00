import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';

/** A fetch that trusts exactly one certificate, by its SHA-256 fingerprint. Has only the part of fetch that the command line uses. */
export function pinnedFetch(fingerprint: string): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const call = request(
        new URL(input as string),
        {
          method: init.method ?? 'GET',
          headers: init.headers as Record<string, string>,
          rejectUnauthorized: false,
          checkServerIdentity: () => undefined,
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 500 })));
        },
      );
      call.on('socket', (socket) => {
        socket.once('secureConnect', () => {
          const shown = (socket as TLSSocket).getPeerCertificate().fingerprint256;
          if (shown !== fingerprint)
            call.destroy(new Error(`another certificate answers (${shown}): this is not the Rota of this folder`));
        });
      });
      call.on('error', reject);
      call.end(init.body as string | undefined);
    });
}
