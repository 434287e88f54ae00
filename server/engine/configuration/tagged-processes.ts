import type { RpaProcess } from '../../../contract/process.ts';
import { foldForSearch } from '../../../contract/search.ts';
import type { ConfigDocument } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';

/** The names of the processes that carry one of some tags; computed once for each version of the document. */
export function taggedProcesses(
  config: Pick<ConfigStore, 'get'>,
  all: () => readonly RpaProcess[],
): (tags: readonly string[]) => readonly string[] {
  let seen: { readonly document: ConfigDocument; readonly names: Map<string, readonly string[]> } | null = null;
  return (tags) => {
    const document = config.get();
    if (seen?.document !== document) seen = { document, names: new Map() };
    const wanted = new Set(tags.map(tagKey));
    const key = JSON.stringify([...wanted]);
    const known = seen.names.get(key);
    if (known !== undefined) return known;
    const names = all().filter((one) => tagsOf(one).some((tag) => wanted.has(tagKey(tag))));
    const found = names.map(({ name }) => name);
    seen.names.set(key, found);
    return found;
  };
}

const tagsOf = (process: RpaProcess & { readonly tags?: readonly string[] | undefined }): readonly string[] =>
  process.tags ?? [];
const tagKey = (text: string): string => foldForSearch(text.trim()).replace(/\s+/g, ' ');
