import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { certificateProblem } from '../../server/http/listening/certificate-problem.ts';
import { certificateOf } from '../../server/http/listening/tls-certificate.ts';

const day = 86_400_000;

test('a certificate that ends soon, has ended or lacks an address of today is said, and only then', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-tls-'));
  t.after(() => rm(folder, { recursive: true }));
  const now = Date.now();
  const made = await certificateOf({ selfMadeIn: folder }, '0.0.0.0', now);
  const said = (at: number, addresses: readonly string[] = [], host = '0.0.0.0') => {
    const problem = certificateProblem(made, host, at, addresses);
    return problem === null ? null : inEnglish(problem);
  };
  assert.equal(said(now), null);
  assert.equal(said(now, ['127.0.0.1', '::1']), null);
  assert.match(said(now, ['10.99.0.7']) ?? '', /does not name 10\.99\.0\.7, .*delete .*rota-cert\.pem/);
  assert.equal(said(now, ['10.99.0.7'], '127.0.0.1'), null, 'nobody comes by that address');
  assert.match(said(now + 800 * day) ?? '', /ends on \d{4}-\d\d-\d\d.*restart it/);
  assert.match(said(now + 900 * day) ?? '', /ended on/);
  assert.match(inEnglish(certificateProblem({ ...made, isSelfMade: false }, '0.0.0.0', now + 800 * day)!), /Replace/);
});
