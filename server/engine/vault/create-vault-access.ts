import path from 'node:path';
import { errorDetail, RotaError, type ErrorDetail } from '../../../contract/errors.ts';
import { placeholder, unreadReference } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import {
  changeTexts,
  fillReferences,
  hasReference,
  referencesIn,
  textsIn,
  type VaultReference,
} from '../../../contract/vault-reference.ts';
import { fieldOf as valueField, readValues, withoutChecks } from '../../domain/values/values.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import { codeAt } from '../../vault/one-time-code.ts';
import type { SecretBox } from '../../vault/secret-box.ts';
import type { SecretFile, VaultAccess, VaultAsker, VaultGiven } from '../shared/vault-access.ts';
import { lookUp, type Meant } from './vault-lookup.ts';
import { openField, sealField } from './vault-seal.ts';

interface AccessDeps {
  readonly config: Pick<ConfigStore, 'get' | 'update'>;
  readonly secrets: SecretBox;
  readonly now: () => number;
}

type Values = Readonly<Record<string, unknown>>;

/** The vault as starts see it: references are checked when they are saved, and followed when a program starts. */
export function createVaultAccess(deps: AccessDeps): VaultAccess {
  const faultsIn = (asker: VaultAsker, field: string, value: unknown, isValue: boolean): ErrorDetail[] =>
    textsIn(value).flatMap((text) =>
      referencesIn(text, isValue).flatMap((found) => {
        if (!found.ok) return [errorDetail('VALUE_INVALID', field, unreadReference(found.written))];
        const looked = lookUp(deps.config.get(), found.reference, asker, deps.now());
        return looked.ok ? [] : [errorDetail('VALUE_INVALID', field, looked.why)];
      }),
    );

  return {
    isAsked: (definition, values) =>
      [...definition.args, ...Object.values(definition.env)].some((text) => referencesIn(text).length > 0) ||
      Object.values(values).some(hasReference),
    valueFaults: (asker, values) =>
      Object.entries(values).flatMap(([name, value]) => [
        ...faultsIn(asker, valueField(name), value, true),
        ...seenInArguments(deps, asker, name, value),
      ]),
    definitionFaults(definition) {
      const asker = { process: definition, owner: null };
      return [
        ...Object.entries(definition.env).flatMap(([name, text]) => faultsIn(asker, `env.${name}`, text, false)),
        ...definition.args.flatMap((text, index) => faultsIn(asker, `args[${index}]`, text, false)),
      ];
    },
    textFaults: (asker, field, text) => faultsIn(asker, field, text, true),
    open(asker, text) {
      const [first, ...more] = faultsIn(asker, 'password', text, true);
      if (first !== undefined) throw new RotaError([first, ...more]);
      return fillReferences(text, (reference) => openOne(deps, asker, reference), true);
    },
    replace: (asker, reference, value) => replaceOne(deps, asker, reference, value),
    give(asker, values, folder) {
      const [first, ...more] = [...this.definitionFaults(asker.process), ...this.valueFaults(asker, values)];
      if (first !== undefined) throw new RotaError([first, ...more]);
      return fillIn(deps, asker, values, folder);
    },
  };
}

/** A secret in an argument is seen by every other program of the computer. A path is no secret. */
function seenInArguments({ config, now }: AccessDeps, asker: VaultAsker, name: string, value: unknown): ErrorDetail[] {
  const isArgument = asker.process.args.some((arg) =>
    [...arg.matchAll(placeholder)].some(
      ([whole, inside = '']) => referencesIn(whole).length === 0 && inside.trim() === name,
    ),
  );
  if (!isArgument) return [];
  const isSecret = textsIn(value)
    .flatMap((text) => referencesIn(text, true))
    .some((found) => {
      const looked = found.ok ? lookUp(config.get(), found.reference, asker, now()) : null;
      return looked?.ok === true && looked.meant.as !== 'file';
    });
  return isSecret ? [errorDetail('VALUE_INVALID', valueField(name), inArgument(name))] : [];
}

const inArgument = (name: string): Translatable =>
  said`would stand in an argument of the process (${`{{${name}}}`}), which others on the computer can see: refer to a file (.file at its end), or let the program read it from its environment`;

