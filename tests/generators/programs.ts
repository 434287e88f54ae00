/** A generator: what to install, how to run it, and a program that uses its output. Pinned to the version that was tried. */
export interface Generator {
  readonly packages: Readonly<Record<string, string>>;
  /** Its own command line, in the folder with `spec.json`. */
  readonly command: readonly [name: string, ...args: string[]];
  readonly files: Readonly<Record<string, string>>;
  /** Prints its results in the test's format: typed, with no cast. */
  readonly program: string;
}

/** Precedes each program: Rota's address and the credentials. */
const beginning = `
const { ROTA_URL = '', ROTA_AUTH = '' } = process.env;
type State = 'WAITING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
declare const process: { env: Record<string, string | undefined>; stdout: { write(text: string): void } };
function tell(facts: { spid: string; message: string; waited?: State; state: State; x: unknown; runs: number; next: string | null; refused: number }): void {
  process.stdout.write(JSON.stringify(facts));
}
const body = { name: 'Obey', values: { outputs: { x: 'yes' } }, runOnce: 'Y' } as const;
`;

export const generators: Readonly<Record<string, Generator>> = {
  'openapi-typescript': {
    packages: { 'openapi-typescript': '7.13.0', 'openapi-fetch': '0.17.0', typescript: '5.9.3' },
    command: ['openapi-typescript', 'spec.json', '-o', 'types.ts'],
    files: {},
    program: `
import createClient from 'openapi-fetch';
import type { paths } from './types.ts';
${beginning}
const headers = { authorization: 'Basic ' + btoa(ROTA_AUTH) };
const client = createClient<paths>({ baseUrl: ROTA_URL, headers });
const started = await client.POST('/scheduler/connector-api/process/start', { body, params: { query: { wait: 30 } } });
if (!started.data) throw new Error(started.error.message);
const spid = started.data.robustaSpid;
const status = await client.GET('/scheduler/connector-api/process/status/{spid}', { params: { path: { spid }, query: { wait: 30 } } });
const history = await client.GET('/scheduler/connector-api/process/history', { params: { query: { name: 'Obey', limit: 1 } } });
const refused = await client.GET('/scheduler/connector-api/process/status/{spid}', { params: { path: { spid: 'none' } } });
if (!status.data || !history.data) throw new Error('no answer');
const code: string | undefined = refused.error?.error.code;
if (code !== 'NOT_FOUND') throw new Error(String(code));
const { data: list } = await client.GET('/scheduler/connector-api/process/files/{spid}', { params: { path: { spid } } });
if (list?.files[0]?.kind !== 'log') throw new Error('no files');
tell({ spid, message: started.data.message, waited: started.data.status, state: status.data.status, x: status.data['__out_x'], runs: history.data.runs.length, next: history.data.next, refused: refused.response.status });
`,
  },
  'hey-api': {
    packages: { '@hey-api/openapi-ts': '0.99.0', typescript: '5.9.3' },
    command: ['openapi-ts', '-i', 'spec.json', '-o', 'made'],
    files: {},
    program: `
import { client } from './made/client.gen';
import { processEvents, processFiles, processHistory, processStart, processStatus } from './made';
${beginning}
client.setConfig({ baseUrl: ROTA_URL, auth: ROTA_AUTH });
const started = await processStart({ body, query: { wait: 30 }, throwOnError: true });
const spid = started.data.robustaSpid;
const status = await processStatus({ path: { spid }, query: { wait: 30 }, throwOnError: true });
const history = await processHistory({ query: { name: 'Obey', limit: 1 }, throwOnError: true });
const refused = await processStatus({ path: { spid: 'none' } });
if (refused.error?.error.code !== 'NOT_FOUND') throw new Error('no error');
const list = await processFiles({ path: { spid }, throwOnError: true });
if (list.data.files[0]?.kind !== 'log') throw new Error('no files');
// Its stream goes on for ever, and comes back when it ends.
const enough = new AbortController();
const { stream } = await processEvents({ query: { spid }, signal: enough.signal });
for await (const event of stream) {
  if (!JSON.stringify(event).includes('Runs are told')) throw new Error('no hello');
  enough.abort();
  break;
}
tell({ spid, message: started.data.message, waited: started.data.status, state: status.data.status, x: status.data['__out_x'], runs: history.data.runs.length, next: history.data.next, refused: refused.response?.status ?? 0 });
`,
  },
  orval: {
    packages: { orval: '7.13.2', typescript: '5.9.3' },
    command: ['orval', '--input', 'spec.json', '--output', 'made.ts', '--client', 'fetch'],
    files: {},
    program: `
import { processFiles, processHistory, processStart, processStatus } from './made';
${beginning}
// What it makes calls paths: in a browser they are of the page's own server.
const send = globalThis.fetch;
globalThis.fetch = (to, init) => send(ROTA_URL + String(to), init);
const options = { headers: { authorization: 'Basic ' + btoa(ROTA_AUTH) } };
const started = await processStart(body, { wait: 30 }, options);
if (started.status !== 200) throw new Error(started.data.message);
const spid = started.data.robustaSpid;
const status = await processStatus(spid, { wait: 30 }, options);
const history = await processHistory({ name: 'Obey', limit: 1 }, options);
const refused = await processStatus('none', {}, options);
if (status.status !== 200 || history.status !== 200) throw new Error('no answer');
if (refused.status !== 404 || refused.data.error.code !== 'NOT_FOUND') throw new Error('no error');
const list = await processFiles(spid, {}, options);
if (list.status !== 200 || list.data.files[0]?.kind !== 'log') throw new Error('no files');
tell({ spid, message: started.data.message, waited: started.data.status, state: status.data.status, x: status.data['__out_x'], runs: history.data.runs.length, next: history.data.next, refused: refused.status });
`,
  },
  kubb: {
    packages: {
      '@kubb/cli': '4.39.3',
      '@kubb/core': '4.39.3',
      '@kubb/plugin-oas': '4.39.3',
      '@kubb/plugin-ts': '4.39.3',
      '@kubb/plugin-client': '4.39.3',
      typescript: '5.9.3',
    },
    command: ['kubb', 'generate', '--config', 'kubb.config.ts'],
    files: {
      'kubb.config.ts': `
import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
export default defineConfig({
  root: '.',
  input: { path: './spec.json' },
  output: { path: './made', clean: true, format: false },
  plugins: [pluginOas({ generators: [] }), pluginTs(), pluginClient({ client: 'fetch', bundle: true })],
});
`,
    },
    program: `
import { setConfig } from './made/.kubb/fetch.ts';
import { processFiles, processHistory, processStart, processStatus } from './made/index.ts';
${beginning}
setConfig({ baseURL: ROTA_URL, headers: { authorization: 'Basic ' + btoa(ROTA_AUTH) } });
const started = await processStart(body, { wait: 30 });
const spid = started.robustaSpid;
const status = await processStatus(spid, { wait: 30 });
const history = await processHistory({ name: 'Obey', limit: 1 });
const list = await processFiles(spid);
if (list.files[0]?.kind !== 'log') throw new Error('no files');
// Its fetch tells no status of a refusal: the answer is that of the error.
const refused = await processStatus('none');
tell({ spid, message: started.message, waited: started.status, state: status.status, x: status['__out_x'], runs: history.runs.length, next: history.next, refused: refused.message.includes('nothing is known') ? 404 : 0 });
`,
  },
};
