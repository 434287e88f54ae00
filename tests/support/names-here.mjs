// As a line in this computer's hosts file: the names below ROTA_TEST_NAMES lead to this computer, for a server that a test has started.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const suffix = process.env['ROTA_TEST_NAMES'];
if (suffix !== undefined) {
  const lookup = dns.promises.lookup;
  dns.promises.lookup = (host, options) =>
    host.endsWith(suffix) ? Promise.resolve([{ address: '127.0.0.1', family: 4 }]) : lookup(host, options);
  syncBuiltinESMExports();
}
