import type { WebhookVerbs } from '../messages/webhook-verbs.ts';
import type { ClientVerbs } from '../people/client-verbs.ts';
import type { Caller } from '../people/caller.ts';
import type { Readable } from 'node:stream';
import type { BackupsAnswer } from '../../contract/backups.ts';
import type { Calendar } from '../../contract/calendar.ts';
import type { HolidaysAnswer } from '../../contract/holidays.ts';
import type * as connector from '../../contract/connector.ts';
import type { FilesAnswer, RunEvent } from '../../contract/connector-files.ts';
import type * as page from '../../contract/console.ts';
import type * as figures from '../../contract/overview.ts';
import type * as upkeep from '../../contract/upkeep.ts';
import type { Announcement, Notice } from '../../contract/events.ts';
import type { FileValue } from '../../contract/file-value.ts';
import type { RpaProcess } from '../../contract/process.ts';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Schedule, ScheduleDraft, ScheduleRow } from '../../contract/schedule.ts';
import type { Settings, SettingsPatch } from '../../contract/settings.ts';
import type { WorkerStatus } from '../../contract/worker.ts';
import type { ZoneFacts, ZoneTables } from '../../contract/zones.ts';
import type { z } from 'zod';
import type { DefinitionWarning } from '../domain/definition-warnings.ts';

type Values = Readonly<Record<string, unknown>>;
type Warning = connector.Warning;

/** The verbs of the connector API. All throw RotaError. */
export interface ConnectorVerbs {
  /** Durable once resolved. `warnings` are those of reading the text (repairs, doubled keys) and come first in the answer. */
  start(
    body: unknown,
    caller: Caller,
    options: { idempotencyKey?: string; warnings?: readonly Warning[] },
  ): Promise<connector.StartAnswer>;
  /**
   * Keeps a file that comes as a part of a form; `body` is what came before it. Answers the name and the value that stand for it in
   * `values`. Throws before anything is read where the part is not declared, and as soon as it is too large.
   */
  takeFile(
    body: unknown,
    part: string,
    file: { readonly name: string; readonly bytes: Readable },
    caller: Caller,
  ): Promise<{ name: string; value: unknown }>;
  validate(
    body: unknown,
    caller: Caller,
    options: { warnings?: readonly Warning[] },
  ): Promise<connector.ValidateAnswer>;
  /** Waits up to `waitMs` for a final state. `retryAfterSeconds` is null when the state is final. */
  status(
    spid: string,
    options: { waitMs: number; isNative: boolean; signal?: AbortSignal },
    caller: Caller,
  ): Promise<{ answer: connector.StatusAnswer; retryAfterSeconds: number | null }>;
  cancel(spid: string, caller: Caller): Promise<z.infer<typeof connector.cancelAnswer>>;
  rerun(spid: string, caller: Caller): Promise<connector.StartAnswer>;
  history(
    query: z.infer<typeof connector.historyQuery>,
    caller: Caller,
  ): Promise<z.infer<typeof connector.historyAnswer>>;
  log(
    spid: string,
    query: z.infer<typeof connector.logQuery>,
    caller: Caller,
  ): Promise<z.infer<typeof connector.logAnswer>>;
  list(caller: Caller): connector.ListAnswer;
  /** The files of the run of that id, else of the latest one that has begun. */
  files(spid: string, runId: string | undefined, caller: Caller): Promise<FilesAnswer>;
  file(spid: string, name: string, runId: string | undefined, caller: Caller): Promise<string>;
  logFile(
    spid: string,
    query: { run?: string | undefined; attempt?: number | undefined },
    caller: Caller,
  ): Promise<{ file: string; runId: string; attempt: number }>;
  /** How a caller sees announced runs, of one start or of all: null for what is not for it. Throws NOT_FOUND for a start that is not. */
  watcher(caller: Caller, spid: string | undefined): Promise<(run: Run) => Promise<RunEvent | null>>;
  workers(caller: Caller): z.infer<typeof connector.workersAnswer>;
}

