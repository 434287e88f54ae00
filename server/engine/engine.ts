import type { ChannelVerbs } from '../messages/channel-verbs.ts';
import type { WebhookVerbs } from '../messages/webhook-verbs.ts';
import type { MessageVerbs } from '../messages/message-verbs.ts';
import type { ClientVerbs } from '../people/client-verbs.ts';
import type { UserVerbs } from '../people/user-verbs.ts';
import type { Ways } from '../people/sign-in/ways.ts';
import type { Caller } from '../people/caller.ts';
import type { ChainVerbs } from './shared/chain-verbs.ts';
import type { HookVerbs } from './shared/hook-verbs.ts';
import type { PreviewVerbs } from './shared/preview-verbs.ts';
import type { FleetVerbs, StartHow } from './shared/fleet-verbs.ts';
import type { ScheduleQuestions } from './shared/schedule-questions.ts';
import type { Readable } from 'node:stream';
import type { FirstSteps } from '../../contract/first-steps.ts';
import type { Calendar } from '../../contract/calendar.ts';
import type { TestConditionAnswer, testConditionBody } from '../../contract/conditions.ts';
import type { HolidaysAnswer } from '../../contract/holidays.ts';
import type * as connector from '../../contract/connector.ts';
import type * as history from '../../contract/connector-history.ts';
import type { FilesAnswer, RunEvent } from '../../contract/connector-files.ts';
import type * as page from '../../contract/console.ts';
import type * as figures from '../../contract/overview.ts';
import type { Report, ReportQuery } from '../../contract/report.ts';
import type * as upkeep from '../../contract/upkeep.ts';
import type * as vault from '../../contract/vault.ts';
import type { Announcement } from '../../contract/events.ts';
import type { FileValue } from '../../contract/file-value.ts';
import type { RpaProcess } from '../../contract/process.ts';
import type { Run, RunDetail } from '../../contract/run.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Schedule, ScheduleDraft, ScheduleRow } from '../../contract/schedule.ts';
import type { TriggerLook } from '../../contract/triggers.ts';
import type { WorkerStatus } from '../../contract/worker.ts';
import type { ZoneFacts, ZoneTables } from '../../contract/zones.ts';
import type { z } from 'zod';
import type { AttentionVerbs } from './shared/attention-verbs.ts';
import type { AuditVerbs, NoticeVerbs } from './shared/audit-verbs.ts';
import type { BackupVerbs } from './shared/backup-verbs.ts';
import type { FigureVerbs } from './shared/figures.ts';
import type { OrderVerbs } from './shared/order-verbs.ts';
import type { ScreenVerbs } from './shared/screen-verbs.ts';
import type { SettingsVerbs } from './shared/settings-verbs.ts';
import type { MembershipVerbs } from './shared/membership-verbs.ts';
import type { DefinitionWarning } from '../domain/definition-warnings.ts';

type Values = Readonly<Record<string, unknown>>;

