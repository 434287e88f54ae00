import { writeFileSync } from 'node:fs';
import type { StopReason } from '../../../contract/run.ts';
import { settle } from './attempt-end.ts';
import { killGroup, type AttemptState } from './attempt-state.ts';
import { kill } from '../terminate/kill-process-trees.ts';

/** Asks an attempt to end; the second time, or with `force`, kills it. */
export function stopAttempt(a: AttemptState, reason: StopReason, force: boolean): void {
  if (a.phase === 'ending' || a.phase === 'ended') return;
  if (a.phase === 'running') a.facts.stoppedBy ??= reason;
  // Asking twice means at once; but closing Rota does not shorten a grace time that has begun.
  const isAgain = a.killAt !== Infinity;
  if (force || (isAgain && reason !== 'shutdown' && reason !== 'timeout')) return forceEnd(a);
  if (isAgain) return;
  a.killAt = a.room.monotonic() + a.plan.graceMs;
  a.log.line('rota', `asked to end (${reason})`);
  try {
    writeFileSync(a.files.cancel, `${reason}\n`, { flag: 'wx' });
  } catch {
    // The signal asks as well. An existing file stays: opening a pipe there would block.
  }
  if (a.handle.leadsGroup && a.child !== null) kill(-a.child.pid, 'SIGTERM');
  else a.handle.ask();
}

export function forceEnd(a: AttemptState): void {
  a.killAt = a.room.monotonic();
  if (a.phase === 'running') {
    a.facts.wasForced = true;
    a.log.line('rota', 'did not end when asked: it is killed with everything it started');
  }
  killGroup(a);
  if ((a.handle.job?.() ?? null) === null) void a.room.sweeper.now(a.mark, a.child, null);
  if (a.phase === 'exited') settle(a);
}
