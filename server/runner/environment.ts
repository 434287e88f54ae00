/** Environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables by which Rota or Node speak to their own processes: a robot must not take them for its own. */
const notForChildren = /^(ROTA_|INPUT_|NODE_CHANNEL_|NODE_UNIQUE_ID$|ELECTRON_RUN_AS_NODE$|NODE_TEST_CONTEXT$)/i;

/** What every child inherits: Rota's own environment without what is Rota's own, its secrets among it. */
export function inheritedEnvironment(base: Environment, isSecret: (name: string) => boolean = () => false) {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(base)) {
    if (value !== undefined && !notForChildren.test(name) && !isSecret(name)) kept[name] = value;
  }
  return kept;
}

type Variables = Readonly<Record<string, string>>;

/** Environments over one another, the last one's words count. Windows takes `Path` and `PATH` for one name: there a later spelling replaces an earlier one. */
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
