import type { Language } from './language.ts';
import { foldForSearch } from './search.ts';

/** What a search can ask for besides text, in the order in which it is offered. */
export const searchKeys = [
  'tag',
  'folder',
  'state',
  'process',
  'schedule',
  'client',
  'worker',
  'enabled',
  'since',
] as const;
export type SearchKey = (typeof searchKeys)[number];

/** The states that `state:` knows: those of a schedule, of a run that is not over, and the results of runs. */
export const searchStates = [
  'active',
  'running',
  'waiting',
  'paused',
  'ended',
  'failing',
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'interrupted',
  'skipped',
  'missed',
  'blocked',
  'expired',
] as const;
export type SearchState = (typeof searchStates)[number];

type Names<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** How a key is written; both languages are understood, whichever is shown. */
export const keyNames: Names<SearchKey> = {
  en: {
    tag: 'tag',
    folder: 'folder',
    state: 'state',
    process: 'process',
    schedule: 'schedule',
    client: 'client',
    worker: 'worker',
    enabled: 'enabled',
    since: 'since',
  },
  tr: {
    tag: 'etiket',
    folder: 'klasör',
    state: 'durum',
    process: 'süreç',
    schedule: 'zamanlama',
    client: 'istemci',
    worker: 'makine',
    enabled: 'etkin',
    since: 'başlangıç',
  },
};

/** Without blanks, so that none needs quotes. */
export const stateNames: Names<SearchState> = {
  en: Object.fromEntries(searchStates.map((state) => [state, state])) as Record<SearchState, string>,
  tr: {
    active: 'zamanlandı',
    running: 'çalışıyor',
    waiting: 'bekliyor',
    paused: 'duraklatıldı',
    ended: 'sona-erdi',
    failing: 'sorunlu',
    succeeded: 'başarılı',
    failed: 'başarısız',
    'timed-out': 'süre-aşıldı',
    cancelled: 'iptal-edildi',
    interrupted: 'yarıda-kaldı',
    skipped: 'atlandı',
    missed: 'kaçırıldı',
    blocked: 'engellendi',
    expired: 'süresi-doldu',
  },
};

export const yesNames: Names<'yes' | 'no'> = { en: { yes: 'yes', no: 'no' }, tr: { yes: 'evet', no: 'hayır' } };

/** Days by name. */
export const dayNames: Names<'today' | 'yesterday'> = {
  en: { today: 'today', yesterday: 'yesterday' },
  tr: { today: 'bugün', yesterday: 'dün' },
};

/** A name as it is compared: without capitals, accents, blanks and hyphens. */
export const nameKey = (text: string): string => foldForSearch(text).replace(/[\s-]+/g, '');

/** The entry that a text names in either language; undefined: none. */
export function named<Key extends string>(names: Names<Key>, text: string): Key | undefined {
  const wanted = nameKey(text);
  for (const list of Object.values(names))
    for (const [key, name] of Object.entries<string>(list)) if (nameKey(name) === wanted) return key as Key;
  return undefined;
}