export interface ScheduleVerbs {
  list(query: z.infer<typeof page.schedulesQuery>): Promise<page.SchedulesAnswer>;
  row(id: string): Promise<ScheduleRow>;
  /** When a plan that is not saved yet would run. */
  times(question: z.infer<typeof page.scheduleTimesBody>): Promise<readonly number[]>;
  create(draft: z.infer<typeof page.scheduleBody>, caller: Caller): Promise<ScheduleRow>;
  replace(id: string, version: number, draft: ScheduleDraft, caller: Caller): Promise<ScheduleRow>;
  delete(id: string, caller: Caller): Promise<void>;
  runNow(id: string, values: Values | undefined, caller: Caller): Promise<Run>;
  pause(id: string, until: number | null, caller: Caller): Promise<ScheduleRow>;
  resume(id: string, caller: Caller): Promise<ScheduleRow>;
  setFavourite(id: string, isFavourite: boolean): Promise<ScheduleRow>;
  pauseAll(until: number | null, caller: Caller): Promise<void>;
  resumeAll(caller: Caller): Promise<void>;
  /** Whether everything is paused, and until when. */
  pausedAll(): { isPaused: boolean; until: number | null };
}

export interface RunVerbs {
  list(query: z.infer<typeof page.runsQuery>): Promise<page.RunsAnswer>;
  detail(id: string): Promise<{ run: RunDetail; process: RpaProcess | null; schedule: Schedule | null }>;
  log(id: string, query: z.infer<typeof page.runLogQuery>): Promise<page.RunLogAnswer>;
  /** The end of a log as it is now, also of one whose last lines are not in it yet. */
  lastLines(id: string, attempt: number | undefined, wanted: number): Promise<page.RunLogAnswer>;
  findInLog(id: string, query: z.infer<typeof page.findInLogQuery>): Promise<z.infer<typeof page.findInLogAnswer>>;
  logGroups(id: string, query: z.infer<typeof page.logGroupsQuery>): Promise<z.infer<typeof page.logGroupsAnswer>>;
  /** An attempt's log for download: its file, or, where it has groups, its text with them indented. */
  logText(id: string, attempt: number | undefined): Promise<string | Readable>;
  /** The file of an artifact; refuses anything outside the run's artifacts folder. */
  artifactFile(id: string, name: string): Promise<string>;
  folder(id: string): Promise<string>;
  /** New lines are announced for a minute. */
  watch(id: string): Promise<{ attempt: number; lines: number }>;
  cancel(id: string, force: boolean, caller: Caller): Promise<Run>;
  rerun(id: string, values: Values | undefined, caller: Caller): Promise<Run>;
  startProcess(name: string, values: Values, isTest: boolean, caller: Caller): Promise<Run>;
}

export interface CatalogueVerbs {
  /** By exact name, else ignoring case if unique. */
  find(name: string): RpaProcess | null;
  all(): readonly RpaProcess[];
  rows(): Promise<readonly page.ProcessRow[]>;
  /** Checks the definition; `onlyNew` refuses a name that is taken, `was` what has changed since. Durable once resolved. */
  put(definition: unknown, onlyNew: boolean, caller: Caller, base?: string, was?: unknown): Promise<RpaProcess>;
  /** What would not work here: program, folder, placeholders. Empty = fine. */
  check(definition: unknown): Promise<readonly DefinitionWarning[]>;
  delete(name: string, caller: Caller): Promise<void>;
}

export interface ZoneVerbs {
  /** In short, for programs that watch Rota. */
  inUse(): NonNullable<z.infer<typeof connector.healthAnswer>['timeZoneData']>;
  /** Which edition of the time zone data is in use, and what else there was. */
  facts(): ZoneFacts;
  names(): readonly string[];
  tables(ids: readonly string[]): ZoneTables;
  /** Looks again which is the newest; resolved once every schedule has followed it. */
  look(caller: Caller): Promise<ZoneFacts>;
}

export interface SettingsVerbs {
  get(): Settings;
  change(patch: SettingsPatch, caller: Caller): Promise<Settings>;
}

export interface CalendarVerbs {
  all(): readonly Calendar[];
  countries(): readonly { code: string; name: string }[];
  /** Rejects with NOT_FOUND for a place that the holiday library does not know. */
  holidays(place: string, year: number): Promise<HolidaysAnswer>;
  /** `was`: as it was read, null for a new one; refused if it is something else by now. */
  put(name: string, calendar: Calendar, caller: Caller, was?: Calendar | null): Promise<void>;
  delete(name: string, caller: Caller): Promise<void>;
  importIcs(name: string, ics: string, caller: Caller): Promise<z.infer<typeof page.importCalendarAnswer>>;
}

export interface WorkerVerbs {
  status(): WorkerStatus;
  rename(change: z.infer<typeof page.workerBody>, caller: Caller): Promise<WorkerStatus>;
  /** The desktop shell says whether a desktop robot could work now. */
  setDesktop(state: WorkerStatus['desktop']): void;
  /** The computer woke up: look at the wall clock now. */
  wake(): void;
}