/** The verbs of the connector API. All throw RotaError. */
export interface ConnectorVerbs extends HookVerbs {
  /** Durable once resolved. `warnings` come from reading the text (repairs, duplicate keys) and are first in the answer. */
  start(
    body: unknown,
    caller: Caller,
    options: { idempotencyKey?: string; warnings?: readonly connector.Warning[] },
  ): Promise<connector.StartAnswer>;
  /**
   * Stores a file from a form part; `body` is the part before it. Returns its parameter's name and the value for it. Throws before
   * it reads anything if the part is not declared, and as soon as it is too large.
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
    options: { warnings?: readonly connector.Warning[] },
  ): Promise<connector.ValidateAnswer>;
  /** Waits up to `waitMs` for a final state. `retryAfterSeconds` is null when the state is final. */
  status(
    spid: string,
    options: { waitMs: number; isNative: boolean; signal?: AbortSignal },
    caller: Caller,
  ): Promise<{ answer: connector.StatusAnswer; retryAfterSeconds: number | null }>;
  cancel(spid: string, caller: Caller): Promise<z.infer<typeof connector.cancelAnswer>>;
  rerun(spid: string, caller: Caller): Promise<connector.StartAnswer>;
  history(query: z.infer<typeof history.historyQuery>, caller: Caller): Promise<z.infer<typeof history.historyAnswer>>;
  log(
    spid: string,
    query: z.infer<typeof history.logQuery>,
    caller: Caller,
  ): Promise<z.infer<typeof history.logAnswer>>;
  list(caller: Caller): connector.ListAnswer;
  /** The files of the run with that id, else of the latest one that has started. */
  files(spid: string, runId: string | undefined, caller: Caller): Promise<FilesAnswer>;
  file(spid: string, name: string, runId: string | undefined, caller: Caller): Promise<string>;
  logFile(
    spid: string,
    query: { run?: string | undefined; attempt?: number | undefined },
    caller: Caller,
  ): Promise<{ file: string; runId: string; attempt: number }>;
  /**
   * Returns a function that turns announced runs, of one start or of all, into what the caller may see: null if nothing. Throws
   * NOT_FOUND for an unknown start.
   */
  watcher(caller: Caller, spid: string | undefined): Promise<(run: Run) => Promise<RunEvent | null>>;
  workers(caller: Caller): Promise<z.infer<typeof connector.workersAnswer>>;
}

export interface ScheduleVerbs extends PreviewVerbs, ScheduleQuestions {
  /** Looks at a condition at once, for the person who writes it. */
  testCondition(asked: z.infer<typeof testConditionBody>): Promise<TestConditionAnswer>;
  list(query: z.infer<typeof page.schedulesQuery>): Promise<page.SchedulesAnswer>;
  row(id: string): Promise<ScheduleRow>;
  create(draft: z.infer<typeof page.scheduleBody>, caller: Caller): Promise<ScheduleRow>;
  replace(id: string, version: number, draft: ScheduleDraft, caller: Caller): Promise<ScheduleRow>;
  delete(id: string, caller: Caller): Promise<void>;
  runNow(id: string, how: page.RunSchedule, caller: Caller): Promise<Run>;
  pause(id: string, until: number | null, caller: Caller): Promise<ScheduleRow>;
  resume(id: string, caller: Caller): Promise<ScheduleRow>;
  /** Looks at once for what its triggers wait for. Throws CONFLICT if that is not looked for here. */
  lookNow(id: string): Promise<TriggerLook[]>;
  setFavourite(id: string, isFavourite: boolean): Promise<ScheduleRow>;
  pauseAll(until: number | null, caller: Caller): Promise<void>;
  resumeAll(caller: Caller): Promise<void>;
  /** Whether everything is paused, and until when. */
  pausedAll(): { isPaused: boolean; until: number | null };
}

export interface RunVerbs extends ChainVerbs, ScreenVerbs {
  list(query: z.infer<typeof page.runsQuery>): Promise<page.RunsAnswer>;
  detail(id: string): Promise<{ run: RunDetail; process: RpaProcess | null; schedule: Schedule | null }>;
  log(id: string, query: z.infer<typeof page.runLogQuery>): Promise<page.RunLogAnswer>;
  /** The last lines of a log as they are now, also if some are not in its file yet. */
  lastLines(id: string, attempt: number | undefined, wanted: number): Promise<page.RunLogAnswer>;
  findInLog(id: string, query: z.infer<typeof page.findInLogQuery>): Promise<z.infer<typeof page.findInLogAnswer>>;
  logGroups(id: string, query: z.infer<typeof page.logGroupsQuery>): Promise<z.infer<typeof page.logGroupsAnswer>>;
  /** The log of an attempt for download: its file, or, if it has groups, its text with the groups indented. */
  logText(id: string, attempt: number | undefined): Promise<string | Readable>;
  /** The file of an artifact; refuses paths outside the run's artifacts folder. */
  artifactFile(id: string, name: string): Promise<string>;
  folder(id: string): Promise<string>;
  /** Announces new lines for a minute. */
  watch(id: string): Promise<{ attempt: number; lines: number }>;
  startProcess(name: string, values: Values, how: StartHow, caller: Caller): Promise<Run>;
}

