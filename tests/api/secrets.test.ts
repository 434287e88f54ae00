import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { basic, call } from '../support/http-client.ts';
import { openConnector } from '../support/connector.ts';

// Markers for what must never be logged or shown, each where a careless line would leak it.
const marks = {
  secretValue: 'MARK-secret-value-7Qz',
  plainValue: 'MARK-plain-value-9Xk',
  brokenBody: 'MARK-broken-body-3Lw',
  wrongPassword: 'MARK-wrong-password-5Tb',
};

/** All files under a folder as one text, with the path of each. */
async function everythingIn(folder: string): Promise<{ file: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({ file: path.relative(folder, file), text: await readFile(file, 'latin1') })),
  );
}

test('after traffic of every kind no secret, wrong password or broken body stands in a file, a log or an answer', async () => {
  const connector = await openConnector();
  const { server, client, port, auth } = connector;
  const answers: string[] = [];
  const ask = async (to: string, body?: unknown) => {
    const answer = await client.call(to, body);
    answers.push(JSON.stringify(answer.body));
    return answer;
  };
  const values = { pin: marks.secretValue };
  const spid = String((await ask('process/start', { name: 'Obey', values, retryCount: 1 })).body['robustaSpid']);
  await client.final(spid);
  for (const path of [
    `process/status/${spid}`,
    `process/log/${spid}`,
    'process/history',
    'process/list',
    'worker/list',
  ])
    await ask(path);
  await ask('process/validate', { name: 'Obey', values });
  await ask(`process/rerun/${spid}`, {});
  await ask('process/start', { name: 'Obey', values, quartzDef: '0 0 9 ? * FRI' });
  await ask('process/start', { name: 'Obey', values: { ...values, exitCode: marks.plainValue } });
  await ask('process/start', { name: 'Needs', values: { customer: 'x', count: marks.plainValue } });
  await ask('process/start', `{"name": "Obey", "values": {"pin": "${marks.brokenBody}"`);
  await ask('process/start', `{"name": ${marks.brokenBody}}`);
  for (const authorization of [
    basic(`erp:${marks.wrongPassword}`),
    basic(`${marks.wrongPassword}:x`),
    `Bearer ${marks.wrongPassword}`,
  ]) {
    answers.push((await call(port, '/scheduler/connector-api/process/list', { headers: { authorization } })).text);
  }
  answers.push((await call(port, '/api/session', { body: { token: marks.wrongPassword } })).text);
  for (const to of ['/api/schedules', '/api/runs', '/api/audit', '/api/export', '/api/clients', '/api/processes']) {
    answers.push(JSON.stringify(await server.console('GET', to)));
  }
  const runs = await server.console<{ runs: { id: string }[] }>('GET', '/api/runs');
  for (const { id } of runs.runs) answers.push(JSON.stringify(await server.console('GET', `/api/runs/${id}`)));
  await server.stop({ keepHome: true });

  for (const [kind, mark] of Object.entries(marks)) {
    for (const answer of answers) assert.ok(!answer.includes(mark), `${kind} in an answer: ${answer}`);
    assert.ok(!server.output().includes(mark), `${kind} on the console`);
    for (const { file, text } of await everythingIn(server.home)) assert.ok(!text.includes(mark), `${kind} in ${file}`);
  }
  const password = client.password;
  for (const { file, text } of await everythingIn(server.home)) {
    assert.ok(!text.includes(password) && !text.includes(basic(auth).slice(6)), `the client's password in ${file}`);
  }
  await connector.stop();
});
