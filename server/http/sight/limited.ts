import type { ConsoleApi } from '../../../contract/api.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { consoleRights, ForAllOnly } from '../../../contract/rights.ts';
import { foldForSearch } from '../../../contract/search.ts';
import { either, said } from '../../../contract/translatable.ts';
import type { Caller } from '../../people/caller.ts';
import type { Call, Handlers } from '../mount.ts';
import type { WatchedRuns } from './limited-events.ts';
import {
  isNoticeSeen,
  limitedAttention,
  limitedRuns,
  limitedSchedules,
  limitedTimeline,
  limitedWorker,
} from './limited-lists.ts';
import { checkDraft, checkProcess, checkRun, checkSchedule, checkSeen, checkThen, isRunSeen, sees } from './sees.ts';

/** What a limited person can call at all: an administrator is never limited, and what reaches everything is refused before. */
type Names = Exclude<
  { [K in keyof ConsoleApi]: (typeof consoleRights)[K] extends 'administrator' ? never : K }[keyof ConsoleApi],
  ForAllOnly
>;

/** What is done in place of the handler, which is `next`. */
type Limits = {
  readonly [K in Exclude<Names, Free>]: (
    call: Call<ConsoleApi[K]>,
    next: () => ReturnType<Handlers<ConsoleApi>[K]>,
  ) => ReturnType<Handlers<ConsoleApi>[K]>;
};

type OfId = Call<ConsoleApi['run']> | Call<ConsoleApi['schedule']>;
const ofRun = async <T>(
  { engine, caller, path }: Pick<OfId, 'engine' | 'caller' | 'path'>,
  next: () => T,
): Promise<Awaited<T>> => {
  await checkRun(engine, caller, path.id);
  return await next();
};
const ofSchedule = async <T>(
  { engine, caller, path }: Pick<OfId, 'engine' | 'caller' | 'path'>,
  next: () => T,
): Promise<Awaited<T>> => {
  await checkSchedule(engine, caller, path.id);
  return await next();
};

/** They tell of no process: of `load` and `scheduleCrowd` one learns how busy the computer is, and nothing of what it does. */
type Free = Extract<
  Names,
  | 'signIn'
  | 'session'
  | 'signOut'
  | 'signInLink'
  | 'signInWays'
  | 'signInWithPassword'
  | 'invitation'
  | 'acceptInvitation'
  | 'me'
  | 'changeMe'
  | 'changePassword'
  | 'mySessions'
  | 'myPreferences'
  | 'changeMyPreferences'
  | 'endSession'
  | 'beginIdentity'
  | 'identityOutcome'
  | 'signInWithCode'
  | 'passkeySignInOptions'
  | 'signInWithPasskey'
  | 'myFactors'
  | 'beginCodes'
  | 'confirmCodes'
  | 'endCodes'
  | 'passkeyOptions'
  | 'addPasskey'
  | 'renamePasskey'
  | 'removePasskey'
  | 'connectMe'
  | 'disconnectMe'
  | 'load'
  | 'scheduleCrowd'
  | 'scheduleTimes'
  | 'worker'
  | 'settings'
  | 'zones'
  | 'calendars'
  | 'views'
  | 'putView'
  | 'deleteView'
  | 'holidays'
  | 'firstSteps'
  | 'readText'
  | 'checkProcess'
>;

const scheduleLimits = {
  testCondition: async ({ engine, caller, input }, next) => {
    const { condition } = input as { condition?: { kind?: string; schedule?: string } };
    if (condition?.kind === 'schedule') await checkSchedule(engine, caller, String(condition.schedule));
    return next();
  },
  schedules: ({ engine, caller, input }) => limitedSchedules(engine, caller, input),
  async createSchedule({ engine, caller, input }, next) {
    await checkDraft(engine, caller, input);
    if (input.copyOf !== undefined) await checkSchedule(engine, caller, input.copyOf);
    return next();
  },
  schedule: ofSchedule,
  aboutSchedule: ofSchedule,
  whySchedule: ofSchedule,
  replaceSchedule: async (call, next) => {
    await checkDraft(call.engine, call.caller, call.input.draft);
    return ofSchedule(call, next);
  },
  deleteSchedule: ofSchedule,
  runSchedule: ofSchedule,
  pauseSchedule: ofSchedule,
  resumeSchedule: ofSchedule,
  lookSchedule: ofSchedule,
  favouriteSchedule: ofSchedule,
} satisfies Partial<Limits>;

const runLimits = (watched: WatchedRuns) =>
  ({
    runs: ({ engine, caller, input }) => limitedRuns(engine, caller, input),
    run: ofRun,
    runLog: ofRun,
    findInLog: ofRun,
    logGroups: ofRun,
    async chain(call) {
      await checkRun(call.engine, call.caller, call.path.id);
      const chain = await call.engine.runs.chain(call.path.id);
      const seen = <T extends { readonly process: string }>(runs: readonly T[]) =>
        runs.filter(({ process }) => sees(call.caller, process));
      const runs = seen(chain.runs);
      const known = new Set(runs.map(({ id }) => id));
      const next = chain.next.filter(
        ({ run, kind, name }) => known.has(run) && (kind === 'process' ? sees(call.caller, name) : false),
      );
      return { ...chain, runs, next, others: seen(chain.others) };
    },
    screen: ofRun,
    async watchLog({ engine, caller, path }, next) {
      const { run } = await engine.runs.detail(path.id);
      checkSeen(caller, run);
      watched.add(run.id, run.process);
      return next();
    },
    cancelRun: ofRun,
    rerun: ofRun,
  }) satisfies Partial<Limits>;

