import { said, type Translatable } from '../../contract/translatable.ts';
import { closeNames } from './close-names.ts';
import { foldKey, matchName } from './name-matching.ts';

/** Whom a run can be started for. */
export interface NamedWorker {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface Roster {
  readonly workers: readonly NamedWorker[];
  /** Names of groups. */
  readonly groups: readonly string[];
}

/** `target`: the ID of a worker or the name of a group; else the sentence that says why not. */
export type FoundTarget =
  { readonly ok: true; readonly target: string } | { readonly ok: false; readonly problem: Translatable };

/** Finds a worker by its ID, name or alias, or a group by its name: exactly as written, else in any spelling if only one is meant. */
export function findTarget(given: string, { workers, groups }: Roster): FoundTarget {
  const text = given.trim();
  const byId = workers.find(({ id }) => id === text) ?? workers.find(({ id }) => foldKey(id) === foldKey(text));
  if (byId && text !== '') return { ok: true, target: byId.id };
  const named = [
    ...workers.flatMap(({ id, name, aliases }) => [name, ...aliases].map((one) => ({ one, target: id }))),
    ...groups.map((one) => ({ one, target: one })),
  ];
  const exact = meant(named.filter(({ one }) => one === text));
  if (exact.length === 1) return { ok: true, target: exact[0]! };
  const folded = meant(named.filter(({ one }) => foldKey(text) !== '' && foldKey(one) === foldKey(text)));
  if (folded.length === 1) return { ok: true, target: folded[0]! };
  if (exact.length + folded.length > 0)
    return { ok: false, problem: said`several workers are called "${text}": give the ID of one of them` };
  const close = closeNames(
    text,
    named.map(({ one }) => one),
  );
  return { ok: false, problem: unknown(text, close) };
}

const meant = (named: readonly { readonly target: string }[]): string[] => [
  ...new Set(named.map(({ target }) => target)),
];

const unknown = (text: string, close: readonly string[]): Translatable =>
  close.length === 0
    ? said`there is no worker and no group "${text}"`
    : said`there is no worker and no group "${text}"; close to it: ${close.map((name) => `"${name}"`).join(', ')}`;

/** The sentence if something else is called so: a worker, an alias or a group. `except`: the worker or the group that is to have the name. */
export function nameTaken(
  name: string,
  { workers, groups }: Roster,
  except: { readonly worker?: string; readonly group?: string },
): Translatable | null {
  const key = foldKey(name);
  for (const worker of workers) {
    if (worker.id === except.worker) continue;
    if (foldKey(worker.id) === key) return said`"${name}" is the ID of the worker "${worker.name}"`;
    if (foldKey(worker.name) === key) return said`a worker is called "${worker.name}" already`;
    const alias = worker.aliases.find((one) => foldKey(one) === key);
    if (alias !== undefined) return said`the worker "${worker.name}" has the further name "${alias}" already`;
  }
  const group = groups.find((one) => one !== except.group && foldKey(one) === key);
  return group === undefined ? null : said`a group is called "${group}" already`;
}

/** The name itself, or with the first number that makes it free: "RPA-07 (2)". */
export function freeName(name: string, roster: Roster, id: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} (${number})`;
    if (nameTaken(candidate, roster, { worker: id }) === null) return candidate;
  }
}

/** The group that is meant; null if none is. */
export const findGroup = (given: string, groups: readonly string[]): string | null => matchName(given.trim(), groups);
