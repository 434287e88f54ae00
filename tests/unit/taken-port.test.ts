import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cannotListen } from '../../server/http/listening/taken-port.ts';

const refused = (code: string) => Object.assign(new Error(`listen ${code}`), { code });

test('a port that Windows keeps for Hyper-V is not taken for one below 1024, and how to see which are kept is said', async () => {
  const { message } = await cannotListen(refused('EACCES'), '127.0.0.1', 50_000, 'win32');
  assert.match(
    message,
    /^Rota cannot listen on 127\.0\.0\.1, port 50000 \(EACCES\)\. Windows keeps this port for itself/,
  );
  assert.match(message, /netsh interface ipv4 show excludedportrange protocol=tcp.*choose another with ROTA_PORT/);
  assert.doesNotMatch(message, /1023/);
});

test('where low ports need rights it is said which need none', async () => {
  const { message } = await cannotListen(refused('EACCES'), '127.0.0.1', 80, 'linux');
  assert.match(message, /This user may not use that port: choose one above 1023/);
});
