import { powerMonitor, screen } from 'electron';
import { afterEvent, openSession, readiness, type SessionEvent } from './desktop-readiness.ts';
import type { After, Engine } from './server-face.ts';

const lookEveryMs = 10_000;
const idleSeconds = 60;
/** How long after a "suspend" without a "resume" the computer counts as awake. */
const surelyAwakeMs = 120_000;

/** Reports to the engine whether a desktop robot could work, and wakes the scheduler when the computer wakes up. Returns its stopper. */
export function watchSession(worker: Pick<Engine['worker'], 'setDesktop' | 'wake'>, after: After): () => void {
  let facts = openSession;
  let told = readiness(facts);
  let cancelAwake = () => {};
  const stops: (() => void)[] = [() => cancelAwake()];

  function happened(event: SessionEvent): void {
    facts = afterEvent(facts, event);
    const now = readiness(facts);
    if (now !== told) worker.setDesktop(now);
    told = now;
    if (event === 'suspend' || event === 'resume') cancelAwake();
    if (event === 'suspend') cancelAwake = after(surelyAwakeMs, () => happened('seen-awake'));
    if (event === 'resume' || event === 'unlock' || event === 'seen-awake') worker.wake();
  }

  /** Some systems report neither a lock (Linux) nor a lost screen (remote sessions), so these are polled. */
  function look(): void {
    const state = powerMonitor.getSystemIdleState(idleSeconds);
    if (state !== 'unknown') happened(state === 'locked' ? 'seen-locked' : 'seen-open');
    const isAway = screen.getAllDisplays().length === 0;
    if (isAway !== facts.isAway && !isSwitchedAway) happened(isAway ? 'session-away' : 'session-back');
  }
  let isSwitchedAway = false;
  function switched(isAway: boolean): void {
    isSwitchedAway = isAway;
    happened(isAway ? 'session-away' : 'session-back');
  }

  const listeners = {
    suspend: () => happened('suspend'),
    resume: () => happened('resume'),
    'lock-screen': () => happened('lock'),
    'unlock-screen': () => happened('unlock'),
    'user-did-resign-active': () => switched(true),
    'user-did-become-active': () => switched(false),
  };
  powerMonitor.on('suspend', listeners.suspend);
  powerMonitor.on('resume', listeners.resume);
  powerMonitor.on('lock-screen', listeners['lock-screen']);
  powerMonitor.on('unlock-screen', listeners['unlock-screen']);
  powerMonitor.on('user-did-resign-active', listeners['user-did-resign-active']);
  powerMonitor.on('user-did-become-active', listeners['user-did-become-active']);
  stops.push(() => {
    for (const [event, listener] of Object.entries(listeners)) powerMonitor.removeListener(event as 'resume', listener);
  });

  let cancelLook = () => {};
  function lookAgain(): void {
    look();
    cancelLook = after(lookEveryMs, lookAgain);
  }
  worker.setDesktop(told);
  lookAgain();
  stops.push(() => cancelLook());
  return () => stops.forEach((stop) => stop());
}
