import type { z } from 'zod';
import type { Answer, EndpointName } from './client.ts';
import type { runsQuery } from '../../contract/console.ts';
import type { periods } from '../../contract/overview.ts';

export type RunsFilter = Omit<z.input<typeof runsQuery>, 'before' | 'limit'>;
export type Period = (typeof periods)[number];
export interface TimelineWindow {
  readonly from: number;
  readonly to: number;
  readonly process?: string;
  readonly worker?: string;
}

const outcome = 'identity-outcome';

/** Every key of the query cache. The first word is the family that an announcement invalidates. */
export const keys = {
  session: ['session'],
  signInWays: ['sign-in-ways'],
  invitation: (token: string) => ['invitation', token],
  identityOutcome: (id: string) => [outcome, id],
  factors: ['factors'],
  identityProvider: ['identity-provider'],
  me: ['me'],
  users: ['users'],
  mySessions: ['sessions', 'mine'],
  allSessions: ['sessions', 'all'],
  schedules: ['schedules'],
  schedule: (id: string) => ['schedule', id],
  crowd: (asked: object) => ['crowd', asked],
  aboutSchedule: (id: string) => ['about-schedule', id],
  why: (id: string, at: string) => ['about-schedule', id, 'why', at],
  runsOf: (schedule: string, limit: number) => ['recent-runs', 'of', schedule, limit],
  runs: (filter: RunsFilter) => ['runs', filter],
  recentRuns: ['recent-runs'],
  run: (id: string) => ['run', id],
  runProblems: (id: string | undefined, attempt: number) => ['run-problems', id, attempt],
  runTail: (id: string, attempt: number, total: number) => ['run-tail', id, attempt, total],
  comparedLog: (run: string, attempt: number, lines: number) => ['compared-log', run, attempt, lines],
  overview: (period: Period) => ['overview', period],
  attention: ['attention'],
  timeline: (window: TimelineWindow) => ['timeline', window],
  load: (window: Pick<TimelineWindow, 'from' | 'to'>) => ['timeline', 'load', window],
  report: (asked: object) => ['report', asked],
  processes: ['processes'],
  views: ['views'],
  firstSteps: ['first-steps'],
  workers: ['workers'],
  clients: ['clients'],
  membership: ['membership'],
  storage: ['storage'],
  backups: ['backups'],
  settings: ['settings'],
  calendars: ['calendars'],
  vault: ['vault'],
  vaultUses: ['vault', 'uses'],
  knownOutputs: (process: string) => ['known-outputs', process],
  chain: (id: string) => ['chain', id],
  zoneNames: ['zones', 'names'],
  zoneFacts: ['zones', 'facts'],
  holidays: (place: string, year: number) => ['holidays', place, year],
  licences: ['licences'],
  notices: ['notices'],
  audit: ['audit'],
  deliveries: ['deliveries'],
  fleet: ['fleet'],
  channels: ['channels'],
  messageRules: ['message-rules'],
  messages: ['messages'],
} as const;

/** The data of run lists: pages from the server, newest first. */
export interface RunPages {
  readonly pages: readonly Answer<'runs'>[];
  readonly pageParams: readonly unknown[];
}

export type { Answer, EndpointName };

/** What is asked before anybody is signed in: a refusal of these ends no session, and they are no one's in particular. */
export const ofNobody: readonly unknown[] = [keys.session[0], keys.signInWays[0], outcome];
