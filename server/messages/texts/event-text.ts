import type { ToldEvent } from '../../../contract/message-rules.ts';
import type { Outcome } from '../../../contract/run.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ChannelMessage } from '../channel-message.ts';
import type { Speaker } from './speaker.ts';

/** What a text needs to know of Rota. */
export interface TextPlace {
  /** The name of this computer in lists. */
  readonly worker: string;
  readonly titleOf: (process: string) => string;
  /** Rota's address without a trailing slash; null if it is not known. */
  readonly address: string | null;
}

type Told = ToldEvent;
type Run = NonNullable<Told['run']>;
type Text = Pick<ChannelMessage, 'title' | 'lines' | 'facts' | 'link' | 'severity'>;

/** A run's name for people: that of its schedule, else the title of its process. A start by a program names its schedule after the process. */
export const nameOf = ({ scheduleName, process }: Run, { titleOf }: Pick<TextPlace, 'titleOf'>): string =>
  scheduleName.trim() === '' || scheduleName === process ? titleOf(process) : scheduleName;

/** A message about one event. */
export function eventText(told: Told, speaker: Speaker, place: TextPlace): Text {
  const { run } = told;
  return {
    severity: severityOf(told.event),
    title: speaker.say(titleOf(told, place)),
    lines: linesOf(told, speaker),
    facts: [
      ...(run === null ? [] : factsOf(run, speaker, place)),
      { name: speaker.say(said`Computer`), value: told.worker?.name ?? place.worker },
    ],
    link: linkTo(
      run === null ? '#/overview' : `#/runs/${run.id}`,
      run === null ? said`Open Rota` : said`Open the run`,
      {
        speaker,
        place,
      },
    ),
  };
}

export function severityOf(event: Told['event']): ChannelMessage['severity'] {
  switch (event) {
    case 'failed':
    case 'disk-nearly-full':
    case 'worker-away':
    case 'backup-failed':
      return 'failure';
    case 'missed':
    case 'late':
    case 'longer-than-usual':
    case 'waits-for-desktop':
      return 'warning';
    case 'recovered':
    case 'succeeded':
      return 'good';
    case 'started':
      return 'notice';
  }
}

/** In one line, without its reason. */
export function titleOf(told: Told, place: Pick<TextPlace, 'titleOf'>): Translatable {
  const { event, run, worker } = told;
  if (event === 'worker-away') return said`${worker?.name ?? ''} is away`;
  if (event === 'backup-failed') return said`The daily backup failed`;
  if (run === null) return said`The disk is nearly full`;
  const name = nameOf(run, place);
  switch (event) {
    case 'failed':
      return failureOf(name, run.outcome);
    case 'recovered':
      return said`${name} works again`;
    case 'missed':
      return said`${name} did not run`;
    case 'late':
      return run.startedAt === null ? said`${name} is late: it has not started yet` : said`${name} started late`;
    case 'longer-than-usual':
      return said`${name} takes longer than usual`;
    case 'waits-for-desktop':
      return said`${name} waits for the desktop`;
    case 'disk-nearly-full':
      return said`The disk is nearly full`;
    case 'started':
      return said`${name} has started`;
    case 'succeeded':
      return said`${name} succeeded`;
  }
}

function failureOf(name: string, outcome: Outcome | null): Translatable {
  if (outcome === 'timed-out') return said`${name} took too long and was stopped`;
  return outcome === 'interrupted' ? said`${name} was interrupted` : said`${name} failed`;
}

function linesOf({ event, at, run, failedAt, usualMs, freeBytes, worker, problem }: Told, speaker: Speaker): string[] {
  const { say, time, duration, reason, bytes } = speaker;
  const because = run?.reason ? [reason(run.reason)] : [];
  switch (event) {
    case 'failed':
    case 'missed':
    case 'waits-for-desktop':
      return because;
    case 'recovered':
      return failedAt === null ? [] : [say(said`The time before, at ${time(failedAt)}, it had failed.`)];
    case 'late':
      return run === null
        ? []
        : [say(said`It was due at ${time(run.dueAt)}: ${duration(at - run.dueAt)} ago.`), ...because];
    case 'longer-than-usual':
      if (run === null || run.startedAt === null || usualMs === null) return [];
      return [
        say(said`It has been running for ${duration(at - run.startedAt)}; usually it takes ${duration(usualMs)}.`),
      ];
    case 'disk-nearly-full':
      return freeBytes === null ? [] : [say(said`${bytes(freeBytes)} are free. When nothing is left, runs wait.`)];
    case 'worker-away':
      return worker === null
        ? []
        : [say(said`It was last seen at ${time(worker.lastSeen)}. What it was running counts as interrupted.`)];
    case 'backup-failed':
      return problem === undefined ? [] : [say(said`${problem}. It is tried again by itself.`)];
    case 'started':
    case 'succeeded':
      return [];
  }
}

function factsOf(run: Run, { say, time, duration }: Speaker, place: TextPlace): Text['facts'] {
  const { dueAt, startedAt, endedAt, attempt, maxAttempts, exitCode, trigger, startedBy } = run;
  const facts: (readonly [Translatable, string] | null)[] = [
    [said`Process`, place.titleOf(run.process)],
    trigger === 'schedule' ? [said`Due`, time(dueAt)] : null,
    startedAt === null ? null : [said`Started`, time(startedAt)],
    startedAt === null || endedAt === null ? null : [said`Took`, duration(endedAt - startedAt)],
    maxAttempts > 1 && attempt > 0 ? [said`Attempt`, say(said`${attempt} of ${maxAttempts}`)] : null,
    exitCode === null ? null : [said`Exit code`, String(exitCode)],
    startedBy === null ? null : [said`Started by`, startedBy],
  ];
  return facts.flatMap((fact) => (fact === null ? [] : [{ name: say(fact[0]), value: fact[1] }]));
}

/** Null where Rota's address is not known. */
export const linkTo = (
  hash: string,
  label: Translatable,
  { speaker, place }: { readonly speaker: Speaker; readonly place: Pick<TextPlace, 'address'> },
): ChannelMessage['link'] =>
  place.address === null ? null : { label: speaker.say(label), url: `${place.address}/${hash}` };
