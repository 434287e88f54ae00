import { inARow, said, type Translatable } from '../../../contract/translatable.ts';
import { settings, type Settings } from '../../../contract/settings.ts';
import { configDocument, storedFleet, type ConfigDocument } from '../config-document.ts';

/** Settings that hold for the whole fleet; the others belong to a computer and stay in its folder. */
export const fleetSettings = [
  'strict',
  'timezone',
  'retention',
  'maxLogMegabytes',
  'sharing',
  'allowPrivateWebhooks',
  'firstRunDismissed',
] as const satisfies readonly (keyof Settings)[];

const shared = settings.pick({
  strict: true,
  timezone: true,
  retention: true,
  maxLogMegabytes: true,
  sharing: true,
  allowPrivateWebhooks: true,
  firstRunDismissed: true,
});

const { processes, removedBundled, calendars, clients, users, identityProvider } = configDocument.shape;
const { vault, channels, messageRules, views, webhookSecret, fleet } = configDocument.shape;

/** What the fleet shares of the document, a row each. */
const parts = {
  ...{ settings: shared.strict(), processes, removedBundled, calendars, clients, users, identityProvider },
  ...{ vault, channels, messageRules, views, webhookSecret, fleet },
} as const;
export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as PartName[];

type SharedSettings = Pick<Settings, (typeof fleetSettings)[number]>;
export type SharedParts = Omit<Pick<ConfigDocument, PartName>, 'settings' | Later> & {
  readonly settings: SharedSettings;
} & Partial<Pick<ConfigDocument, Later>>;
/** Parts that a database of an older Rota does not have. */
type Later = 'fleet' | 'users' | 'identityProvider' | 'views';

/** The text of the webhook key is sealed: the fleet's key is not in the database. */
export interface Seal {
  seal(text: string): string;
  /** Throws if it was sealed with another key. */
  open(sealed: string): string;
}

/** The shared part of a document of that name. */
export const partOf = <Name extends PartName>(document: ConfigDocument, name: Name): SharedParts[Name] =>
  (name === 'settings'
    ? Object.fromEntries(fleetSettings.map((key) => [key, document.settings[key]]))
    : document[name]) as SharedParts[Name];

/** What is stored of a part. */
export function printPart(document: ConfigDocument, name: PartName, seal: Seal): string {
  const text = JSON.stringify(partOf(document, name));
  return name === 'webhookSecret' ? JSON.stringify(seal.seal(document.webhookSecret)) : text;
}

export type ReadPart =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: Translatable };

/** Reads a stored part. The reason never quotes its content. */
export function readPart(name: PartName, body: string, seal: Seal): ReadPart {
  const raw = JSON.parse(body) as unknown;
  const value = name === 'webhookSecret' ? seal.open(String(raw)) : raw;
  const read = parts[name].safeParse(value);
  if (read.success) return { ok: true, value: read.data };
  const places = read.error.issues.slice(0, 3).map((issue) => [name, ...issue.path].join('.'));
  return { ok: false, reason: said`this Rota cannot read ${inARow(places, ', ')}; a newer one may have written it` };
}

/** The document of a computer in a fleet: its own facts, and what all share. Its names can be changed from any computer. */
export function merged(own: ConfigDocument, shared: SharedParts): ConfigDocument {
  // A database of an older Rota has no such parts yet.
  const fleet = shared.fleet ?? storedFleet.parse({});
  const entry = Object.hasOwn(fleet.workers, own.worker.id) ? fleet.workers[own.worker.id] : undefined;
  return {
    ...own,
    ...shared,
    fleet,
    users: shared.users ?? [],
    identityProvider: shared.identityProvider ?? null,
    views: shared.views ?? [],
    worker: entry === undefined ? own.worker : { id: own.worker.id, name: entry.name, aliases: entry.aliases },
    settings: { ...own.settings, ...shared.settings },
  };
}

/** Of a changed document, what belongs to the computer; what was in its file before it joined the fleet stays there. */
export const ownPartOf = (own: ConfigDocument, changed: ConfigDocument): ConfigDocument => ({
  ...own,
  worker: changed.worker,
  settings: { ...changed.settings, ...partOf(own, 'settings') },
});
