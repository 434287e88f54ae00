import { createContext, use, useCallback, useMemo } from 'react';
import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useIsFetching,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { isInterval } from '../../contract/interval-plans.ts';
import type { ProcessRow, SessionAnswer } from '../../contract/console.ts';
import type { ProcessIcon } from '../../contract/process.ts';
import { isAtLeast, type Role } from '../../contract/roles.ts';
import type { ScheduleDraft, ScheduleOptions } from '../../contract/schedule.ts';
import { call, type Answer } from './client.ts';
import { fetchSession } from './session.ts';
import { fetchNames, haveZones, takeZones } from './zones.ts';
import { keys, type Period, type RunsFilter, type TimelineWindow } from './keys.ts';

/** The address may be another name of that computer, or a proxy: other programs can call the address that this page came from. */
const asReached = (session: SessionAnswer): SessionAnswer =>
  /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname) ? session : { ...session, baseUrl: location.origin };

export const useSession = () =>
  useQuery({ queryKey: keys.session, queryFn: fetchSessionAndZones, retry: false, select: asReached });

async function fetchSessionAndZones(): Promise<SessionAnswer> {
  const session = await fetchSession();
  await takeZones(session.zones);
  return session;
}

/** The names of all time zones, and the edition of the server's zone data. */
export const useZoneNames = () => useQuery({ queryKey: keys.zoneNames, queryFn: fetchNames });
export const useZoneFacts = () =>
  useQuery({ queryKey: keys.zoneFacts, queryFn: async () => (await call('zones')).facts });

/** All schedules: the screen filters and sorts locally, so a keystroke costs no request. */
export function useSchedules(isWanted = true) {
  const favourites = useOwnFavourites();
  const select = useMemo(() => favourites && withFavourites(favourites), [favourites]);
  return useQuery({
    queryKey: keys.schedules,
    queryFn: fetchAllSchedules,
    enabled: isWanted,
    ...(select === null ? {} : { select }),
  });
}

/** The favourites of a user by the IDs of schedules; null: those that are kept with the schedules. */
function useOwnFavourites(): ReadonlySet<string> | null {
  const own = useSession().data?.own?.favourites ?? null;
  return useMemo(() => own && new Set(own), [own]);
}

const withFavourites =
  (favourites: ReadonlySet<string>) =>
  (answer: Answer<'schedules'>): Answer<'schedules'> => ({
    ...answer,
    rows: answer.rows.map((row) => {
      const isFavourite = favourites.has(row.id);
      return isFavourite === row.isFavourite ? row : { ...row, isFavourite };
    }),
  });

const pageOfSchedules = 5000;

async function fetchAllSchedules(): Promise<Answer<'schedules'>> {
  const first = await call('schedules', { query: { limit: pageOfSchedules } });
  const rows = [...first.rows];
  let next = first.next;
  while (next !== null) {
    const page = await call('schedules', { query: { limit: pageOfSchedules, before: next } });
    rows.push(...page.rows);
    next = page.next;
  }
  await haveZones(rows.map(({ plan }) => plan.timezone));
  return { rows, total: first.total, next: null };
}

/** One schedule; starts from the list's entry and stays as live as the list. */
export function useSchedule(id: string | null) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.schedule(id ?? ''),
    queryFn: () => call('schedule', { path: { id: id ?? '' } }),
    enabled: id !== null,
    initialData: (): Answer<'schedule'> | undefined => {
      const row = queries.getQueryData<Answer<'schedules'>>(keys.schedules)?.rows.find((each) => each.id === id);
      return row && { row };
    },
  });
}

