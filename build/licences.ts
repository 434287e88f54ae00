import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const root = path.join(import.meta.dirname, '..');

/** The path of the list, relative to the page. */
export const licencesFile = 'licences.json';

/** A package whose code, data or font is in the build, or that runs with it. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, from the package. */
  readonly licence: string;
  /** The address of its source; null if the package does not name one. */
  readonly source: string | null;
  /** All licence texts of the package, never empty. */
  readonly text: string;
}

/**
 * Writes the licences of the packages in the page, and of those that the server needs, next to the page. When everything is built the
 * list is written again with the other parts (`licencesOf`).
 */
export function licences(): Plugin {
  return {
    name: 'licences',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const source = listText(licencesOf(Object.values(bundle)));
      this.emitFile({ type: 'asset', fileName: licencesFile, source });
    },
  };
}

/** One line per package, so that lists of two builds are easy to compare. */
export const listText = (list: readonly PackageLicence[]): string =>
  `[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;

/** The fields of a built file that are used. */
export type Output =
  | { readonly type: 'chunk'; readonly moduleIds: readonly string[] }
  | { readonly type: 'asset'; readonly originalFileNames: readonly string[] };

/**
 * The licences of the packages in these outputs, and of those that the server needs when it runs from its sources, by
 * name.
 */
export function licencesOf(outputs: Iterable<Output>): readonly PackageLicence[] {
  const native = nativeParts.filter((folder) => existsSync(path.join(root, folder, 'package.json')));
  const folders = new Set([...neededToRun(), ...native, ...foldersIn(outputs)]);
  const named = new Map([...folders].map(licenceOf).map((one) => [`${one.name}@${one.version}`, one]));
  const order = (a: PackageLicence, b: PackageLicence) => compare(a.name, b.name) || compare(a.version, b.version);
  return [...named.values()].sort(order);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Folders of the packages in these outputs, from the root with `/`. */
export function foldersIn(outputs: Iterable<Output>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const output of outputs) {
    const sources = output.type === 'chunk' ? output.moduleIds : output.originalFileNames;
    for (const id of sources) {
      const folder = folderOf(id);
      if (folder !== null) folders.add(folder);
    }
  }
  return folders;
}

/** Code that the bundler itself adds has no file. */
const helpers: readonly (readonly [RegExp, string])[] = [
  [/^\0vite\//, 'node_modules/vite'],
  [/^\0rolldown\//, 'node_modules/rolldown'],
];

/** The innermost package of a module; null for Rota's own. */
function folderOf(id: string): string | null {
  const helper = helpers.find(([pattern]) => pattern.test(id));
  if (helper !== undefined) return helper[1];
  const file = (id.split('?')[0] ?? '').replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');
  const from = file.indexOf('node_modules/');
  const ends = [...file.matchAll(/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/g)].map(
    ({ 0: { length }, index }) => index + length,
  );
  // Some packages contain others as plain folders without a name: those count as theirs.
  const folders = ends.map((end) => file.slice(from, end)).reverse();
  return folders.find((folder) => existsSync(path.join(root, folder, 'package.json'))) ?? null;
}

/** Installed only on its own system, and packed there. */
const nativeParts = ['node_modules/@koromix/koffi-win32-x64'];

/** The installed packages without those only for building or testing; packages for other systems are not installed. */
function neededToRun(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>>;
  };
  return Object.entries(packages).flatMap(([folder, { dev, optional, devOptional }]) =>
    folder === '' || dev || optional || devOptional ? [] : [folder],
  );
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  /** The old form, which some packages still have. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
  readonly repository?: string | { readonly url?: string };
}

/** Throws for a package without a licence: nobody may distribute it before somebody has checked. */
function licenceOf(folder: string): PackageLicence {
  const place = path.join(root, folder);
  const { name, version, license, licenses, author, repository } = JSON.parse(
    readFileSync(path.join(place, 'package.json'), 'utf8'),
  ) as Manifest;
  const licence =
    typeof license === 'object' ? license.type : (license ?? licenses?.map(({ type }) => type).join(' OR ') ?? '');
  const own = readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isLicence(entry.name))
    .map((entry) => readFileSync(path.join(place, entry.name), 'utf8').trim())
    .filter(Boolean)
    .join('\n\n')
    // Only a few lines of the bundler are included, not the packages that are bundled in it.
    .replace(/\n# Licenses of bundled dependencies\n[^]*$/, '');
  const text = own || standardText(licence, nameOf(author) ?? `the authors of ${name}`);
  if (licence === '' || text === '') throw new Error(`${folder} says nothing of its licence: see build/licences.ts`);
  return { name, version, licence, source: addressOf(repository), text };
}

/**
 * LICENSE, LICENCE.md, license-mit, COPYING, NOTICE, also of one bundle (`x.js.LICENSE.txt`); not source files of that
 * name.
 */
const isLicence = (name: string): boolean =>
  /(^|\.)(licen[cs]e|copying|unlicense|notice)([.-]|$)/i.test(name) && !/\.(c?js|mjs|ts|json|map)$/i.test(name);

const nameOf = (author: Manifest['author']): string | null =>
  (typeof author === 'string' ? author : author?.name)?.replace(/\s*[<(].*$/, '') || null;

/** `git+https://host/x.git`, `git://…`, `git@host:x` and `owner/x` (GitHub) as a web address. */
function addressOf(repository: Manifest['repository']): string | null {
  const url = typeof repository === 'string' ? repository : repository?.url;
  if (!url) return null;
  const plain = url.replace(/^github:/, '').replace(/\.git$/, '');
  if (/^[\w.-]+\/[\w.-]+$/.test(plain)) return `https://github.com/${plain}`;
  const address = plain.replace(/^(git\+)?\w+:\/\/(git@)?/, 'https://').replace(/^git@([^:/]+):/, 'https://$1/');
  return URL.canParse(address) ? address : null;
}

/** For packages that name a licence without its text. */
function standardText(licence: string, holder: string): string {
  const file = path.join(import.meta.dirname, 'licences', `${licence}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace('<copyright holder>', holder) : '';
}
