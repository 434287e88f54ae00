import { z } from 'zod';
import { foldForSearch } from './search.ts';
import { inEnglish, said } from './translatable.ts';

export const mostTags = 20;
export const longestTag = 40;
export const longestFolder = 200;

const tagShape = /^[\p{L}\p{M}\p{N}_/-](?:[\p{L}\p{M}\p{N}_/ -]*[\p{L}\p{M}\p{N}_/-])?$/u;
// What has a meaning of its own in a search, and what nobody can see.
const folderShape = /^[^\\":\p{Cc}]*$/u;

/** Whether a text can be a tag: letters, digits, `-`, `_`, `/`, and blanks inside. */
export const isTag = (text: string): boolean => text.length <= longestTag && tagShape.test(text);

/** Whether a text can be the path of a folder, as `folderPath` writes it. */
export const isFolder = (text: string): boolean => text.length <= longestFolder && folderShape.test(text);

/** What counts of a tag or a folder when two are compared: neither capitals nor accents do. */
export const tagKey = (text: string): string => foldForSearch(text.trim()).replace(/\s+/g, ' ');

/** A path as it is stored: ` Finance // Bank/` is `Finance/Bank`. */
export const folderPath = (text: string): string =>
  text
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');

/** The tags without those that are there already, each as it was typed first. */
export function withoutDoubles(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) if (!seen.has(tagKey(tag))) seen.set(tagKey(tag), tag);
  return [...seen.values()];
}

const tag = z
  .string()
  .trim()
  .min(1)
  .max(longestTag)
  .regex(tagShape, inEnglish(said`may hold letters, digits, "-", "_" and "/", and blanks inside`));

/** Shown as typed; compared by `tagKey`. */
export const tags = z.array(tag).max(mostTags).overwrite(withoutDoubles);

/** `Finance/Bank`; '' is none. */
export const folder = z
  .string()
  .max(longestFolder)
  .regex(
    folderShape,
    inEnglish(said`may hold anything but a backslash, a quote and a colon; "/" stands between folders`),
  )
  .overwrite(folderPath);

/** What puts something in order: on a process, and in the options of a schedule. */
export interface Marks {
  readonly tags?: readonly string[] | undefined;
  readonly folder?: string | undefined;
}

/** The marks of a schedule: its own tags and those of its process; its own folder, else that of its process. */
export function marksOf(
  own: Marks,
  process: Marks | null | undefined,
): { readonly tags: readonly string[]; readonly folder: string } {
  const inherited = process?.tags ?? [];
  const tagged = own.tags ?? [];
  return {
    tags:
      inherited.length === 0 || tagged.length === 0
        ? [...tagged, ...inherited]
        : withoutDoubles([...tagged, ...inherited]),
    folder: own.folder || process?.folder || '',
  };
}

/** Whether a tag is among them; `key` is a `tagKey`. */
export const hasTag = (among: readonly string[], key: string): boolean => among.some((one) => tagKey(one) === key);

/** Whether a folder is that one or lies in it; `key` is a `tagKey`, '' is the one for all without a folder. */
export function isInFolder(path: string, key: string): boolean {
  const own = tagKey(path);
  return own === key || (key !== '' && own.startsWith(`${key}/`));
}

/** As programs give it. */
export const tagsKey = tags
  .optional()
  .meta({ description: 'Words to find it by, shown as typed', examples: [['bank', 'daily']] });
export const folderKey = folder
  .optional()
  .meta({ description: 'The folder it is in; "/" stands between folders', examples: ['Finance/Bank'] });
