import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { findInPath } from '../support/desktop.ts';
import { freePort } from '../support/free-port.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';
import { openBrowser } from './support/browser.ts';

const missing = findInPath('nginx') ?? findInPath('../sbin/nginx');
const skip = missing === undefined ? 'SKIPPED: nginx is not installed (Debian: nginx-light)' : false;

test(
  'behind a proxy that hands on another Host the page says so and what to do, instead of staying blank',
  { skip },
  async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rota-proxy-'));
    const server = await startRota();
    const port = await freePort();
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    await writeFile(
      path.join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log ${folder}/log; events {} http { access_log off; ${temporary.join(' ')}
     server { listen 127.0.0.1:${port}; location / { proxy_pass ${server.url}; } } }`,
    );
    const proxy = spawn('nginx', ['-c', path.join(folder, 'nginx.conf'), '-e', `${folder}/log`], { stdio: 'ignore' });
    const browser = await openBrowser();
    t.after(async () => {
      await browser.close();
      proxy.kill('SIGTERM');
      await once(proxy, 'exit');
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    });
    const answers = () =>
      fetch(`http://127.0.0.1:${port}/scheduler/connector-api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until('the proxy answers', answers);
    const page = await browser.context.newPage();
    await page.goto(`http://127.0.0.1:${port}/${new URL(server.signInLink).hash}`);
    const problem = page.getByRole('main').getByRole('alert');
    await problem.getByText(/Host/).waitFor();
    assert.match((await problem.textContent()) ?? '', /comes from a page at .* ROTA_HOSTS/);
    if (process.env['ROTA_PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['ROTA_PICTURES']}/wrong-proxy.png` });
  },
);
