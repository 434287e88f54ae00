import { searchPart } from '../../contract/search-parts.ts';
import { readSearch } from '../../contract/search-query.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { textOf, textsOf, Usage, type Call, type Options } from './command.ts';

/** The options of a command that looks for things by tag, folder and text. */
export const searchOptions = {
  tag: { type: 'string', multiple: true },
  folder: { type: 'string' },
  search: { type: 'string' },
} as const satisfies Options;

export const searchUsage = '[--tag TAG]… [--folder FOLDER] [--search TEXT]';

/** The search that these options ask for; undefined: none. A search that cannot be understood is refused with the reason. */
export function searchOf({ options }: Pick<Call, 'options'>): string | undefined {
  const text = textOf(options['search']);
  const folder = textOf(options['folder']);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [problem] = text === undefined ? [] : readSearch(text, { now: Date.now(), zone }).problems;
  if (problem !== undefined) throw new Usage(`--search: ${inEnglish(problem)}`);
  const parts = [
    ...textsOf(options['tag']).map((tag) => searchPart('tag', tag)),
    ...(folder === undefined ? [] : [searchPart('folder', folder)]),
    ...(text === undefined ? [] : [text]),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