export interface CatalogueVerbs {
  /** By exact name, else ignoring case if unique. */
  find(name: string): RpaProcess | null;
  all(): readonly RpaProcess[];
  rows(): Promise<readonly page.ProcessRow[]>;
  /**
   * Checks and stores the definition. `onlyNew` refuses a name that exists, `was` a process that has changed since. Durable
   * once resolved.
   */
  put(definition: unknown, onlyNew: boolean, caller: Caller, base?: string, was?: unknown): Promise<RpaProcess>;
  /** What would not work on this computer: program, folder, placeholders. Empty = nothing. */
  check(definition: unknown): Promise<readonly DefinitionWarning[]>;
  delete(name: string, caller: Caller): Promise<void>;
}

export interface ZoneVerbs {
  /** A short form, for monitoring programs. */
  inUse(): NonNullable<z.infer<typeof connector.healthAnswer>['timeZoneData']>;
  /** The edition of the time zone data in use, and the other sources. */
  facts(): ZoneFacts;
  names(): readonly string[];
  tables(ids: readonly string[]): ZoneTables;
  /** Checks again which edition is newest; resolves once every schedule has been replanned. */
  look(caller: Caller): Promise<ZoneFacts>;
}

export interface CalendarVerbs {
  all(): readonly Calendar[];
  countries(): readonly { code: string; name: string }[];
  /** Rejects with NOT_FOUND for a place that the holiday library does not know. */
  holidays(place: string, year: number): Promise<HolidaysAnswer>;
  /** `was`: the calendar that the caller has seen, null for a new one; refused if it has changed since. */
  put(name: string, calendar: Calendar, caller: Caller, was?: Calendar | null): Promise<void>;
  delete(name: string, caller: Caller): Promise<void>;
  importIcs(name: string, ics: string, caller: Caller): Promise<z.infer<typeof page.importCalendarAnswer>>;
}

export interface VaultVerbs {
  all(): vault.VaultAnswer;
  /** Reads every schedule. */
  uses(): Promise<vault.VaultUse[]>;
  putGroup(name: string, body: z.infer<typeof vault.vaultGroupBody>, caller: Caller): Promise<vault.VaultGroup>;
  /** Throws IN_USE if something refers to a key of it, unless forced. */
  deleteGroup(name: string, isForced: boolean, caller: Caller): Promise<void>;
  putKey(group: string, name: string, body: vault.VaultKeyBody, caller: Caller): Promise<vault.VaultGroup>;
  deleteKey(group: string, name: string, isForced: boolean, caller: Caller): Promise<void>;
  import(request: z.infer<typeof vault.vaultImportBody>, caller: Caller): Promise<vault.VaultImportAnswer>;
}

export interface WorkerVerbs {
  status(): WorkerStatus;
  rename(change: z.infer<typeof page.workerBody>, caller: Caller): Promise<WorkerStatus>;
  /** The desktop shell reports whether a desktop robot could work now. */
  setDesktop(state: WorkerStatus['desktop']): void;
  /** The computer woke up: check the wall clock now. */
  wake(): void;
}

export interface ExchangeVerbs {
  /** Its schedules are read and written page by page. */
  export(
    caller: Caller,
  ): Omit<upkeep.ExportDocument, 'schedules'> & { schedules: AsyncIterable<upkeep.ExportDocument['schedules']> };
  /** Decodes a file. Throws BODY_INVALID with the line of the first invalid bytes. */
  readText(request: z.infer<typeof upkeep.readTextBody>): z.infer<typeof upkeep.readTextAnswer>;
  /** The given text, or the decoded bytes. Also throws if a character was lost earlier (U+FFFD). */
  textOf(
    request: { ics?: string | undefined; bytes?: string | undefined; encoding?: string | undefined },
    field: string,
  ): string;
  import(request: z.infer<typeof upkeep.importBody>, caller: Caller): Promise<upkeep.ImportAnswer>;
}

