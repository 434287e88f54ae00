import { failingOutcomes } from '../../../contract/attention.ts';
import type { RunMatch } from '../list-store.ts';

type Value = string | number;

/** How a database asks whether a column is one of many; the values go through one `?`. */
export interface MatchDialect<Param> {
  readonly among: (column: string) => string;
  readonly list: (values: readonly string[] | readonly number[]) => Param;
  readonly holds: (column: string) => string;
}

/** A condition with its values, each a `?` in its text. */
export interface Condition<Param> {
  readonly sql: string;
  readonly params: readonly (Param | Value)[];
}

/** What a match asks of a row of `run`. */
export function conditionOf<Param>(match: RunMatch, dialect: MatchDialect<Param>): Condition<Param> {
  const any = [...placesIn(match, dialect), ...whoIn(match, dialect), ...statesIn(match, dialect)];
  if (match.since !== undefined) any.push({ sql: 'run.queued_at >= ?', params: [match.since] });
  const sql = any.length === 0 ? '1 = 0' : any.map((one) => `(${one.sql})`).join(' OR ');
  return {
    sql: match.isNot ? `NOT coalesce((${sql}), 1 = 0)` : `(${sql})`,
    params: any.flatMap(({ params }) => params),
  };
}

function* placesIn<Param>(
  { processes = [], schedules = [], notSchedules = [] }: RunMatch,
  { among, list }: MatchDialect<Param>,
): Generator<Condition<Param>> {
  const outside = notSchedules.length === 0 ? '' : ` AND NOT ${among('run.schedule')}`;
  if (processes.length > 0)
    yield {
      sql: `${among('run.process')}${outside}`,
      params: [list(processes), ...(outside === '' ? [] : [list(notSchedules)])],
    };
  if (schedules.length > 0) yield { sql: among('run.schedule'), params: [list(schedules)] };
}

function* whoIn<Param>(
  { workers = [], starters = [], starterText }: RunMatch,
  { among, list, holds }: MatchDialect<Param>,
): Generator<Condition<Param>> {
  if (workers.length > 0)
    yield {
      sql: `${among('run.worker')} AND run.attempt > 0 OR ${among('run.target')}`,
      params: [list(workers), list(workers)],
    };
  if (starters.length > 0) yield { sql: among('run.started_by'), params: [list(starters)] };
  if (starterText !== undefined) yield { sql: holds('run.started_by'), params: [starterText] };
}

const activeStates = { running: ['running', 'cancelling'], waiting: ['queued', 'retrying'], ended: ['ended'] } as const;

function* statesIn<Param>(
  { states = [] }: RunMatch,
  { among, list }: MatchDialect<Param>,
): Generator<Condition<Param>> {
  for (const state of states) {
    if (state === 'active' || state === 'paused') continue;
    if (state === 'running' || state === 'waiting' || state === 'ended')
      yield { sql: among('run.status'), params: [list(activeStates[state])] };
    else yield { sql: among('run.outcome'), params: [list(state === 'failing' ? failingOutcomes : [state])] };
  }
}

/** How many places an index may be asked for one by one. */
const mostPlaces = 25;

/** The processes and schedules that a match allows, where they are few enough to be looked up each; null: it has to be asked of every run. */
export function fewPlaces(matches: readonly RunMatch[]): Pick<Required<RunMatch>, 'processes' | 'schedules'> | null {
  for (const { isNot, processes = [], schedules = [], ...others } of matches) {
    if (isNot || processes.length + schedules.length > mostPlaces) continue;
    const { workers, starters, starterText, states, since } = others;
    if ([workers, starters, starterText, states, since].some((one) => one !== undefined)) continue;
    return { processes, schedules };
  }
  return null;
}