function fillIn(deps: AccessDeps, asker: VaultAsker, values: Values, folder: string): VaultGiven {
  const { process: definition } = asker;
  const now = deps.now();
  const texts = new Set<string>();
  const files = new Map<string, SecretFile>();
  const used = new Set<string>();
  let hasSecret = false;

  function give(reference: VaultReference): string {
    const looked = lookUp(deps.config.get(), reference, asker, now);
    if (!looked.ok) throw new RotaError([errorDetail('VALUE_INVALID', null, looked.why)]);
    const { meant } = looked;
    const place = `${meant.group.name}/${meant.key.name}`;
    used.add(place);
    const opened = openMeant(deps, place, meant);
    for (const text of secretTextsOf(meant, opened)) texts.add(text);
    if (meant.as === 'file') {
      const known = files.get(place) ?? fileOf(folder, files.size, meant, opened);
      files.set(place, known);
      return known.file;
    }
    hasSecret = true;
    const given = meant.as === 'code' ? codeAt(opened, now) : opened;
    texts.add(given);
    return given;
  }

  const secretValues: string[] = [];
  const asking = new Set<string>();
  const filled = Object.entries(values).map(([name, value]): [string, unknown] => {
    if (!hasReference(value)) return [name, value];
    hasSecret = false;
    asking.add(name);
    const given = changeTexts(value, (text) => fillReferences(text, give, true));
    if (hasSecret) secretValues.push(name);
    return [name, given];
  });
  const inTexts = (text: string) => fillReferences(text, give);
  const env = Object.fromEntries(Object.entries(definition.env).map(([name, text]) => [name, inTexts(text)]));
  const given = { ...definition, env, args: definition.args.map(inTexts) };
  return {
    process: given,
    values: checked(given, Object.fromEntries(filled), asking),
    secretValues,
    secretTexts: [...texts],
    secretFiles: [...files.values()],
    used: [...used],
  };
}

function openOne(deps: AccessDeps, asker: VaultAsker, reference: VaultReference): string {
  const now = deps.now();
  const looked = lookUp(deps.config.get(), reference, asker, now);
  if (!looked.ok) throw new RotaError([errorDetail('VALUE_INVALID', null, looked.why)]);
  const { meant } = looked;
  const opened = openMeant(deps, `${meant.group.name}/${meant.key.name}`, meant);
  return meant.as === 'code' ? codeAt(opened, now) : opened;
}

/** A service has given another secret for the next time. */
async function replaceOne(
  { config, secrets, now }: AccessDeps,
  asker: VaultAsker,
  reference: string,
  value: string,
): Promise<void> {
  const [found] = referencesIn(reference, true);
  if (!found?.ok) throw new RotaError([errorDetail('VALUE_INVALID', null, unreadReference(reference))]);
  await config.update((document) => {
    const looked = lookUp(document, found.reference, asker, now());
    if (!looked.ok) throw new RotaError([errorDetail('VALUE_INVALID', null, looked.why)]);
    const { group, key, field } = looked.meant;
    const sealed = { ...key.sealed, [field]: sealField(secrets, key.id, field, value) };
    const keys = group.keys.map((one) => (one.id === key.id ? { ...key, sealed, changedAt: now() } : one));
    return { ...document, vault: document.vault.map((one) => (one.name === group.name ? { ...group, keys } : one)) };
  });
}

/** Only now it is known whether what was referred to fits the schema. The faults never name a value. */
function checked(process: VaultGiven['process'], values: Values, asking: ReadonlySet<string>): Values {
  if (asking.size === 0) return values;
  const others = new Set(Object.keys(process.parameters.properties).filter((name) => !asking.has(name)));
  const read = readValues(withoutChecks(process.parameters, others), values, { isStrict: false, isFilledIn: true });
  const [first, ...more] = read.errors.filter(({ field }) => asking.has((field ?? '').replace(/^values\./, '')));
  if (first !== undefined) throw new RotaError([first, ...more]);
  const own = [...asking].flatMap((name) =>
    Object.hasOwn(read.values, name) ? [[name, read.values[name]] as const] : [],
  );
  return { ...values, ...Object.fromEntries(own) };
}

function openMeant({ secrets }: AccessDeps, place: string, { key, field, isPrevious }: Meant): string {
  const sealed = isPrevious ? (key.previous?.sealed ?? {}) : key.sealed;
  return openField(secrets, place, key, field, sealed);
}

/** A file is masked line by line if it is text, else as base64. A seed itself is never given. */
function secretTextsOf({ field }: Meant, opened: string): string[] {
  if (field === 'seed') return [];
  if (field !== 'file') return [opened];
  const bytes = Buffer.from(opened, 'base64');
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) && !text.includes('\0') ? [text] : [opened];
}

function fileOf(folder: string, index: number, { key, field }: Meant, opened: string): SecretFile {
  const name = (key.fileName ?? 'secret.txt').replace(/[^\p{L}\p{N}._-]/gu, '_').slice(-100);
  const bytes = field === 'file' ? opened : Buffer.from(opened, 'utf8').toString('base64');
  return { file: path.join(folder, `${index + 1}-${name}`), bytes };
}
