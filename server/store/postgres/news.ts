import { progress as progressSchema, runStatuses, type Progress } from '../../../contract/run.ts';
import type { News, NewsStore } from '../news.ts';
import type { Hub } from './hub.ts';

/** The triggers of the tables write to it (schema.ts): who says it, of what, which one, and for a run its status. */
export const newsChannel = 'rota_news';

/** `origin`: what the connections of this process call themselves. */
export const createNewsStore = (hub: Hub, origin: string): NewsStore => ({
  hear: (listener) =>
    hub.on(newsChannel, (payload) => {
      const news = readNews(payload, origin);
      if (news !== null) listener(news);
    }),
});

/** Null for what this process has said itself, and for what only a newer Rota knows. */
export function readNews(payload: string, origin: string): News | null {
  if (payload === '') return { kind: 'everything' };
  const [who, kind, id = '', word] = payload.split(' ');
  if (who === origin) return null;
  if (kind === 'schedule' || kind === 'notice' || kind === 'fact' || kind === 'worker') return { kind, id };
  if (kind === 'progress') return { kind, id, progress: readProgress(payload) };
  const status = runStatuses.find((one) => one === word);
  return kind === 'run' && status !== undefined ? { kind, id, status } : null;
}

/** After the third space; null for what cannot be read. */
function readProgress(payload: string): Progress | null {
  const text = /^\S+ \S+ \S+ (.*)$/s.exec(payload)?.[1] ?? 'null';
  try {
    return progressSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
