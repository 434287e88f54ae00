import type { ConsoleApi } from '../../contract/api.ts';
import { rotaError } from '../../contract/errors.ts';
import { said } from '../../contract/translatable.ts';
import type { Handlers, LargeBody } from './mount.ts';
import { backupHandlers } from './backup-routes.ts';
import { attentionHandlers } from './attention-routes.ts';
import { fleetHandlers } from './fleet-routes.ts';
import { messageHandlers } from './message-routes.ts';
import { orderHandlers } from './order-routes.ts';
import type { RestartRoutes } from './restart-routes.ts';
import type { PeopleRoutes } from './people-routes.ts';
import { personSettingsHandlers } from './person-settings-routes.ts';
import type { WatchedRuns } from './sight/limited-events.ts';
import { withSight } from './sight/limited.ts';
import type { SessionRoutes } from './session-routes.ts';
import { signInWaysHandlers } from './sign-in-ways-routes.ts';
import { vaultHandlers } from './vault-routes.ts';
import { workerAnswer, workerHandlers } from './worker-routes.ts';

const ok = { ok: true } as const;

/** A document with a hundred thousand schedules has some 75 MB. */
export const largeBodies: Readonly<Record<string, LargeBody>> = {
  importAll: { bytes: 128 * 1024 * 1024, entries: 10_000_000 },
  importVault: { bytes: 32 * 1024 * 1024, entries: 1000 },
} satisfies Partial<Record<keyof ConsoleApi, LargeBody>>;

