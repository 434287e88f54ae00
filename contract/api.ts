import { z } from 'zod';
import * as backups from './backups.ts';
import * as channels from './channels.ts';
import * as conditions from './conditions.ts';
import * as connector from './connector.ts';
import * as files from './connector-files.ts';
import * as history from './connector-history.ts';
import * as page from './console.ts';
import * as preview from './schedule-preview.ts';
import type { Scope } from './client.ts';
import * as deliveries from './deliveries.ts';
import { firstStepsAnswer } from './first-steps.ts';
import { hookAnswer } from './hook-trigger.ts';
import { holidaysAnswer, holidaysQuery } from './holidays.ts';
import * as messages from './message-rules.ts';
import * as order from './order.ts';
import * as overview from './overview.ts';
import * as people from './people.ts';
import * as own from './person-settings.ts';
import * as report from './report.ts';
import * as upkeep from './upkeep.ts';
import * as fleet from './fleet.ts';
import { signInApi } from './sign-in-api.ts';
import { triggerLooksAnswer } from './triggers.ts';
import * as vault from './vault.ts';
import * as why from './why.ts';
import * as worker from './worker.ts';
import * as zones from './zones.ts';

/**
 * Who may call: anyone (`any`: a signed-in caller gets a longer answer), a client with one of the scopes (Basic), or a person's session (cookie; a
 * `manage` client may, too).
 */
export type Access = 'open' | 'any' | 'session' | readonly Scope[];

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  /** The query of GET and DELETE, the body of the others. `http` adds path parameters to it as `path`. */
  readonly request: z.ZodType;
  /** A query in addition to a body. */
  readonly query?: z.ZodType;
  readonly response: z.ZodType;
}

const start = ['start'] as const;
const read = ['read', 'start'] as const;
const none = z.object({});

const connectorBase = '/scheduler/connector-api';

/** The vendor's API and what we add under the same prefix. One line an endpoint. */
// prettier-ignore
export const connectorApi = {
  start: { method: 'POST', path: `${connectorBase}/process/start`, access: start, summary: 'Start or schedule a process; with `wait` the end of the run is waited for', request: connector.startBody, query: connector.statusQuery, response: connector.startAnswer },
  status: { method: 'GET', path: `${connectorBase}/process/status/{spid}`, access: read, summary: 'State and outputs', request: connector.statusQuery, response: connector.statusAnswer },
  list: { method: 'GET', path: `${connectorBase}/process/list`, access: read, summary: 'Processes with their parameters and a sample body', request: none, response: connector.listAnswer },
  validate: { method: 'POST', path: `${connectorBase}/process/validate`, access: read, summary: 'Dry run of a start: what was understood', request: connector.validateBody, response: connector.validateAnswer },
  cancel: { method: 'POST', path: `${connectorBase}/process/cancel/{spid}`, access: start, summary: 'Cancel what is queued, running or planned', request: connector.emptyBody, response: connector.cancelAnswer },
  rerun: { method: 'POST', path: `${connectorBase}/process/rerun/{spid}`, access: start, summary: 'Run once more with the same values; with `wait` its end is waited for', request: connector.emptyBody, query: connector.statusQuery, response: connector.startAnswer },
  history: { method: 'GET', path: `${connectorBase}/process/history`, access: read, summary: 'Ended and active runs, newest first', request: history.historyQuery, response: history.historyAnswer },
  log: { method: 'GET', path: `${connectorBase}/process/log/{spid}`, access: read, summary: 'The log of the latest run', request: history.logQuery, response: history.logAnswer },
  files: { method: 'GET', path: `${connectorBase}/process/files/{spid}`, access: read, summary: 'The files of the latest run, or of another: artifacts and logs', request: files.filesQuery, response: files.filesAnswer },
  workers: { method: 'GET', path: `${connectorBase}/worker/list`, access: read, summary: 'Workers and what they do', request: none, response: connector.workersAnswer },
  health: { method: 'GET', path: `${connectorBase}/health`, access: 'any', summary: 'Whether Rota answers; for who signs in also the time zone data in use', request: none, response: connector.healthAnswer },
} as const satisfies Record<string, Endpoint>;

