import { said } from '../../../contract/translatable.ts';
import { isScarcity } from '../../domain/shortage.ts';
import { killGroup, reportProgress, type AttemptState } from './attempt-state.ts';
import { removeSecrets } from './attempt-folder.ts';
import { endingWords, unlistedWords, unseenWords } from './attempt-words.ts';
import { takesBytes } from './disk-watch.ts';
import { noteUsage } from './attempt-usage.ts';
import { outputFacts } from './output-fault.ts';
import { isGroupAlive } from '../terminate/process-table.ts';
import { releaseKeys } from '../terminate/release-keys.ts';

/** Descendants may keep the pipes open this long after the child has ended; then they are killed, too. */
const heldPipesMs = 500;
/** A child that lives this long is cleaned up completely before its end is reported; a quicker one within a second (sweeper.ts). */
const longLifeMs = 1000;

/** After the exit: waits for the pipes, and for descendants that were asked to stop with the child; then cleans up. */
export function settle(a: AttemptState): void {
  if (a.phase !== 'exited') return;
  const at = a.room.monotonic();
  const job = a.handle.job?.() ?? null;
  const group = a.handle.leadsGroup && a.child !== null && isGroupAlive(a.child.pid) ? a.child.pid : null;
  const isFamilyAlive = group !== null || (job !== null && job.count() > 0);
  if (isFamilyAlive && a.killAt !== Infinity && at < a.killAt) return;
  if (!a.isDrained && at < a.exitedAt + heldPipesMs) return;
  a.phase = 'ending';
  noteUsage(a);
  // The job knows all its processes, so no process list is needed.
  if (job !== null) return void job.close().then(() => clearUp(a));
  const isThorough =
    a.plan.usesDesktop || group !== null || !a.isDrained || a.killAt !== Infinity || at - a.begunAt >= longLifeMs;
  if (!isThorough) {
    a.room.sweeper.soon(a.mark, a.child);
    return end(a);
  }
  if (group !== null) killGroup(a);
  void a.room.sweeper.now(a.mark, a.child, group).then((isKnown) => {
    reportUnreadBytes(a, isKnown);
    return clearUp(a);
  });
}

async function clearUp(a: AttemptState): Promise<void> {
  await lastBytes(a);
  await freeKeys(a);
  end(a);
}

/** If no process list was available, "nothing found" does not mean "nothing left". */
function reportUnreadBytes(a: AttemptState, isKnown: boolean): void {
  if (isKnown) return;
  a.facts.mayHaveLeft = true;
  a.log.line('rota', unseenWords);
  a.room.warn(unlistedWords, a.who);
}

/** Whoever kept the pipes open is dead now: the last bytes may still come, or the pipes never close. */
function lastBytes(a: AttemptState): Promise<void> | undefined {
  if (a.isDrained) return undefined;
  return new Promise((resolve) => {
    const cancel = a.after(100, resolve);
    a.onDrained = () => {
      cancel();
      resolve();
    };
  });
}

/** Runs before the end is reported, because the next desktop robot starts then. Logged only if a robot was interrupted while typing. */
async function freeKeys(a: AttemptState): Promise<void> {
  const problem = a.plan.usesDesktop ? await releaseKeys(a.start.env) : null;
  if (problem !== null && (a.killAt !== Infinity || a.facts.signal !== null)) a.log.line('rota', a.mask.hide(problem));
}

export function end(a: AttemptState): void {
  if (a.phase === 'ended') return;
  a.phase = 'ended';
  a.room.kin?.end(a.mark);
  if (!a.isDrained && a.child !== null) a.handle.release();
  removeSecrets(a.plan, a.files);
  a.listener.finish();
  const given = a.outputs.finish();
  const lastError = a.listener.lastError();
  const code = a.listener.saidCode();
  if (given.error === undefined && a.facts.exitCode === 0 && a.outputs.mayBeCut(given.outputs)) {
    a.sawFullDisk ||= (a.trouble.code !== null && isScarcity(a.trouble.code)) || !takesBytes(a.plan.runDir);
    if (a.sawFullDisk) given.error = said`The disk was full while it ran: its outputs could not be written whole.`;
  }
  a.outputs.hide(a.mask);
  if (given.error !== undefined) Object.assign(a.facts, outputFacts(given.error, a.mask));
  if (lastError !== undefined) a.facts.lastError = lastError;
  if (code !== undefined && code !== 0) a.facts.saidCode = code;
  reportProgress(a);
  a.log.line('rota', a.mask.hide(endingWords(a.facts, a.room.monotonic() - a.begunAt)));
  a.log.close();
  a.room.report({ ...a.who, type: 'ended', at: a.room.now(), facts: a.facts, outputs: a.mask.hideDeep(given.outputs) });
  a.onEnd();
}
