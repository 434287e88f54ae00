import path from 'node:path';

/** Environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that Rota and Node use for their own processes: a robot must not inherit them. */
const notForChildren = /^(ROTA_|INPUT_|NODE_CHANNEL_|NODE_UNIQUE_ID$|ELECTRON_RUN_AS_NODE$|NODE_TEST_CONTEXT$)/i;

/** The environment that every child inherits: the user's, without Rota's variables and secrets. */
export function inheritedEnvironment(base: Environment, isSecret: (name: string) => boolean = () => false) {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(withoutNpm(base))) {
    if (value !== undefined && !notForChildren.test(name) && !isSecret(name)) kept[name] = value;
  }
  return kept;
}

type Variables = Readonly<Record<string, string>>;

/** Merges environments; later ones win. Windows treats `Path` and `PATH` as one name: there a later spelling replaces an earlier one. */
export function layered(...layers: readonly Variables[]): Record<string, string> {
  return layeredOn(process.platform, layers);
}

export function layeredOn(platform: NodeJS.Platform, layers: readonly Variables[]): Record<string, string> {
  const kept = new Map<string, [name: string, value: string]>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer))
      kept.set(platform === 'win32' ? name.toUpperCase() : name, [name, value]);
  }
  return Object.fromEntries(kept.values());
}

/** Variables that `npm run` sets besides npm_…: seen with npm 11. */
const ofNpm = /^(npm_|INIT_CWD$|COLOR$)/;

/**
 * The environment as it was before `npm start`. A terminal would not have npm's settings, nor Rota's own programs first on the PATH
 * (a robot's `node` would be Rota's, and its `npm` silent). NPM_CONFIG_… variables of the user stay.
 */
export function withoutNpm(base: Environment): Environment {
  if (base['npm_lifecycle_event'] === undefined) return base;
  const folders = binFolders(base['npm_package_json'] ?? path.join(base['npm_config_local_prefix'] ?? '', 'x'));
  const isNpms = (name: string, value: string | undefined): boolean =>
    ofNpm.test(name) ||
    (name === 'NODE' && value === base['npm_node_execpath']) ||
    // npm's default if the user has chosen no editor.
    (name === 'EDITOR' && (value === 'vi' || value === 'notepad.exe'));
  return Object.fromEntries(
    Object.entries(base)
      .filter(([name, value]) => !isNpms(name, value))
      .map(([name, value]) => [name, /^path$/i.test(name) && value !== undefined ? cleared(value, folders) : value]),
  );
}

/** `node_modules/.bin` of a package's folder and of all its parents. */
function binFolders(packageFile: string): ReadonlySet<string> {
  const folders = new Set<string>();
  for (let at = path.dirname(packageFile); ; at = path.dirname(at)) {
    folders.add(path.join(at, 'node_modules', '.bin'));
    if (at === path.dirname(at)) return folders;
  }
}

/** A PATH without the entries that npm prepended. */
function cleared(value: string, folders: ReadonlySet<string>): string {
  const parts = value.split(path.delimiter);
  const first = parts.findIndex((part) => !folders.has(part) && !/[\\/]node-gyp-bin$/.test(part));
  return parts.slice(first === -1 ? parts.length : first).join(path.delimiter);
}

/** Programs started by a service have no locale, and then cannot read or write letters outside ASCII (Linux). */
export function withLocale(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (process.platform !== 'linux') return env;
  const isSet = (name: string): boolean => env[name] !== undefined && env[name] !== '';
  return isSet('LC_ALL') || isSet('LC_CTYPE') || isSet('LANG') ? env : { ...env, LANG: 'C.UTF-8' };
}