/** Endpoints that answer a stream instead of JSON. They are mounted one by one and described with the others. */
export interface StreamEndpoint extends Pick<Endpoint, 'path' | 'access' | 'summary'> {
  readonly method: 'GET';
  readonly query: z.ZodType;
  /** The media type of the answer. */
  readonly type: 'application/octet-stream' | 'text/plain' | 'text/event-stream';
}

// prettier-ignore
export const connectorStreams = {
  file: { method: 'GET', path: `${connectorBase}/process/files/{spid}/{file}`, access: read, summary: 'A file that the run left; with ETag and ranges', query: files.filesQuery, type: 'application/octet-stream' },
  logFile: { method: 'GET', path: `${connectorBase}/process/log/{spid}/file`, access: read, summary: 'The whole log of an attempt as text; with ETag and ranges', query: files.logFileQuery, type: 'text/plain' },
  events: { method: 'GET', path: `${connectorBase}/process/events`, access: read, summary: 'Runs as they change (server-sent events)', query: files.eventsQuery, type: 'text/event-stream' },
} as const satisfies Record<string, StreamEndpoint>;

/** For monitoring programs. Described with the connector API, outside of its prefix. */
export const metricsEndpoint = {
  method: 'GET',
  path: '/metrics',
  access: ['metrics'],
  summary: 'Figures in the text format of Prometheus: runs by process and outcome, durations, lateness, queue, worker',
  query: none,
  type: 'text/plain',
} as const satisfies StreamEndpoint;

/** For services that cannot sign in: the signature over the body is the proof. Mounted by itself, because it needs the bytes as they came. */
export const hookEndpoint = {
  method: 'POST',
  path: `${connectorBase}/process/hook/{name}`,
  access: 'open',
  summary: 'A signed web call that starts a schedule',
  request: connector.emptyBody,
  response: hookAnswer,
} as const satisfies Endpoint;

/** Tools for assistants: the Model Context Protocol over streamable HTTP. What a caller may do decides which tools there are. */
export const mcpEndpoint = { path: '/mcp', access: read } as const satisfies Pick<StreamEndpoint, 'path' | 'access'>;

