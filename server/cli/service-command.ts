import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { folderOf } from '../config.ts';
import { textOf, Usage, type Command } from './command.ts';

const kinds = {
  user: 'rota.user.service',
  system: 'rota.system.service',
  windows: 'rota-task.xml',
} as const;
type Kind = keyof typeof kinds;

/** Where Rota is on this computer, and whose it is. */
export interface ServicePlaces {
  readonly root: string;
  readonly node: string;
  readonly home: string;
  readonly user: string;
}

/** Ways to have Rota started by the computer. Nothing is installed: the text is printed, and docs/operating.md says where it goes. */
export const serviceCommands: readonly Command[] = [
  {
    name: 'service print',
    usage: 'user|system|windows [--to FILE]',
    summary: 'Print a systemd unit (of this user, of the computer) or a Windows scheduled task that starts this Rota',
    takes: 1,
    options: { to: { type: 'string' } },
    async run({ config, arguments: [kind = ''], options, say, answer }) {
      if (!(kind in kinds)) throw new Usage(`"${kind}" is none of ${Object.keys(kinds).join(', ')}.`);
      const folder = folderOf('build', 'service');
      const root = path.join(folder, '..', '..');
      const template = await readFile(path.join(folder, kinds[kind as Kind]), 'utf8');
      const { username } = os.userInfo();
      const user = process.platform === 'win32' ? `${os.hostname()}\\${username}` : username;
      const text = serviceText(kind as Kind, template, { root, node: process.execPath, home: config.home, user });
      const file = textOf(options['to']);
      answer({ text, file: file ?? null });
      if (file === undefined) return say(text.trimEnd());
      await writeFile(file, kind === 'windows' ? Buffer.from(`\uFEFF${text}`, 'utf16le') : text);
      say(`Written to ${file}. What to do with it: docs/operating.md, "Started by the computer".`);
    },
  },
];

export function serviceText(kind: Kind, template: string, { root, node, home, user }: ServicePlaces): string {
  const serve = path.join(root, 'build', 'serve.mjs');
  const places: Readonly<Record<string, string>> =
    kind === 'windows'
      ? { ROOT: root, NODE: node, SERVE: `"${serve}"`, USER: user }
      : { ROOT: root, NODE: quoted(node), SERVE: quoted(serve), HOME: quoted(`ROTA_HOME=${home}`), USER: user };
  return template.replace(/@([A-Z]+)@/g, (whole, name: string) => {
    const place = places[name];
    if (place === undefined) return whole;
    return kind === 'windows' ? inXml(place) : inUnit(place);
  });
}

/** In a unit `%` begins a specifier. `$` is one of the command line only, where such paths are not to be expected. */
const inUnit = (text: string): string => text.replaceAll('%', '%%');
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const inXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
