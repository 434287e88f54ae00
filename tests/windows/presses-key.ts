// Starts Rota in the console of this process, starts a robot, and presses Ctrl+C or Ctrl+Break. Prints the result as JSON.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { windowsFunctions } from '../../server/runner/windows/kernel.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';

interface Console {
  GenerateConsoleCtrlEvent(event: number, group: number): number;
}
// Every process of the console receives it.
process.on('SIGBREAK', () => {});
process.on('SIGINT', () => {});

const [event = '', home = ''] = process.argv.slice(2);
const api = windowsFunctions<Console>('kernel32.dll', {
  GenerateConsoleCtrlEvent: 'int GenerateConsoleCtrlEvent(uint32 event, uint32 group)',
});
const begun = path.join(home, 'begun');
const asked = path.join(home, 'asked');
/** Ends when asked to, and prints that. */
const robot = `
const fs = require('fs');
fs.writeFileSync(${JSON.stringify(begun)}, '');
setInterval(() => {
  if (!fs.existsSync(process.env.ROTA_CANCEL_FILE)) return;
  fs.writeFileSync(${JSON.stringify(asked)}, '');
  process.exit(0);
}, 20);`;

const server = await startRota({ home });
await server.addProcess({ name: 'Asked', command: process.execPath, args: ['-e', robot], graceSeconds: 60 });
await server.console('POST', '/api/processes/Asked/run', {});
await until('the robot runs', () => existsSync(begun), 60_000);
const ended = once(server.child, 'close');
const isSent = api?.GenerateConsoleCtrlEvent(Number(event), 0) === 1;
if (!isSent) server.child.kill();
const [code] = (await ended) as [number | null];
console.log(JSON.stringify({ isSent, code, isAsked: existsSync(asked), output: server.output() }));
