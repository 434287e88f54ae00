import { access, constants, mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Settings } from '../../contract/settings.ts';
import type { WorkerStatus } from '../../contract/worker.ts';
import { said, whatItSays, type Translatable } from '../../contract/translatable.ts';
import { folderOf, type Config } from '../config.ts';
import {
  addressOf,
  checkCertificate,
  checkConfiguration,
  checkDatabase,
  checkFleet,
  checkKey,
  tryPort,
} from '../start.ts';
import { finding, type Finding } from './finding.ts';

/** What the checks look at. */
export interface Surroundings {
  readonly config: Config;
  readonly now: number;
  /** The address of the running Rota, and its worker; null if none runs. */
  readonly running: { readonly url: string; readonly worker: WorkerStatus } | null;
  readonly platform: NodeJS.Platform;
}

const megabyte = 1024 * 1024;

/** All checks that look for themselves. One that fails says so, and the others still look. */
export async function lookAround(around: Surroundings): Promise<readonly Finding[]> {
  const { home } = around.config;
  const configuration = await checkConfiguration(home).catch(() => null);
  const settings = configuration?.settings ?? null;
  const checks: readonly (() => Promise<readonly Finding[]>)[] = [
    () => Promise.resolve(runtimeCheck(process.versions.node)),
    () => folderCheck(around),
    () => roomCheck(home, settings),
    () => Promise.resolve(fileCheck(said`configuration`, configuration)),
    async () => fileCheck(said`key`, await checkKey(home)),
    async () => fileCheck(said`database`, await checkDatabase(home)),
    () => fleetCheck(around),
    () => portCheck(around, settings),
    async () => {
      const { host } = addressOf(around.config, settings);
      return fileCheck(said`certificate`, await checkCertificate(around.config, host, around.now));
    },
    () => Promise.resolve(desktopCheck(around)),
    () => editorCheck(around),
    () => browserCheck(around),
  ];
  const found: Finding[] = [];
  for (const check of checks) {
    found.push(
      ...(await check().catch((error: unknown) => [
        finding(said`not checked`, 'look', said`a check could not be made: ${whatItSays(error)}`),
      ])),
    );
  }
  return found;
}

export function runtimeCheck(version: string): Finding[] {
  const what = said`Node`;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    return [finding(what, 'wrong', said`${version} is too old: Rota needs 20.19 or newer, best 24`)];
  if (major < 22) return [finding(what, 'look', said`${version} gets no repairs any more: install Node 24`)];
  return [finding(what, 'ok', said`${version}`)];
}

function fileCheck(what: Translatable, check: { readonly problem: Translatable | null } | null): Finding[] {
  if (check === null) return [];
  if (check.problem === null) return [finding(what, 'ok', said`in order`)];
  return [finding(what, 'wrong', said`${check.problem} (docs/operating.md says what to do)`)];
}

/** The key of the fleet, and whether its database is reached. */
async function fleetCheck({ config }: Surroundings): Promise<Finding[]> {
  const found = await checkFleet(config, () => performance.now());
  if (found === null) return [];
  const { key, database } = found;
  return [
    ...fileCheck(said`key of the fleet`, key),
    ...(database.facts === null
      ? fileCheck(said`database of the fleet`, database)
      : [finding(said`database of the fleet`, 'ok', database.facts)]),
  ];
}

/** Rights, whether it can be written, and whether its clock is that of this computer. */
async function folderCheck({ config: { home }, platform }: Surroundings): Promise<Finding[]> {
  const what = said`data folder`;
  const facts = await stat(home).catch(() => null);
  if (facts === null) return [finding(what, 'ok', said`${home} is not there yet: the first start makes it`)];
  if (!facts.isDirectory())
    return [finding(what, 'wrong', said`${home} is no folder: move it away, or set ROTA_HOME to another place`)];
  const found: Finding[] = [];
  const mode = facts.mode & 0o777;
  if (platform !== 'win32' && (mode & 0o077) !== 0)
    found.push(
      finding(
        what,
        'wrong',
        said`others may look into it (rights ${mode.toString(8)}), its key among that: chmod 700 ${home}`,
      ),
    );
  try {
    const own = await mkdtemp(path.join(home, '.doctor-'));
    const file = path.join(own, 'now');
    await writeFile(file, 'now');
    const apart = Math.round(((await stat(file)).mtimeMs - Date.now()) / 1000);
    await rm(own, { recursive: true, force: true });
    found.push(
      Math.abs(apart) > 5
        ? finding(
            said`clock`,
            'look',
            said`the disk of the data folder is ${apart} s apart from this computer: is it a share of another one?`,
          )
        : finding(what, 'ok', said`${home} can be written`),
    );
  } catch (error) {
    found.push(
      finding(
        what,
        'wrong',
        said`${home} cannot be written: ${whatItSays(error)}. Give this user the right, or free some space`,
      ),
    );
  }
  return found;
}