/** Runs, newest first, in pages of 200. */
export const useRuns = (filter: RunsFilter) =>
  useInfiniteQuery({
    queryKey: keys.runs(filter),
    queryFn: ({ pageParam, signal }) =>
      call('runs', { query: { ...filter, limit: 200, ...(pageParam === null ? {} : { before: pageParam }) }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const useRun = (id: string | null) =>
  useQuery({
    queryKey: keys.run(id ?? ''),
    queryFn: () => call('run', { path: { id: id ?? '' } }),
    enabled: id !== null,
  });

/** Whether a run is being asked for: what it left may be still to come. */
export const useIsRunComing = (id: string): boolean => useIsFetching({ queryKey: keys.run(id) }) > 0;

/** The chain that a run belongs to; it is asked for each run, since only the chain knows what followed. */
export const useChain = (id: string) =>
  useQuery({ queryKey: keys.chain(id), queryFn: () => call('chain', { path: { id } }) });

/** The latest runs of all schedules, at most a thousand. */
export const useRecentRuns = (isWanted: boolean) =>
  useQuery({
    queryKey: keys.recentRuns,
    queryFn: () => call('runs', { query: { limit: 1000 } }),
    enabled: isWanted,
  });

/** The last few runs, and all active ones. */
export const useLatestRuns = () =>
  useQuery({
    queryKey: [...keys.recentRuns, 'few'],
    queryFn: async () => {
      const [latest, running] = await Promise.all([
        call('runs', { query: { limit: 50 } }),
        call('runs', { query: { result: 'running', limit: 50 } }),
      ]);
      return [...new Map([...latest.runs, ...running.runs].map((run) => [run.id, run])).values()];
    },
  });

const processes = { queryKey: keys.processes, queryFn: () => call('processes') };

/** Processes as stored, for editing. */
export const useDefinitions = () => useQuery(processes);

/** A process in the reader's language, where it came with Rota. */
export const ProcessReading = createContext((row: ProcessRow): ProcessRow => row);

export function useProcesses() {
  const read = use(ProcessReading);
  const select = useCallback((answer: Answer<'processes'>) => ({ processes: answer.processes.map(read) }), [read]);
  return useQuery({ ...processes, select });
}

/** The title of a process by its name; the name itself while titles are unknown, and for deleted processes. */
export function useProcessTitle(): (name: string) => string {
  const processes = useProcesses().data?.processes;
  return useMemo(() => {
    const titles = new Map(processes?.map(({ process }) => [process.name, process.title]));
    return (name) => titles.get(name) ?? name;
  }, [processes]);
}

/** The icon of a process by its name; none while icons are unknown, and for deleted processes. */
export function useProcessIcon(): (name: string) => ProcessIcon | undefined {
  const processes = useProcesses().data?.processes;
  return useMemo(() => {
    const icons = new Map(processes?.map(({ process }) => [process.name, process.icon]));
    return (name) => icons.get(name);
  }, [processes]);
}

/** Whether a process is switched off; false while that is unknown. */
export function useProcessIsOff(): (name: string) => boolean {
  const processes = useProcesses().data?.processes;
  return useMemo(() => {
    const off = new Set(processes?.flatMap(({ process }) => (process.enabled ? [] : [process.name])));
    return (name) => off.has(name);
  }, [processes]);
}

/** The usual duration of a process by its name; null while that is unknown. */
export function useProcessUsual(): (name: string) => number | null {
  const processes = useProcesses().data?.processes;
  return useMemo(() => {
    const usual = new Map(processes?.map(({ process, usualMs }) => [process.name, usualMs]));
    return (name) => usual.get(name) ?? null;
  }, [processes]);
}

export const useOverview = (period: Period) =>
  useQuery({
    queryKey: keys.overview(period),
    queryFn: () => call('overview', { query: { period } }),
    placeholderData: keepPreviousData,
  });

/** What needs a person, everywhere: the rail counts it. */
export const useAttention = () => useQuery({ queryKey: keys.attention, queryFn: () => call('attention') });

export const useTimeline = (window: TimelineWindow) =>
  useQuery({
    queryKey: keys.timeline(window),
    queryFn: () => call('timeline', { query: { ...window } }),
    placeholderData: keepPreviousData,
  });

export const useClients = () => useQuery({ queryKey: keys.clients, queryFn: () => call('clients') });
export const useSettings = () => useQuery({ queryKey: keys.settings, queryFn: () => call('settings') });
export const useCalendars = () => useQuery({ queryKey: keys.calendars, queryFn: () => call('calendars') });
/** The public holidays of a region in a year; they change only with a new version of Rota. */
export const useHolidays = (place: string, year: number) =>
  useQuery({
    queryKey: keys.holidays(place, year),
    queryFn: () => call('holidays', { path: { place }, query: { year } }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
/** Whether whoever is signed in has at least this role; what the server would refuse is not asked for. */
const useIsAtLeast = (role: Role): boolean => isAtLeast(useSession().data?.me.role ?? 'administrator', role);

export const useVault = () =>
  useQuery({ queryKey: keys.vault, queryFn: () => call('vault'), enabled: useIsAtLeast('editor') });
/** Who refers to which key. Other changes make it stale, too, so it is fetched each time it is shown. */
export const useVaultUses = () =>
  useQuery({ queryKey: keys.vaultUses, queryFn: () => call('vaultUses'), staleTime: 0 });
export const useMessageRules = () =>
  useQuery({
    queryKey: keys.messageRules,
    queryFn: () => call('messageRules'),
    enabled: useIsAtLeast('administrator'),
  });
/** The channels that messages can be sent through. */
export const useMessageChannels = () =>
  useQuery({ queryKey: keys.channels, queryFn: () => call('channels'), enabled: useIsAtLeast('administrator') });
export const useNotices = () => useQuery({ queryKey: keys.notices, queryFn: () => call('notices') });

/** Who else starts in a minute on a worker; not asked again for what others change meanwhile. */
export const useScheduleCrowd = (asked: {
  readonly at: number;
  readonly worker: string | null;
  readonly except: string | null;
}) =>
  useQuery({
    queryKey: keys.crowd(asked),
    queryFn: () =>
      call('scheduleCrowd', {
        query: {
          at: asked.at,
          ...(asked.worker === null ? {} : { worker: asked.worker }),
          ...(asked.except === null ? {} : { except: asked.except }),
        },
      }),
    staleTime: 30_000,
  });

/** When a plan runs under its calendars; fetched only if it has some, and again when one of them changes. */
export const useScheduleTimes = (plan: ScheduleDraft['plan'] | null, calendars: ScheduleOptions['calendars']) =>
  useQuery({
    queryKey: [...keys.calendars, 'times', plan, calendars],
    queryFn: plan ? () => call('scheduleTimes', { body: { plan, calendars } }) : skipToken,
    enabled: plan?.kind !== 'call' && (calendars.length > 0 || (plan !== null && isInterval(plan))),
    // Otherwise the days off would flicker with each change of the plan.
    ...(calendars.length > 0 || (plan !== null && isInterval(plan)) ? { placeholderData: keepPreviousData } : {}),
  });
