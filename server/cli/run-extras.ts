import path from 'node:path';
import type { z } from 'zod';
import type { startProcessBody } from '../../contract/console.ts';
import { secondsOf, textOf, textsOf, Usage, type Call, type Options } from './command.ts';
import type { Connection } from './connection.ts';
import { jsonIn, readNamed } from './files.ts';

type Body = z.input<typeof startProcessBody>;
type Then = NonNullable<Body['then']>;
type Listed = NonNullable<Body['conditions']>['list'];

/** Options of `run`: what follows it, and what it waits for. */
export const extraOptions: Options = {
  then: { type: 'string', multiple: true },
  'if-failed': { type: 'string', multiple: true },
  'only-if': { type: 'string' },
  'only-if-file': { type: 'string', multiple: true },
  'only-if-url': { type: 'string', multiple: true },
  'only-if-port': { type: 'string', multiple: true },
  within: { type: 'string' },
};

export const extraUsage =
  '[--then PROCESS|FILE.json]… [--if-failed PROCESS]… [--only-if FILE.json] [--only-if-file PATH]… [--only-if-url URL]… [--only-if-port HOST:PORT]… [--within TIME]';

/** What follows a run and what it waits for, as they stand on the command line or in files. */
export async function extrasOf({ options }: Call, connection: Connection): Promise<Pick<Body, 'then' | 'conditions'>> {
  const then: Then = [];
  for (const target of textsOf(options['then']))
    then.push(
      ...(isFile(target) ? await listIn<Then[number]>(target, connection, 'then') : [after('success', target)]),
    );
  then.push(...textsOf(options['if-failed']).map((name) => after('failure', name)));
  const file = textOf(options['only-if']);
  const given = file === undefined ? null : await conditionsIn(file, connection);
  const list: Listed = [
    ...(given?.list ?? []),
    ...textsOf(options['only-if-file']).map(fileAt),
    ...textsOf(options['only-if-url']).map((url) => ({ kind: 'url' as const, url })),
    ...textsOf(options['only-if-port']).map(portAt),
  ];
  const within = textOf(options['within']);
  if (within !== undefined && list.length === 0)
    throw new Usage('--within: it says how long to wait for --only-if…, and there is none.');
  const limit = within === undefined ? {} : { limitMinutes: secondsOf(within, 'within') / 60 };
  return {
    ...(then.length > 0 && { then }),
    ...(list.length > 0 && { conditions: { ...given?.rest, ...limit, list } }),
  };
}

const isFile = (text: string): boolean => /\.json$/i.test(text);

const after = (when: 'success' | 'failure', process: string): Then[number] => ({
  after: when,
  then: { kind: 'process', process },
});

/** `/in/bank-*.xml`: the last part is the pattern. */
function fileAt(text: string): Listed[number] {
  const whole = path.resolve(text);
  return { kind: 'file', folder: path.dirname(whole), pattern: path.basename(whole) };
}

function portAt(text: string): Listed[number] {
  const found = /^\[?([^\]]+?)\]?:(\d+)$/.exec(text);
  if (!found) throw new Usage(`--only-if-port: "${text}" is not HOST:PORT.`);
  return { kind: 'port', host: found[1]!, port: Number(found[2]) };
}

/** A list in a file, or one alone, or the list under the key by which an export has it. The server says what is wrong with it. */
async function listIn<One>(file: string, connection: Connection, key: string): Promise<One[]> {
  const found = await jsonIn(await readNamed(file), connection);
  if (typeof found !== 'object' || found === null) throw new Usage(`${file} holds neither a list nor an object.`);
  const inside: unknown = Array.isArray(found)
    ? found
    : key in found && !('kind' in found)
      ? Reflect.get(found, key)
      : null;
  return (Array.isArray(inside) ? inside : [found]) as One[];
}

async function conditionsIn(file: string, connection: Connection): Promise<{ list: Listed; rest: object }> {
  const found = await jsonIn(await readNamed(file), connection);
  if (typeof found !== 'object' || found === null) throw new Usage(`${file} holds neither a list nor an object.`);
  if (Array.isArray(found) || !('list' in found))
    return { list: (Array.isArray(found) ? found : [found]) as Listed, rest: {} };
  const { list, ...rest } = found;
  return { list: list as Listed, rest };
}
