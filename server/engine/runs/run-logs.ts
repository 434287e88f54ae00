import { access } from 'node:fs/promises';
import { rotaError, wholeSentence } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { findInLog, readGroups, readLastLines, readLog } from '../../runner/log/log-reader.ts';
import { groupedLog } from '../../runner/log/log-text.ts';
import { readTail } from '../../runner/log/log-tail.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { RunVerbs } from '../engine.ts';
import { logAt, logFileIn } from './log-watch.ts';
import type { RunArchiver } from './archive-ended-runs.ts';

/** Reads the log of an attempt; by default the latest. */
export function createRunLogs(
  core: EngineContext,
  found: (id: string) => Promise<StoredRun>,
  openFolder: RunArchiver['folder'],
): Pick<RunVerbs, 'log' | 'lastLines' | 'findInLog' | 'logGroups' | 'logText'> {
  async function attemptOf(id: string, attempt: number | undefined) {
    const run = await found(id);
    const number = attempt ?? Math.max(run.attempt, 1);
    if (number > Math.max(run.attempt, 1))
      throw wholeSentence('NOT_FOUND', said`Run "${id}" has no attempt ${number}.`, 'attempt');
    await core.elsewhere?.log(run, number);
    const isOver = run.status === 'ended' || number < run.attempt;
    return { run, number, isOver, log: logAt(core, run, number), file: logFileIn(core.runFolder(run), number) };
  }

  async function logFile(id: string, attempt: number | undefined): Promise<string> {
    const run = await found(id);
    const number = attempt ?? Math.max(run.attempt, 1);
    const file = logFileIn(await openFolder(run), number);
    await core.elsewhere?.log(run, number);
    await access(file).catch(() => {
      throw rotaError('NOT_FOUND', said`The log of this attempt is gone: it was removed, or could not be written.`);
    });
    return file;
  }

  return {
    async log(id, { attempt, from, limit, levels }) {
      const { run, number, isOver, file, log } = await attemptOf(id, attempt);
      const read = await readLog(log, { from, limit, problemsOnly: levels === 'problems' });
      const tail = isOver ? null : await readTail(file, read.total);
      // Rota itself writes to every log, so an empty log of a finished attempt is missing.
      return { attempt: number, ...read, tail, isGone: isOver && run.attempt > 0 && read.total === 0 };
    },

    async lastLines(id, attempt, wanted) {
      const { run, number, isOver, file, log } = await attemptOf(id, attempt);
      const read = await readLastLines(log, wanted);
      const tail = isOver ? null : await readTail(file, read.total);
      const lines = [...read.lines, ...(tail?.lines ?? [])].slice(-wanted);
      return { attempt: number, ...read, lines, tail, isGone: isOver && run.attempt > 0 && read.total === 0 };
    },

    async findInLog(id, { attempt, text, levels, from }) {
      const { number, log } = await attemptOf(id, attempt);
      return { attempt: number, ...(await findInLog(log, { text, levels, from })) };
    },

    async logGroups(id, { attempt }) {
      const { number, log } = await attemptOf(id, attempt);
      return { attempt: number, ...(await readGroups(log)) };
    },

    async logText(id, attempt) {
      const file = await logFile(id, attempt);
      const { groups } = await readGroups(file);
      return groups.length === 0 ? file : groupedLog(file);
    },
  };
}