const otherLimits = {
  overview: ({ engine, caller, input }) => engine.views.overview(input.period, caller.processes),
  attention: ({ engine, caller }) => limitedAttention(engine, caller),
  async attentionSeen({ engine, caller, input }) {
    const { items } = await limitedAttention(engine, caller);
    const keys = items.flatMap(({ key }) => ((input.keys?.includes(key) ?? true) ? [key] : []));
    return { runs: keys.length === 0 ? [] : [...(await engine.attention.see({ ...input, keys }, caller))] };
  },
  async attentionNotSeen({ engine, caller, input }, next) {
    for (const id of input.runs) await checkRun(engine, caller, id);
    return next();
  },
  timeline: async ({ engine, caller, input }) => limitedTimeline(caller, await engine.views.timeline(input)),
  async processes({ engine, caller }) {
    return { processes: (await engine.catalogue.rows()).filter(({ process }) => sees(caller, process.name)) };
  },
  async putProcess({ engine, caller, path, input }, next) {
    if (engine.catalogue.find(path.name) !== null) checkProcess(engine, caller, path.name);
    checkTags(caller, input.process);
    const { then } = (input.process ?? {}) as { then?: Parameters<typeof checkThen>[2] };
    if (Array.isArray(then)) await checkThen(engine, caller, then);
    return next();
  },
  deleteProcess: async ({ engine, caller, path }, next) => (checkProcess(engine, caller, path.name), next()),
  async startProcess({ engine, caller, path, input }, next) {
    checkProcess(engine, caller, path.name);
    await checkThen(engine, caller, input.then ?? []);
    return next();
  },
  async notices({ engine, caller }) {
    const all = await engine.notices.all();
    const seen = await Promise.all(all.map((one) => isNoticeSeen(engine, caller, one)));
    return { notices: all.filter((_, at) => seen[at]) };
  },
  async noticeRuns({ engine, caller, path }) {
    return { runs: (await engine.notices.runs(path.id)).filter(({ process }) => sees(caller, process)) };
  },
  async settleNotice({ engine, caller, path, input }, next) {
    const { runIds } = input;
    if (runIds === undefined) {
      const seen = (await engine.notices.runs(path.id)).filter(({ process }) => sees(caller, process));
      return {
        notice: await engine.notices.settle(
          path.id,
          input.act,
          seen.map(({ id }) => id),
          caller,
        ),
      };
    }
    for (const id of runIds) if (!(await isRunSeen(engine, caller, id))) await checkRun(engine, caller, id);
    return next();
  },
  async allWorkers({ engine, caller }) {
    const answer = await engine.workers.list();
    return { ...answer, workers: answer.workers.map((worker) => limitedWorker(caller, worker)) };
  },
  vault({ engine, caller }) {
    const { groups, ...rest } = engine.vault.all();
    return {
      ...rest,
      groups: groups.filter(({ processes }) => processes === null || processes.some((name) => sees(caller, name))),
    };
  },
  async vaultUses({ engine, caller }) {
    const uses = (await engine.vault.uses()).map((use) => ({
      ...use,
      processes: use.processes.filter((name) => sees(caller, name)),
      ...{ schedules: [], scheduleCount: 0 },
    }));
    return { uses: uses.filter(({ processes }) => processes.length > 0) };
  },
} satisfies Partial<Limits>;

/** Every endpoint is in one of these, or among the free ones. */
const limitsOf = (watched: WatchedRuns): Limits => ({ ...scheduleLimits, ...runLimits(watched), ...otherLimits });

/** A new process, or one that is changed, must stay among those that the person sees. */
function checkTags({ account }: Caller, process: unknown): void {
  const wanted = account?.tags ?? null;
  if (wanted === null) return;
  const { tags } = (process ?? {}) as { tags?: unknown };
  const given = Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string').map(tagKey) : [];
  if (wanted.some((tag) => given.includes(tagKey(tag)))) return;
  throw rotaError(
    'FORBIDDEN',
    said`You may see only processes with certain tags: give this one the tag ${either(wanted.map((tag) => `"${tag}"`))}`,
    'process.tags',
  );
}

const tagKey = (text: string): string => foldForSearch(text.trim()).replace(/\s+/g, ' ');

/** The handlers, which a person who is limited to some processes reaches through `limits`. */
export function withSight(watched: WatchedRuns, handlers: Handlers<ConsoleApi>): Handlers<ConsoleApi> {
  const limits: Readonly<Record<string, unknown>> = limitsOf(watched);
  const bounded = Object.entries(handlers).map(([name, handler]) => {
    const limit = limits[name];
    if (typeof limit !== 'function') return [name, handler] as const;
    const own = handler as (call: unknown) => unknown;
    const through = limit as (call: unknown, next: () => unknown) => unknown;
    return [
      name,
      (call: Call<ConsoleApi['session']>) =>
        call.caller.processes === null ? own(call) : through(call, () => own(call)),
    ] as const;
  });
  return Object.fromEntries(bounded) as Handlers<ConsoleApi>;
}
