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
