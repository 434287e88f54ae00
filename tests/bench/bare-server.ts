import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a server costs that does nothing but answer, write one block durably, or spawn: floors of the figures beside it. */
export interface BareServer {
  readonly url: string;
  close(): void;
}

/**
 * In a process of its own, as Rota is. Paths: `/nothing`, `/write`, `/spawn` (answers with the child's own time, epoch seconds), `/run` (a
 * synced write, a child to its end, another synced write).
 */
export async function bareServer(folder: string): Promise<BareServer> {
  const child = spawn(process.execPath, [import.meta.filename, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${port.toString().trim()}`, close: () => void child.kill() };
}

if (import.meta.main) {
  const fd = openSync(path.join(process.argv[2] ?? tmpdir(), 'bare-floor'), 'w');
  const block = Buffer.alloc(4096);
  const answer = JSON.stringify({ status: 'SUCCEEDED', message: 'Your transaction has ended.', nextRun: null });
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    request.resume();
    if (request.url === '/write') {
      writeSync(fd, block, 0, block.length, 0);
      fdatasync(fd, () => response.end(answer));
    } else if (request.url === '/spawn') {
      const child = spawn('/bin/date', ['+%s.%N'], { stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', (text: Buffer) => response.end(text));
    } else if (request.url === '/run') {
      writeSync(fd, block, 0, block.length, 0);
      fdatasync(fd, () => {
        spawn('/bin/true', { stdio: ['ignore', 'pipe', 'pipe'] }).once('close', () => {
          writeSync(fd, block, 0, block.length, 0);
          fdatasync(fd, () => response.end(answer));
        });
      });
    } else response.end(answer);
  });
  server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));
  process.once('SIGTERM', () => {
    closeSync(fd);
    process.exit();
  });
}