export interface NoticeVerbs {
  all(): Promise<readonly Notice[]>;
  dismiss(id: string): Promise<void>;
  /** The runs that it is about and that were neither run nor skipped yet. */
  runs(id: string): Promise<readonly Run[]>;
  /** Runs or skips some of them (all that are left without a list), each at most once; what is left of the notice. */
  settle(
    id: string,
    act: page.NoticeAct,
    runIds: readonly string[] | undefined,
    caller: Caller,
  ): Promise<Notice | null>;
}

export interface AuditVerbs {
  record(caller: Caller, action: page.AuditAction, what: Translatable | string): void;
  page(query: z.infer<typeof page.auditQuery>): Promise<{ entries: page.AuditEntry[]; next: number | null }>;
}

export interface ExchangeVerbs {
  /** Its schedules come page by page as they are read. */
  export(
    caller: Caller,
  ): Omit<upkeep.ExportDocument, 'schedules'> & { schedules: AsyncIterable<upkeep.ExportDocument['schedules']> };
  /** The text of a file's bytes. Throws BODY_INVALID with the line where they are not what they claim. */
  readText(request: z.infer<typeof upkeep.readTextBody>): z.infer<typeof upkeep.readTextAnswer>;
  /** The text that was given, or that of the bytes. Throws as well where a sign of it was lost before (U+FFFD). */
  textOf(
    request: { ics?: string | undefined; bytes?: string | undefined; encoding?: string | undefined },
    field: string,
  ): string;
  import(request: z.infer<typeof upkeep.importBody>, caller: Caller): Promise<upkeep.ImportAnswer>;
}

export interface BackupVerbs {
  /** Copies database and configuration, the key under a passphrase if one is given; returns the folder. */
  make(caller: Caller, passphrase?: string): Promise<string>;
  list(most: number): Promise<BackupsAnswer>;
  /** Refuses what could not be restored, also for want of its passphrase; else what the settings of the backup say. */
  check(name: string, passphrase?: string): Promise<Settings>;
  /** The next start restores it. Throws BODY_INVALID where its passphrase is missing or wrong. */
  planRestore(name: string, caller: Caller, passphrase?: string): Promise<void>;
  callOffRestore(caller: Caller): Promise<void>;
}

export interface ExampleVerbs {
  /** At the very first start the Scheduler screen has one row: the robot that comes in the box. Deleting it is remembered. */
  offer(): Promise<void>;
  /** Brings back what was deleted of it, and the first steps; its schedule. */
  restore(caller: Caller): Promise<ScheduleRow>;
}

export interface ViewVerbs {
  overview(period: (typeof figures.periods)[number]): Promise<figures.OverviewAnswer>;
  /** Of the overview only what the tray asks for every second, and what costs as little with hundreds of processes. */
  glance(): Promise<{ readonly attention: number; readonly next: figures.OverviewAnswer['next'] }>;
  timeline(query: z.infer<typeof figures.timelineQuery>): Promise<figures.TimelineAnswer>;
}

/** The conductor: all that the front door, the tray and the command line may ask. */
export interface Engine {
  readonly connector: ConnectorVerbs;
  readonly schedules: ScheduleVerbs;
  readonly runs: RunVerbs;
  readonly catalogue: CatalogueVerbs;
  readonly clients: ClientVerbs;
  readonly zones: ZoneVerbs;
  readonly settings: SettingsVerbs;
  readonly calendars: CalendarVerbs;
  readonly worker: WorkerVerbs;
  readonly notices: NoticeVerbs;
  readonly audit: AuditVerbs;
  readonly webhooks: WebhookVerbs;
  readonly exchange: ExchangeVerbs;
  readonly backups: BackupVerbs;
  readonly example: ExampleVerbs;
  readonly views: ViewVerbs;
  /** Keeps a file that a person is about to give as a value. Throws BODY_TOO_LARGE, NO_ROOM. */
  readonly receiveFile: (bytes: Readable, name: string) => Promise<FileValue>;
  readonly storage: () => Promise<upkeep.StorageAnswer>;
  /** Whether the disk has room for runs; without, they wait. */
  readonly hasRoom: () => boolean;
  /** Something in the data folder could not be written, by the system's word. */
  readonly noteRefused: (code: string) => void;
  /** Why runs wait although Rota is up: a full disk, a computer without room for programs; null where nothing is wrong. */
  readonly trouble: () => Translatable | null;
  /** Changes with every start. */
  readonly epoch: string;
  readonly home: string;
  readonly isStopping: () => boolean;
  /** Everything announced from now on; returns its end. A listener that throws is logged and does no harm. */
  subscribe(listener: (announcement: Announcement) => void): () => void;
}
