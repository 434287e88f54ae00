import { access } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isFileParameter, maxBytesOf, sizeWords } from '../../contract/file-value.ts';
import { plainReason } from '../../contract/reasons.ts';
import { attentionCommand } from './attention-command.ts';
import { chainCommand } from './chain-command.ts';
import { lookCommand } from './look-command.ts';
import { whyCommand } from './why-command.ts';
import { textOf, textsOf, Usage, type Call, type Command } from './command.ts';
import { needServer, runningServer, type Connection } from './connection.ts';
import { jsonIn, readNamed } from './files.ts';
import { logCommand } from './log-command.ts';
import { pauseCommands } from './pause-commands.ts';
import { sayEnd, waitForEnd } from './wait-for-end.ts';
import { extraOptions, extrasOf, extraUsage } from './run-extras.ts';

/** Resolves when the folder's lock is free, so that the next start finds the folder free. */
async function waitForStop({ config }: Call): Promise<void> {
  const file = path.join(config.home, 'rota.lock.json');
  for (const end = Date.now() + stopWithinMs; Date.now() < end;) {
    const isGone = await access(file).then(
      () => false,
      () => true,
    );
    if (isGone) return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error('Rota was asked to stop and is still busy: its log says with what.');
}

/** A robot may have a long grace time. */
const stopWithinMs = 120_000;
const lookEveryMs = 250;

/** Values from a file with a JSON object, or from stdin (`-`), so that no shell splits them. */
async function valuesIn(place: string | undefined, connection: Connection): Promise<object> {
  if (place === undefined) return {};
  const named = place === '-' ? { file: 'stdin', bytes: await buffer(process.stdin) } : await readNamed(place);
  const found = await jsonIn(named, connection);
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new Usage(`--values: ${named.file} holds no JSON object of the form {"name": "value"}.`);
  return found;
}

/** `k=v`, any number of times. A text that is JSON (a number, true, a list) is read as JSON only if the process wants that type. */
function valuesOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Usage(`--value: "${text}" is not NAME=VALUE.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** For file parameters `k=@path` uploads the file. Other parameters may begin with @. */
async function withFiles(
  connection: Connection,
  name: string,
  values: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  if (Object.keys(values).length === 0) return {};
  const { processes } = await connection.ask('processes');
  const properties = processes.find(({ process }) => process.name === name)?.process.parameters.properties ?? {};
  const brought = Object.entries(values).map(async ([key, text]): Promise<[string, unknown]> => {
    if (!Object.hasOwn(properties, key) || !isFileParameter(properties[key])) return [key, text];
    if (!text.startsWith('@')) throw new Usage(`--value: "${key}" is a file: give it as ${key}=@PATH.`);
    const { file, bytes } = await readNamed(text.slice(1));
    const most = maxBytesOf(properties[key]);
    if (bytes.length > most) throw new Error(`${file} is larger than the ${sizeWords(most)} that "${key}" may have.`);
    return [key, await connection.upload(path.basename(file), bytes)];
  });
  return Object.fromEntries(await Promise.all(brought));
}

/** Runs, and the server as a whole. */
export const runCommands: readonly Command[] = [
  {
    name: 'run',
    usage: `NAME [--value k=v | --value file=@path]… [--values FILE|-] [--worker NAME] ${extraUsage} [--wait] [--json]`,
    summary:
      'Run a process now, with values as they stand or from a JSON file (- is stdin), on a worker or group or wherever it can; with --then what follows it, with --only-if… once that holds; with --wait until it is over, exit code 1 if it did not succeed',
    takes: 1,
    names: 'processes',
    options: {
      value: { type: 'string', multiple: true },
      values: { type: 'string' },
      worker: { type: 'string' },
      wait: { type: 'boolean' },
      ...extraOptions,
    },
    async run(call) {
      const [name] = call.arguments;
      const connection = await needServer(call);
      const values = {
        ...(await valuesIn(textOf(call.options['values']), connection)),
        ...(await withFiles(connection, name!, valuesOf(textsOf(call.options['value'])))),
      };
      const worker = textOf(call.options['worker']);
      const body = { values, ...(worker === undefined ? {} : { worker }), ...(await extrasOf(call, connection)) };
      const { run } = await connection.ask('startProcess', { path: { name: name! }, body });
      if (call.options['wait'] === true) return sayEnd(await waitForEnd(connection, run.id, call), call);
      call.answer({ id: run.id, scheduleId: run.scheduleId });
      call.say(run.status === 'retrying' ? `Run ${run.id} waits for its conditions.` : `Run ${run.id} is queued.`);
      return 0;
    },
  },
  {
    name: 'cancel',
    usage: 'RUN [--force] [--chain]',
    summary: 'Ask a run to stop, or stop it at once; with --chain all that follows it, too',
    takes: 1,
    names: 'runs',
    options: { force: { type: 'boolean' }, chain: { type: 'boolean' } },
    async run(call) {
      const connection = await needServer(call);
      const { run } = await connection.ask('cancelRun', {
        path: { id: call.arguments[0]! },
        body: { force: call.options['force'] === true, chain: call.options['chain'] === true },
      });
      call.answer({ ...run, reason: run.reason && plainReason(run.reason) });
      call.say(run.status === 'ended' ? 'Cancelled.' : 'It was asked to stop.');
    },
  },
  chainCommand(needServer),
  lookCommand(needServer),
  attentionCommand(needServer),
  whyCommand(needServer),
  logCommand,
  {
    name: 'open',
    usage: '',
    summary: 'Print a link that signs a browser in, once',
    takes: 0,
    async run(call) {
      const { url } = await (await needServer(call)).ask('signInLink');
      call.answer({ url });
      call.say(url);
    },
  },
  {
    name: 'stop',
    usage: '',
    summary: 'End Rota: runs that are active are asked to stop, everything is kept; comes back once it has ended',
    takes: 0,
    async run(call) {
      const connection = await runningServer(call.config);
      if (connection === null) {
        call.answer({ wasRunning: false });
        call.say('Rota is not running.');
        return;
      }
      await connection.ask('stopServer');
      await waitForStop(call);
      call.answer({ wasRunning: true });
      call.say('Rota has stopped.');
    },
  },
  ...pauseCommands,
];
