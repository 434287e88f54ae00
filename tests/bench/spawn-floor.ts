import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const script = `
const { spawn } = require('node:child_process');
const { once } = require('node:events');
(async () => {
  const begunAt = process.cpuUsage();
  for (let count = 0; count < 400; count += 1) await once(spawn('/bin/true', { stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
  const { user, system } = process.cpuUsage(begunAt);
  console.log((user + system) / 1000 / 400);
})();
`;

/** Processor time of a bare Node process for each no-op child that it spawns and waits for; ms. */
export async function spawnProcessorMs(): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return Number(stdout);
}