/** One line an endpoint of the console API. */
// prettier-ignore
export const consoleHandlers = (session: SessionRoutes, people: PeopleRoutes, restarts: RestartRoutes, watched: WatchedRuns): Handlers<ConsoleApi> => withSight(watched, {
  ...people.handlers,
  ...session.handlers,
  ...signInWaysHandlers(people),
  ...personSettingsHandlers(people),
  report: ({ engine, input }) => engine.views.report(input),
  timeline: ({ engine, input }) => engine.views.timeline(input),
  load: ({ engine, input }) => engine.views.load(input),
  schedules: ({ engine, input }) => engine.schedules.list(input),
  createSchedule: async ({ engine, input, caller }) => ({ row: await engine.schedules.create(input, caller) }),
  schedule: async ({ engine, path }) => ({ row: await engine.schedules.row(path.id) }),
  aboutSchedule: ({ engine, path }) => engine.schedules.about(path.id),
  whySchedule: ({ engine, path, input }) => engine.schedules.why(path.id, input.at),
  replaceSchedule: async ({ engine, path, input, caller }) => ({ row: await engine.schedules.replace(path.id, input.version, input.draft, caller) }),
  deleteSchedule: async ({ engine, path, caller }) => (await engine.schedules.delete(path.id, caller), ok),
  runSchedule: async ({ engine, path, input, caller }) => ({ run: await engine.schedules.runNow(path.id, input, caller) }),
  pauseSchedule: async ({ engine, path, input, caller }) => ({ row: await engine.schedules.pause(path.id, input.until, caller) }),
  resumeSchedule: async ({ engine, path, caller }) => ({ row: await engine.schedules.resume(path.id, caller) }),
  favouriteSchedule: async ({ engine, path, input }) => ({ row: await engine.schedules.setFavourite(path.id, input.isFavourite) }),
  testCondition: ({ engine, input }) => engine.schedules.testCondition(input),
  lookSchedule: async ({ engine, path }) => ({ looks: await engine.schedules.lookNow(path.id) }),
  scheduleTimes: ({ engine, input }) => engine.schedules.times(input),
  scheduleCrowd: ({ engine, input }) => engine.schedules.crowd(input),
  pauseAll: async ({ engine, input, caller }) => (await engine.schedules.pauseAll(input.until, caller), workerAnswer(engine)),
  resumeAll: async ({ engine, caller }) => (await engine.schedules.resumeAll(caller), workerAnswer(engine)),
  runs: ({ engine, input }) => engine.runs.list(input),
  run: ({ engine, path }) => engine.runs.detail(path.id),
  runLog: ({ engine, path, input }) => engine.runs.log(path.id, input),
  findInLog: ({ engine, path, input }) => engine.runs.findInLog(path.id, input),
  logGroups: ({ engine, path, input }) => engine.runs.logGroups(path.id, input),
  screen: ({ engine, path, caller }) => engine.runs.screen(path.id, caller),
  watchLog: ({ engine, path }) => engine.runs.watch(path.id),
  cancelRun: async ({ engine, path, input, caller }) => ({ run: await engine.runs.cancel(path.id, input, caller) }),
  chain: ({ engine, path }) => engine.runs.chain(path.id),
  rerun: async ({ engine, path, input, caller }) => ({ run: await engine.runs.rerun(path.id, input, caller) }),
  processes: async ({ engine }) => ({ processes: [...(await engine.catalogue.rows())] }),
  putProcess: async ({ engine, path, input, caller }) => ({ process: await engine.catalogue.put(named(input.process, path.name), input.onlyNew, caller, input.base, input.was) }),
  checkProcess: async ({ engine, input }) => ({ problems: [...(await engine.catalogue.check(input.process))] }),
  deleteProcess: async ({ engine, path, caller }) => (await engine.catalogue.delete(path.name, caller), ok),
  startProcess: async ({ engine, path, input, caller }) => ({ run: await engine.runs.startProcess(path.name, input.values, input, caller) }),
  restoreExample: async ({ engine, caller }) => ({ row: await engine.example.restore(caller) }),
  firstSteps: ({ engine }) => engine.example.steps(),
  clients: ({ engine }) => ({ clients: [...engine.clients.all()] }),
  createClient: ({ engine, input, caller }) => engine.clients.create(input, caller),
  rotateClient: ({ engine, path, input, caller }) => engine.clients.rotate(path.user, input.overlapSeconds, caller),
  revokeClient: async ({ engine, path, caller }) => (await engine.clients.revoke(path.user, caller), ok),
  settings: ({ engine }) => ({ settings: engine.settings.get(), ...restarts.facts() }),
  changeSettings: async ({ engine, input, caller }) => ({ settings: await engine.settings.change(input, caller), ...restarts.facts() }),
  checkPort: ({ input }) => restarts.checkPort(input.port),
  stopServer: (call) => restarts.stop(call),
  restartServer: (call) => restarts.restart(call),
  storage: ({ engine }) => engine.storage(),
  zones: ({ engine, input: { ids, names } }) => ({ ...engine.zones.tables(ids === '' ? [] : ids.split(',')), facts: engine.zones.facts(), names: names === 'true' ? [...engine.zones.names()] : null }),
  lookAtZones: ({ engine, caller }) => engine.zones.look(caller),
  calendars: ({ engine }) => ({ calendars: [...engine.calendars.all()], countries: [...engine.calendars.countries()] }),
  holidays: ({ engine, path, input }) => engine.calendars.holidays(path.place, input.year),
  putCalendar: async ({ engine, path, input: { was, ...calendar }, caller }) => (await engine.calendars.put(path.name, calendar, caller, was), ok),
  deleteCalendar: async ({ engine, path, caller }) => (await engine.calendars.delete(path.name, caller), ok),
  importCalendar: ({ engine, path, input, caller }) => engine.calendars.importIcs(path.name, engine.exchange.textOf(input, 'ics'), caller),
  notices: async ({ engine }) => ({ notices: [...(await engine.notices.all())] }),
  dismissNotice: async ({ engine, path }) => (await engine.notices.dismiss(path.id), ok),
  noticeRuns: async ({ engine, path }) => ({ runs: [...(await engine.notices.runs(path.id))] }),
  settleNotice: async ({ engine, path, input, caller }) => ({ notice: await engine.notices.settle(path.id, input.act, input.runIds, caller) }),
  audit: ({ engine, input }) => engine.audit.page(input),
  deliveries: ({ engine, input }) => engine.webhooks.page(input),
  redeliver: async ({ engine, path, caller }) => (await engine.webhooks.redeliver(path.id, caller), ok),
  testWebhook: async ({ engine, input, caller }) => ({ delivery: await engine.webhooks.test(input.url, caller) }),
  webhookSecret: ({ engine }) => ({ secret: engine.webhooks.secret() }),
  ...messageHandlers,
  ...workerHandlers,
  ...vaultHandlers,
  ...attentionHandlers, ...orderHandlers,
  ...fleetHandlers,
  ...backupHandlers,
  restoreBackup: (call) => restarts.restore(call),
  exportAll: ({ engine, caller }) => engine.exchange.export(caller),
  readText: ({ engine, input }) => engine.exchange.readText(input),
  importAll: ({ engine, input, caller }) => engine.exchange.import(input, caller),
});

/** The path names the process; a definition with another name is a mistake, one without a name gets this one. */
function named(definition: unknown, name: string): unknown {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition)) return definition;
  const given = 'name' in definition ? definition.name : undefined;
  if (given !== undefined && given !== name) {
    throw rotaError('BODY_INVALID', said`it is not the name in the path, '${name}'`, 'process.name');
  }
  return { ...definition, name };
}
