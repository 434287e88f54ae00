import { exitCodeWords } from '../../../contract/words/reason-in.ts';
import type { ExitFacts } from '../../../contract/run.ts';
import type { ChildPlan } from './plan.ts';

/** The first line of a log: what was started, with the placeholders of the definition, because values must not appear in a log. */
export function startWords(plan: ChildPlan): string {
  const line = [plan.program, ...plan.shownArgs].map((part) =>
    /^[\w./:=@%+,{}-]+$/.test(part) ? part : JSON.stringify(part),
  );
  return `attempt ${plan.attempt} of ${plan.name}: ${line.join(' ')} (in ${plan.cwd})`;
}

/** Windows has no signals: a process that was killed has the exit code that Rota chose. */
function codeWords({ exitCode, wasForced }: ExitFacts): string {
  if (wasForced === true) return 'ended by force';
  return `ended with exit code ${exitCode === null ? exitCode : exitCodeWords(exitCode, 'en')}`;
}

/** Used when nobody can tell what a run left behind. */
export const unseenWords =
  'warning: this system gave no list of its processes, so nobody knows whether something of this run is left (Windows: is PowerShell or WMI blocked?)';

/** The same for the log of the server. */
export const unlistedWords = 'the system gave no list of its processes: what a run left behind cannot be found';

/** The last line of a log if the host of the child ended: without a list nobody can say that the child is dead. */
export const lostWords = (isKnown: boolean): string =>
  `lost: what looked after this child ended unexpectedly; ${isKnown ? 'it was killed with everything it started' : 'this system gave no list of its processes, so nobody knows whether something of it is still running'}`;

/** The last line of a log: how it ended. */
export function endingWords(facts: ExitFacts, tookMs: number): string {
  const how =
    facts.spawnError?.message ?? (facts.signal === null ? codeWords(facts) : `ended by signal ${facts.signal}`);
  const why = [
    facts.stoppedBy && `stopped: ${facts.stoppedBy}`,
    facts.wasForced === true && 'killed',
    facts.saidCode !== undefined && `said code ${facts.saidCode}`,
    facts.outputError,
  ].filter((word) => typeof word === 'string');
  return `${how} after ${Math.round(tookMs)} ms${why.length > 0 ? ` (${why.join('; ')})` : ''}`;
}