/** What the page, the tray and the command line speak. One line an endpoint. */
// prettier-ignore
export const consoleApi = {
  signIn: { method: 'POST', path: '/api/session', access: 'open', summary: 'Trade a one-time token for a session cookie', request: page.signInBody, response: page.sessionAnswer },
  session: { method: 'GET', path: '/api/session', access: 'session', summary: 'Who is signed in, to what', request: none, response: page.sessionAnswer },
  signOut: { method: 'DELETE', path: '/api/session', access: 'session', summary: 'End this session', request: none, response: page.okAnswer },
  signInLink: { method: 'POST', path: '/api/session/link', access: 'session', summary: 'A new one-time sign-in link', request: none, response: page.linkAnswer },
  signInWays: { method: 'GET', path: '/api/sign-in', access: 'open', summary: 'The ways to sign in here', request: none, response: people.signInWaysAnswer },
  signInWithPassword: { method: 'POST', path: '/api/sign-in/password', access: 'open', summary: 'Sign in with name and password', request: people.passwordSignInBody, response: people.signedInAnswer },
  invitation: { method: 'POST', path: '/api/sign-in/invitation', access: 'open', summary: 'Whose invitation a link is, while it can be used', request: people.invitationTokenBody, response: people.invitationFactsAnswer },
  acceptInvitation: { method: 'POST', path: '/api/sign-in/invitation/accept', access: 'open', summary: 'Choose a password by an invitation and sign in; other sessions of the user end', request: people.acceptInvitationBody, response: people.signedInAnswer },
  me: { method: 'GET', path: '/api/me', access: 'session', summary: 'The own user', request: none, response: people.meAnswer },
  changeMe: { method: 'PATCH', path: '/api/me', access: 'session', summary: 'Change the own title and e-mail address', request: people.changeMeBody, response: people.meAnswer },
  changePassword: { method: 'POST', path: '/api/me/password', access: 'session', summary: 'Change the own password; other sessions end', request: people.changePasswordBody, response: page.okAnswer },
  mySessions: { method: 'GET', path: '/api/me/sessions', access: 'session', summary: 'Where the caller is signed in', request: none, response: people.signInSessionsAnswer },
  allSessions: { method: 'GET', path: '/api/sessions', access: 'session', summary: 'Where anybody is signed in', request: none, response: people.signInSessionsAnswer },
  endSession: { method: 'DELETE', path: '/api/sessions/{id}', access: 'session', summary: 'End a session: one of the own, or any as an administrator', request: none, response: page.okAnswer },
  users: { method: 'GET', path: '/api/users', access: 'session', summary: 'The people who sign in', request: none, response: people.usersAnswer },
  createUser: { method: 'POST', path: '/api/users', access: 'session', summary: 'Add a user; the invitation is shown once', request: people.userDraft, response: people.userMadeAnswer },
  changeUser: { method: 'PATCH', path: '/api/users/{id}', access: 'session', summary: 'Change a user, disable or enable it', request: people.userChange, response: people.userAnswer },
  removeUser: { method: 'DELETE', path: '/api/users/{id}', access: 'session', summary: 'Remove a user at once', request: none, response: page.okAnswer },
  newInvitation: { method: 'POST', path: '/api/users/{id}/invitation', access: 'session', summary: 'A new link by which the user chooses a password; former links end', request: none, response: people.invitationAnswer },
  endSessionsOf: { method: 'DELETE', path: '/api/users/{id}/sessions', access: 'session', summary: 'End all sessions of a user', request: none, response: page.okAnswer },
  ...signInApi,
  myPreferences: { method: 'GET', path: '/api/me/preferences', access: 'session', summary: 'What the user chose for themself: language, theme, favourites, columns', request: none, response: own.personSettingsAnswer },
  changeMyPreferences: { method: 'PUT', path: '/api/me/preferences', access: 'session', summary: 'Replace what the user chose for themself', request: own.personSettings, response: own.personSettingsAnswer },
  overview: { method: 'GET', path: '/api/overview', access: 'session', summary: 'Counts and rates of a period', request: overview.overviewQuery, response: overview.overviewAnswer },
  attention: { method: 'GET', path: '/api/attention', access: 'session', summary: 'What failed or did not start, was not seen, and has not succeeded since', request: none, response: overview.attentionAnswer },
  attentionSeen: { method: 'POST', path: '/api/attention/seen', access: 'session', summary: 'Say that somebody has seen what needs attention: some of it, or all', request: overview.seenBody, response: overview.seenAnswer },
  attentionNotSeen: { method: 'POST', path: '/api/attention/not-seen', access: 'session', summary: 'Take that back for these runs', request: overview.notSeenBody, response: page.okAnswer },
  report: { method: 'GET', path: '/api/report', access: 'session', summary: 'What ran in a month or between two days, compared with the time before', request: report.reportQuery, response: report.reportAnswer },
  timeline: { method: 'GET', path: '/api/timeline', access: 'session', summary: 'Past runs and future due times of a window', request: overview.timelineQuery, response: overview.timelineAnswer },
  load: { method: 'GET', path: '/api/load', access: 'session', summary: 'How much runs, or will run, in each hour of some days', request: overview.loadQuery, response: overview.loadAnswer },
  schedules: { method: 'GET', path: '/api/schedules', access: 'session', summary: 'Rows of the Scheduler screen', request: page.schedulesQuery, response: page.schedulesAnswer },
  createSchedule: { method: 'POST', path: '/api/schedules', access: 'session', summary: 'Create a schedule', request: page.scheduleBody, response: page.scheduleRowAnswer },
  scheduleCrowd: { method: 'GET', path: '/api/crowd', access: 'session', summary: 'How many schedules start in a minute, and the next minute in which none does', request: preview.crowdQuery, response: preview.crowdAnswer },
  scheduleTimes: { method: 'POST', path: '/api/schedules/times', access: 'session', summary: 'When a plan that is not saved yet would run, by its calendars', request: preview.scheduleTimesBody, response: preview.scheduleTimesAnswer },
  testCondition: { method: 'POST', path: '/api/conditions/test', access: 'session', summary: 'Whether a condition holds now, and what was seen', request: conditions.testConditionBody, response: conditions.testConditionAnswer },
  schedule: { method: 'GET', path: '/api/schedules/{id}', access: 'session', summary: 'One schedule', request: none, response: page.scheduleRowAnswer },
  aboutSchedule: { method: 'GET', path: '/api/schedules/{id}/about', access: 'session', summary: 'The next times of a schedule, and who changed it', request: none, response: why.aboutScheduleAnswer },
  whySchedule: { method: 'GET', path: '/api/schedules/{id}/why', access: 'session', summary: 'Why a schedule ran, or did not, at a time', request: why.whyQuery, response: why.whyAnswer },
  replaceSchedule: { method: 'PUT', path: '/api/schedules/{id}', access: 'session', summary: 'Replace a schedule; refuses an older version', request: page.scheduleReplaceBody, response: page.scheduleRowAnswer },
  deleteSchedule: { method: 'DELETE', path: '/api/schedules/{id}', access: 'session', summary: 'Delete a schedule; its runs are kept', request: none, response: page.okAnswer },
  runSchedule: { method: 'POST', path: '/api/schedules/{id}/run', access: 'session', summary: 'Run now, with its own or other values', request: page.runScheduleBody, response: page.runAnswer },
  pauseSchedule: { method: 'POST', path: '/api/schedules/{id}/pause', access: 'session', summary: 'Pause, for a while or until resumed', request: page.pauseBody, response: page.scheduleRowAnswer },
  resumeSchedule: { method: 'POST', path: '/api/schedules/{id}/resume', access: 'session', summary: 'Resume', request: none, response: page.scheduleRowAnswer },
  lookSchedule: { method: 'POST', path: '/api/schedules/{id}/look', access: 'session', summary: 'Look at once for what its triggers wait for: files, mails', request: none, response: triggerLooksAnswer },
  favouriteSchedule: { method: 'POST', path: '/api/schedules/{id}/favourite', access: 'session', summary: 'Mark as favourite, or not', request: page.favouriteBody, response: page.scheduleRowAnswer },
  pauseAll: { method: 'POST', path: '/api/pause', access: 'session', summary: 'Pause everything, for a while or until resumed', request: page.pauseBody, response: page.workerAnswer },
  resumeAll: { method: 'POST', path: '/api/resume', access: 'session', summary: 'Resume everything', request: none, response: page.workerAnswer },
  runs: { method: 'GET', path: '/api/runs', access: 'session', summary: 'Runs, newest first, in pages', request: page.runsQuery, response: page.runsAnswer },
  run: { method: 'GET', path: '/api/runs/{id}', access: 'session', summary: 'One run', request: none, response: page.runDetailAnswer },
  runLog: { method: 'GET', path: '/api/runs/{id}/log', access: 'session', summary: 'Lines of an attempt’s log', request: page.runLogQuery, response: page.runLogAnswer },
  findInLog: { method: 'GET', path: '/api/runs/{id}/log/find', access: 'session', summary: 'Which lines of an attempt’s log hold a text', request: page.findInLogQuery, response: page.findInLogAnswer },
  logGroups: { method: 'GET', path: '/api/runs/{id}/log/groups', access: 'session', summary: 'The groups of an attempt’s log', request: page.logGroupsQuery, response: page.logGroupsAnswer },
  chain: { method: 'GET', path: '/api/runs/{id}/chain', access: 'session', summary: 'The chain that a run belongs to: what it follows, and what follows it', request: none, response: page.chainAnswer },
  screen: { method: 'GET', path: '/api/runs/{id}/screen', access: 'session', summary: 'The screen while a desktop robot works on it; nothing of it is kept', request: none, response: page.screenAnswer },
  watchLog: { method: 'POST', path: '/api/runs/{id}/watch', access: 'session', summary: 'Announce new log lines of a run for a minute', request: none, response: page.watchAnswer },
  cancelRun: { method: 'POST', path: '/api/runs/{id}/cancel', access: 'session', summary: 'Ask a run to stop, or force it', request: page.cancelBody, response: page.runAnswer },
  rerun: { method: 'POST', path: '/api/runs/{id}/rerun', access: 'session', summary: 'Run again, with the same or other values', request: page.rerunBody, response: page.runAnswer },
  mark: { method: 'POST', path: '/api/marks', access: 'session', summary: 'Add and remove tags, or move to a folder: several schedules and processes at once', request: order.markBody, response: order.markAnswer },
  views: { method: 'GET', path: '/api/views', access: 'session', summary: 'Saved views of the lists', request: none, response: order.viewsAnswer },
  putView: { method: 'PUT', path: '/api/views/{id}', access: 'session', summary: 'Save a view, or change it', request: order.viewBody, response: order.viewAnswer },
  deleteView: { method: 'DELETE', path: '/api/views/{id}', access: 'session', summary: 'Delete a view', request: none, response: page.okAnswer },
  processes: { method: 'GET', path: '/api/processes', access: 'session', summary: 'All processes', request: none, response: page.processesAnswer },
  putProcess: { method: 'PUT', path: '/api/processes/{name}', access: 'session', summary: 'Add or replace a process', request: page.processBody, response: page.processAnswer },
  checkProcess: { method: 'POST', path: '/api/processes/check', access: 'session', summary: 'Whether a definition would work here', request: page.processBody, response: page.processCheckAnswer },
  deleteProcess: { method: 'DELETE', path: '/api/processes/{name}', access: 'session', summary: 'Delete a process that no schedule needs', request: none, response: page.okAnswer },
  startProcess: { method: 'POST', path: '/api/processes/{name}/run', access: 'session', summary: 'Run a process once, or test it', request: page.startProcessBody, response: page.runAnswer },
  restoreExample: { method: 'POST', path: '/api/example', access: 'session', summary: 'Bring back the example and the first steps', request: none, response: page.scheduleRowAnswer },
  firstSteps: { method: 'GET', path: '/api/example', access: 'session', summary: 'What an empty Scheduler offers on this computer: templates, a crontab, the editor of the example', request: none, response: firstStepsAnswer },
  clients: { method: 'GET', path: '/api/clients', access: 'session', summary: 'API clients', request: none, response: page.clientsAnswer },
  createClient: { method: 'POST', path: '/api/clients', access: 'session', summary: 'Create a client; the secret is shown once', request: page.clientBody, response: page.credentialsAnswer },
  rotateClient: { method: 'POST', path: '/api/clients/{user}/rotate', access: 'session', summary: 'A new secret; the old one stays valid for a while', request: page.rotateBody, response: page.credentialsAnswer },
  revokeClient: { method: 'DELETE', path: '/api/clients/{user}', access: 'session', summary: 'Revoke at once', request: none, response: page.okAnswer },
  worker: { method: 'GET', path: '/api/worker', access: 'session', summary: 'This worker', request: none, response: page.workerAnswer },
  renameWorker: { method: 'PATCH', path: '/api/worker', access: 'session', summary: 'Name and aliases of this worker', request: page.workerBody, response: page.workerAnswer },
  newWorkerId: { method: 'POST', path: '/api/worker/new-id', access: 'session', summary: 'A new ID for this computer, while another one reports under the same', request: none, response: page.workerAnswer },
  allWorkers: { method: 'GET', path: '/api/workers', access: 'session', summary: 'All workers and groups, what they do and what waits for them', request: none, response: worker.workersAnswer },
  changeWorker: { method: 'PATCH', path: '/api/workers/{id}', access: 'session', summary: 'Name, aliases and groups of a worker', request: worker.changeWorkerBody, response: worker.fleetWorkerAnswer },
  drainWorker: { method: 'POST', path: '/api/workers/{id}/drain', access: 'session', summary: 'Finish what runs, take nothing new', request: none, response: worker.fleetWorkerAnswer },
  maintainWorker: { method: 'POST', path: '/api/workers/{id}/maintenance', access: 'session', summary: 'Take nothing new until it is put back to work', request: none, response: worker.fleetWorkerAnswer },
  resumeWorker: { method: 'POST', path: '/api/workers/{id}/resume', access: 'session', summary: 'Back to work', request: none, response: worker.fleetWorkerAnswer },
  removeWorker: { method: 'DELETE', path: '/api/workers/{id}', access: 'session', summary: 'Forget a worker that is away or stopped', request: worker.removeQuery, response: page.okAnswer },
  putWorkerGroup: { method: 'PUT', path: '/api/worker-groups/{name}', access: 'session', summary: 'Add a group, or change how many of its runs run at once', request: worker.groupBody, response: worker.groupsAnswer },
  renameWorkerGroup: { method: 'POST', path: '/api/worker-groups/{name}/rename', access: 'session', summary: 'Give a group another name; its schedules and runs follow', request: worker.groupNameBody, response: worker.groupsAnswer },
  deleteWorkerGroup: { method: 'DELETE', path: '/api/worker-groups/{name}', access: 'session', summary: 'Delete a group that nothing waits for', request: worker.removeQuery, response: page.okAnswer },
  settings: { method: 'GET', path: '/api/settings', access: 'session', summary: 'Settings', request: none, response: upkeep.settingsAnswer },
  changeSettings: { method: 'PATCH', path: '/api/settings', access: 'session', summary: 'Change some settings', request: page.settingsBody, response: upkeep.settingsAnswer },
  checkPort: { method: 'POST', path: '/api/port', access: 'session', summary: 'Whether a port is free, and who uses it', request: upkeep.portBody, response: upkeep.portAnswer },
  stopServer: { method: 'POST', path: '/api/stop', access: 'session', summary: 'End Rota: runs that are active are asked to stop first', request: none, response: page.okAnswer },
  restartServer: { method: 'POST', path: '/api/restart', access: 'session', summary: 'Stop what runs, read the configuration again and start on the address that the settings name', request: none, response: upkeep.restartAnswer },
  storage: { method: 'GET', path: '/api/storage', access: 'session', summary: 'What the data folder holds now', request: none, response: upkeep.storageAnswer },
  zones: { method: 'GET', path: '/api/zones', access: 'session', summary: 'What the clocks of zones show, and which edition of the time zone data says so', request: zones.zonesQuery, response: zones.zonesAnswer },
  lookAtZones: { method: 'POST', path: '/api/zones', access: 'session', summary: 'Look again which time zone data is the newest', request: none, response: zones.zoneFacts },
  calendars: { method: 'GET', path: '/api/calendars', access: 'session', summary: 'Working-day calendars', request: none, response: page.calendarsAnswer },
  holidays: { method: 'GET', path: '/api/holidays/{place}', access: 'session', summary: 'Public holidays of a country or a part of one in a year, and how far they were checked', request: holidaysQuery, response: holidaysAnswer },
  putCalendar: { method: 'PUT', path: '/api/calendars/{name}', access: 'session', summary: 'Add or replace a calendar', request: page.calendarBody, response: page.okAnswer },
  deleteCalendar: { method: 'DELETE', path: '/api/calendars/{name}', access: 'session', summary: 'Delete a calendar that no schedule needs', request: none, response: page.okAnswer },
  importCalendar: { method: 'POST', path: '/api/calendars/{name}/import', access: 'session', summary: 'Days off from an iCalendar text', request: page.importCalendarBody, response: page.importCalendarAnswer },
  notices: { method: 'GET', path: '/api/notices', access: 'session', summary: 'What a person should know', request: none, response: page.noticesAnswer },
  dismissNotice: { method: 'DELETE', path: '/api/notices/{id}', access: 'session', summary: 'Dismiss a notice', request: none, response: page.okAnswer },
  noticeRuns: { method: 'GET', path: '/api/notices/{id}/runs', access: 'session', summary: 'The runs a notice is about that were neither run nor skipped yet', request: none, response: page.noticeRunsAnswer },
  settleNotice: { method: 'POST', path: '/api/notices/{id}/runs', access: 'session', summary: 'Run or skip missed runs, each or all', request: page.settleNoticeBody, response: page.settleNoticeAnswer },
  audit: { method: 'GET', path: '/api/audit', access: 'session', summary: 'Who did what, newest first', request: page.auditQuery, response: page.auditAnswer },
  deliveries: { method: 'GET', path: '/api/webhooks', access: 'session', summary: 'Webhook deliveries, newest first', request: page.pageQuery, response: deliveries.deliveriesAnswer },
  redeliver: { method: 'POST', path: '/api/webhooks/{id}/redeliver', access: 'session', summary: 'Deliver a webhook again', request: none, response: page.okAnswer },
  testWebhook: { method: 'POST', path: '/api/webhooks/test', access: 'session', summary: 'Send a test event', request: deliveries.testWebhookBody, response: deliveries.deliveryAnswer },
  webhookSecret: { method: 'GET', path: '/api/webhooks/secret', access: 'session', summary: 'The key that webhooks are signed with', request: none, response: deliveries.webhookSecretAnswer },
  channels: { method: 'GET', path: '/api/channels', access: 'session', summary: 'Channels for messages, their secrets masked', request: none, response: channels.channelsAnswer },
  createChannel: { method: 'POST', path: '/api/channels', access: 'session', summary: 'Add a channel', request: channels.channelDraft, response: channels.channelAnswer },
  tryChannel: { method: 'POST', path: '/api/channels/test', access: 'session', summary: 'Send a test through a channel that is not saved', request: channels.channelTestBody, response: channels.channelTestAnswer },
  replaceChannel: { method: 'PUT', path: '/api/channels/{id}', access: 'session', summary: 'Replace a channel; refuses an older version. A masked secret stays as it is', request: channels.channelReplaceBody, response: channels.channelAnswer },
  switchChannel: { method: 'POST', path: '/api/channels/{id}/switch', access: 'session', summary: 'Switch a channel on or off', request: channels.channelEnabledBody, response: channels.channelAnswer },
  testChannel: { method: 'POST', path: '/api/channels/{id}/test', access: 'session', summary: 'Send a test through a channel', request: none, response: channels.channelTestAnswer },
  deleteChannel: { method: 'DELETE', path: '/api/channels/{id}', access: 'session', summary: 'Delete a channel', request: none, response: page.okAnswer },
  vault: { method: 'GET', path: '/api/vault', access: 'session', summary: 'Groups and keys of the vault, never their values', request: none, response: vault.vaultAnswer },
  vaultUses: { method: 'GET', path: '/api/vault-uses', access: 'session', summary: 'Which processes and schedules refer to which key', request: none, response: vault.vaultUsesAnswer },
  importVault: { method: 'POST', path: '/api/vault-import', access: 'session', summary: 'Take secrets in from a .env file, a CSV or a KeePass database, or say what that would change', request: vault.vaultImportBody, response: vault.vaultImportAnswer },
  putVaultGroup: { method: 'PUT', path: '/api/vault/{group}', access: 'session', summary: 'Add a group, or change who may use it', request: vault.vaultGroupBody, response: vault.vaultGroupAnswer },
  deleteVaultGroup: { method: 'DELETE', path: '/api/vault/{group}', access: 'session', summary: 'Delete a group with its keys, if nothing refers to them', request: vault.deleteVaultQuery, response: page.okAnswer },
  putVaultKey: { method: 'PUT', path: '/api/vault/{group}/{key}', access: 'session', summary: 'Add a key, change it or give it a new value', request: vault.vaultKeyBody, response: vault.vaultGroupAnswer },
  deleteVaultKey: { method: 'DELETE', path: '/api/vault/{group}/{key}', access: 'session', summary: 'Delete a key that nothing refers to', request: vault.deleteVaultQuery, response: page.okAnswer },
  fleet: { method: 'GET', path: '/api/fleet', access: 'session', summary: 'Whether this computer is in a fleet, and what the next start uses', request: none, response: fleet.fleetAnswer },
  checkFleet: { method: 'POST', path: '/api/fleet/check', access: 'session', summary: 'Look at a database: whether a fleet can be made there, or joined; changes nothing', request: fleet.fleetCheckBody, response: fleet.fleetCheckAnswer },
  createFleet: { method: 'POST', path: '/api/fleet/create', access: 'session', summary: 'Make a fleet in an empty database; the next start uses it', request: fleet.fleetCreateBody, response: fleet.fleetCreatedAnswer },
  joinFleet: { method: 'POST', path: '/api/fleet/join', access: 'session', summary: 'Join a fleet by a code; the next start uses its database', request: fleet.fleetJoinBody, response: fleet.fleetJoinedAnswer },
  fleetCode: { method: 'POST', path: '/api/fleet/code', access: 'session', summary: 'The join code of this fleet, which is a secret', request: fleet.fleetCodeBody, response: fleet.fleetCodeAnswer },
  bringIntoFleet: { method: 'POST', path: '/api/fleet/bring', access: 'session', summary: 'Bring what lies in the own folder into the fleet, or say what would come', request: fleet.bringBody, response: fleet.bringAnswer },
  leaveFleet: { method: 'POST', path: '/api/fleet/leave', access: 'session', summary: 'Leave the fleet; the next start uses the database in the own folder', request: none, response: fleet.fleetLeftAnswer },
  messageRules: { method: 'GET', path: '/api/message-rules', access: 'session', summary: 'Who is told of what, when and how', request: none, response: messages.messageRulesAnswer },
  addMessageRule: { method: 'POST', path: '/api/message-rules', access: 'session', summary: 'Add a rule', request: messages.newMessageRuleBody, response: messages.messageRuleAnswer },
  changeMessageRule: { method: 'PUT', path: '/api/message-rules/{id}', access: 'session', summary: 'Replace a rule', request: messages.messageRuleBody, response: messages.messageRuleAnswer },
  deleteMessageRule: { method: 'DELETE', path: '/api/message-rules/{id}', access: 'session', summary: 'Delete a rule; what waits because of it is not sent any more', request: none, response: page.okAnswer },
  messages: { method: 'GET', path: '/api/messages', access: 'session', summary: 'Messages to people, newest first', request: page.pageQuery, response: messages.messagesAnswer },
  messageText: { method: 'GET', path: '/api/messages/{id}', access: 'session', summary: 'The text of a message, as it is or will be sent', request: none, response: messages.messageTextAnswer },
  sendMessageAgain: { method: 'POST', path: '/api/messages/{id}/send-again', access: 'session', summary: 'Send a message again', request: none, response: page.okAnswer },
  backup: { method: 'POST', path: '/api/backup', access: 'session', summary: 'A consistent copy of database and configuration in the data folder; its key under a passphrase if one is given', request: backups.backupBody, response: upkeep.backupAnswer },
  backups: { method: 'GET', path: '/api/backups', access: 'session', summary: 'Backups in the data folder, newest first, and the one that the next start restores', request: backups.backupsQuery, response: backups.backupsAnswer },
  setDailyBackups: { method: 'PUT', path: '/api/backups/daily', access: 'session', summary: 'When Rota backs up by itself, how many it keeps, and the folder or share that gets a copy', request: backups.dailyBackupsBody, response: backups.dailyBackupsAnswer },
  makeDailyBackup: { method: 'POST', path: '/api/backups/daily', access: 'session', summary: 'Back up now as every day: made, checked by restoring it in a scratch folder, and copied to the other folder', request: none, response: backups.dailyBackupsAnswer },
  restoreBackup: { method: 'POST', path: '/api/backups/{name}/restore', access: 'session', summary: 'Check a backup, then restart with it; what is there now is kept as a backup first', request: backups.restoreBody, response: backups.restoreAnswer },
  callOffRestore: { method: 'DELETE', path: '/api/restore', access: 'session', summary: 'Do not restore at the next start after all', request: none, response: page.okAnswer },
  exportAll: { method: 'GET', path: '/api/export', access: 'session', summary: 'The whole set as one document, without secrets', request: none, response: upkeep.exportDocument },
  readText: { method: 'POST', path: '/api/text', access: 'session', summary: 'The text of a file, by its mark, declaration or encoding; bytes that are not what they claim are refused with the line', request: upkeep.readTextBody, response: upkeep.readTextAnswer },
  importAll: { method: 'POST', path: '/api/import', access: 'session', summary: 'Take a document in, or say what it would change', request: upkeep.importBody, response: upkeep.importAnswer },
} as const satisfies Record<string, Endpoint>;

export type ConnectorApi = typeof connectorApi;
export type ConsoleApi = typeof consoleApi;

/** Server-sent events, and downloads that are not JSON. Named here, mounted by `http`. */
export const streams = {
  events: { method: 'GET', path: '/api/events', access: 'session', summary: 'Live announcements (server-sent events)' },
  logDownload: {
    method: 'GET',
    path: '/api/runs/{id}/log.txt',
    access: 'session',
    summary: 'An attempt’s whole log as text',
  },
  runsTable: {
    method: 'GET',
    path: '/api/runs.csv',
    access: 'session',
    summary: 'The runs of a query as a table for spreadsheets',
  },
  reportTable: {
    method: 'GET',
    path: '/api/report.csv',
    access: 'session',
    summary: 'A report as a table for spreadsheets',
  },
  upload: {
    method: 'POST',
    path: '/api/files',
    access: 'session',
    summary: 'Keeps a file that is about to be a value; its name in the query, its bytes as they are',
  },
  artifact: {
    method: 'GET',
    path: '/api/runs/{id}/artifacts/{file}',
    access: 'session',
    summary: 'A file that a run left',
  },
} as const;