export interface ExampleVerbs {
  /** At the very first start, adds one row to the Scheduler screen: the bundled robot. If it was deleted, that is remembered. */
  offer(): Promise<void>;
  /** Restores the deleted parts of the example and shows the first steps; resolves to its schedule. */
  restore(caller: Caller): Promise<ScheduleRow>;
  /** What an empty Scheduler offers on this computer. */
  steps(): Promise<FirstSteps>;
}

export interface ViewVerbs {
  /** `only`: of these processes; null: of all. */
  overview(period: (typeof figures.periods)[number], only?: Caller['processes']): Promise<figures.OverviewAnswer>;
  /** The part of the overview that the tray polls every second; cheap even with hundreds of processes. */
  glance(): Promise<{ readonly attention: number; readonly next: figures.OverviewAnswer['next'] }>;
  /** Computed by the database, off the thread that answers. */
  report(query: ReportQuery): Promise<Report>;
  timeline(query: z.infer<typeof figures.timelineQuery>): Promise<figures.TimelineAnswer>;
  load(query: z.infer<typeof figures.loadQuery>): Promise<figures.LoadAnswer>;
}

/** The engine's verbs, for `http`, the tray and the command line. */
export interface Engine {
  readonly connector: ConnectorVerbs;
  readonly schedules: ScheduleVerbs;
  readonly runs: RunVerbs;
  readonly catalogue: CatalogueVerbs;
  readonly clients: ClientVerbs;
  readonly users: UserVerbs;
  readonly ways: Ways;
  readonly zones: ZoneVerbs;
  readonly settings: SettingsVerbs;
  readonly calendars: CalendarVerbs;
  readonly vault: VaultVerbs;
  readonly worker: WorkerVerbs;
  readonly workers: FleetVerbs;
  readonly fleet: MembershipVerbs;
  readonly notices: NoticeVerbs;
  readonly attention: AttentionVerbs;
  readonly audit: AuditVerbs;
  readonly webhooks: WebhookVerbs;
  readonly channels: ChannelVerbs;
  readonly messages: MessageVerbs;
  readonly exchange: ExchangeVerbs;
  readonly backups: BackupVerbs;
  readonly example: ExampleVerbs;
  readonly views: ViewVerbs;
  readonly figures: FigureVerbs;
  readonly order: OrderVerbs;
  /** Stores a file that a person will use as a value. Throws BODY_TOO_LARGE, NO_ROOM. */
  readonly receiveFile: (bytes: Readable, name: string) => Promise<FileValue>;
  readonly storage: () => Promise<upkeep.StorageAnswer>;
  /** Whether the disk has room for runs; without it they wait. */
  readonly hasRoom: () => boolean;
  /** Reports that something in the data folder could not be written, with the system's error code. */
  readonly noteRefused: (code: string) => void;
  /** Why runs wait although Rota is up: a full disk, or a lack of resources for programs; null if all is well. */
  readonly trouble: () => Translatable | null;
  /** Where others reach this server, for links in messages; without a trailing slash. */
  readonly setAddress: (url: string) => void;
  /** Changes with every start of the server. */
  readonly epoch: string;
  readonly home: string;
  readonly isStopping: () => boolean;
  /**
   * Calls `listener` with every announcement, or those of some kinds; returns the function that ends it. If a listener throws, that is logged
   * and the others still get theirs.
   */
  subscribe(listener: (announcement: Announcement) => void, kinds?: readonly Announcement['type'][]): () => void;
}
