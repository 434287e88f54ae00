import { useQuery } from '@tanstack/react-query';
import type { RunLogAnswer } from '../../../contract/run-log.ts';
import type { RunDetail } from '../../../contract/run.ts';
import { call } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { mostCompared, type NumberedLine } from './log-diff.ts';

export interface ComparedLog {
  /** Without the codes that colour them, and without what Rota itself says: that names each run and its time. */
  readonly lines: readonly NumberedLine[];
  /** Of the whole log. */
  readonly total: number;
}

const linesAtOnce = 5000;
// The codes of a terminal begin with ESC.
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;

/** The first lines of the last attempt of a run; of one that still runs those that there are. */
export const useComparedLog = (run: RunDetail | undefined) =>
  useQuery({
    queryKey: keys.comparedLog(run?.id ?? '', run?.attempt ?? 0, run?.status === 'ended' ? 1 : 0),
    queryFn: () => readLog(run!),
    enabled: run !== undefined,
    staleTime: run?.status === 'ended' ? Infinity : 0,
    gcTime: 60_000,
  });

async function readLog({ id, attempt }: RunDetail): Promise<ComparedLog> {
  if (attempt === 0) return { lines: [], total: 0 };
  const lines: NumberedLine[] = [];
  let read = 0;
  for (let from: number | null = 1; from !== null && read < mostCompared;) {
    const limit = Math.min(linesAtOnce, mostCompared - read);
    const page: RunLogAnswer = await call('runLog', { path: { id }, query: { attempt, from, limit } });
    read += page.lines.length;
    for (const { number, level, text } of page.lines)
      if (level !== 'rota') lines.push({ number, text: text.replace(colours, '') });
    if (page.lines.length === 0 || page.next === null) return { lines, total: page.total };
    if (read >= mostCompared) return { lines, total: page.total };
    from = page.next;
  }
  return { lines, total: read };
}