async function roomCheck(home: string, settings: Settings | null): Promise<Finding[]> {
  const facts = await statfs(home).catch(() => null);
  if (facts === null) return [];
  const free = Math.floor((facts.bavail * facts.bsize) / megabyte);
  const least = settings?.keepFreeMegabytes ?? 64;
  const what = said`disk`;
  if (free < least)
    return [finding(what, 'wrong', said`${free} MB are free, and runs wait below ${least} MB: free some space`)];
  if (free < 1024) return [finding(what, 'look', said`only ${free} MB are free: free some space soon`)];
  return [finding(what, 'ok', said`${Math.floor(free / 1024)} GB are free`)];
}

async function portCheck({ config, running }: Surroundings, settings: Settings | null): Promise<Finding[]> {
  const what = said`port`;
  if (running !== null) return [finding(what, 'ok', said`Rota answers at ${running.url}`)];
  const { host, port } = addressOf(config, settings);
  const { state, holder, said: saidHolder } = await tryPort(host, port);
  switch (state) {
    case 'free':
      return [finding(what, 'ok', said`Rota does not run; ${host}, port ${port} is free for it`)];
    case 'taken':
      return [
        finding(
          what,
          'wrong',
          said`Rota does not run, and ${host}, port ${port} is taken by ${saidHolder ?? holder ?? said`another program`}: end that, or choose another with ROTA_PORT`,
        ),
      ];
    case 'forbidden':
      return [finding(what, 'wrong', said`this user may not use port ${port}: choose one above 1023 with ROTA_PORT`)];
    case 'ours':
      return [];
    case 'elsewhere':
      return [finding(what, 'wrong', said`${host} is no address of this computer: choose another with ROTA_HOST`)];
  }
}

/** Whether robots that need a screen could work. */
function desktopCheck({ config, running, platform }: Surroundings): Finding[] {
  const what = said`desktop`;
  if (running !== null && running.worker.desktop !== 'ready')
    return [finding(what, 'look', said`robots that need the screen wait: unlock it, or connect it again`)];
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = config.environment;
  if (platform !== 'linux') return [finding(what, 'ok', said`a session of this user`)];
  if (DISPLAY !== '') return [finding(what, 'ok', said`X11, ${DISPLAY}`)];
  if (WAYLAND_DISPLAY !== '')
    return [finding(what, 'look', said`Wayland without X11: robots that type into windows need Xwayland`)];
  return [
    finding(what, 'look', said`no screen here (DISPLAY is not set): robots that need one cannot work, others can`),
  ];
}

/** The editor that the built-in robot types into. */
async function editorCheck({ config, platform }: Surroundings): Promise<Finding[]> {
  if (platform !== 'linux') return [];
  const what = said`editor`;
  const file = path.join(folderOf('processes'), 'OneStepNotepadRunner', 'linux-editors.mjs');
  const { findEditor } = (await import(pathToFileURL(file).href)) as { findEditor: () => { name: string } | undefined };
  const editor = findEditor();
  if (editor === undefined)
    return [
      finding(
        what,
        'look',
        said`no text editor that OneStepNotepadRunner knows: install mousepad (Debian: apt install mousepad xdotool)`,
      ),
    ];
  if ((await programOnPath(config, ['xdotool'])) === null)
    return [finding(what, 'look', said`${editor.name}, but not xdotool, with which it is typed into: install xdotool`)];
  return [finding(what, 'ok', said`${editor.name}`)];
}

const browsers = ['xdg-open', 'firefox', 'chromium', 'google-chrome', 'microsoft-edge'];

async function browserCheck({ config, platform }: Surroundings): Promise<Finding[]> {
  const what = said`browser`;
  if (platform !== 'linux') return [];
  const found = await programOnPath(config, browsers);
  return [
    found === null
      ? finding(
          what,
          'look',
          said`none was found here: "rota open" prints a link for the browser of another program or computer`,
        )
      : finding(what, 'ok', said`${found}`),
  ];
}

async function programOnPath({ environment }: Config, names: readonly string[]): Promise<string | null> {
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((one) => one !== '');
  for (const name of names) {
    for (const place of folders) {
      const isThere = await access(path.join(place, name), constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return name;
    }
  }
  return null;
}
