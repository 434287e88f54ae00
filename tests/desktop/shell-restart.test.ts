// A restart from the window: if the new address cannot be used, the app returns to its old one and says why; the next restart stops
// everything and starts again.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after, before } from 'node:test';
import type { z } from 'zod';
import type { RunsAnswer } from '../../contract/console.ts';
import type { RunDetail } from '../../contract/run.ts';
import type { RestartAnswer, settingsAnswer } from '../../contract/upkeep.ts';
import { freePort } from '../support/free-port.ts';
import { isAlive, until } from '../support/until.ts';
import { bootShell, BrowserWindow, desk, hasQuit, type BootedShell } from './boot-shell.ts';

let shell: BootedShell;
let address = '';
let wanted = 0;
const other = createServer((_request, response) => response.end());

before(async () => {
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  wanted = (other.address() as AddressInfo).port;
  address = `http://127.0.0.1:${await freePort()}`;
  process.argv.push('--no-sandbox', '--reopen=#/settings/data', `--address-before=${address}`);
  shell = await bootShell({ ROTA_PORT: String(wanted) });
});
after(() => shell.cleanUp());

test('an address that cannot be had after a restart leaves the app without a server or the person without a reason', async () => {
  assert.equal(shell.url, `${address}/#/settings/data`, 'the window is back, where it was');
  const facts = await shell.console<z.infer<typeof settingsAnswer>>('GET', '/api/settings');
  assert.deepEqual([facts.needsRestart, facts.canRestart], [true, true]);
  assert.match(facts.restartProblem?.message ?? '', new RegExp(`^Port ${wanted} is in use by`));
  await assert.rejects(shell.console('POST', '/api/restart', {}), /is in use by/);
  assert.equal(desk.quits, 0);
});

test('a restart from the window leaves a robot behind, asks a second time, or comes back without its window', async () => {
  other.close();
  other.closeAllConnections();
  const args = ['-e', 'setInterval(()=>{}, 1000)'];
  await shell.addProcess({ name: 'Long', command: process.execPath, args, graceSeconds: 1 });
  await shell.console('POST', '/api/processes/Long/run', {});
  await shell.untilMenu('that it runs', (labels) => labels.includes('Long is running'));
  const { runs } = await shell.console<RunsAnswer>('GET', '/api/runs?process=Long');
  const pidOf = async () => {
    const { run } = await shell.console<{ run: RunDetail }>('GET', `/api/runs/${runs[0]?.id}`);
    return run.attempts[0]?.pid;
  };
  const pid = (await until('it has a child', pidOf)) ?? 0;
  assert.equal(isAlive(pid), true);
  const [window, ...others] = BrowserWindow.living();
  assert.deepEqual(others, []);
  // As a reader moves from screen to screen.
  if (window) window.webContents.url = `${address}/#/settings/server`;

  const asked = desk.boxes.length;
  const answer = await shell.console<RestartAnswer>('POST', '/api/restart', {});
  assert.equal(answer.url, `http://127.0.0.1:${wanted}`);
  await hasQuit;
  assert.equal(isAlive(pid), false);
  assert.equal(desk.boxes.length, asked);
  assert.deepEqual(desk.relaunch?.args?.slice(-3), [
    '--no-sandbox',
    '--reopen=#/settings/server',
    `--address-before=${address}`,
  ]);
  assert.equal(BrowserWindow.living().length, 0);
});
