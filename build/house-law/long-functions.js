// How long a function may be, all of its lines counted, and the few that are longer.

/** Lines of a function. */
export const usual = 80;
/** No function has more, listed or not. */
export const most = 120;

/** Product code: tests may describe at length. */
export const counted = ['contract', 'server', 'electron', 'renderer', 'processes', 'build', 'tests/support'];

/** How many files may be listed below. It only goes down: with each function that is split, lower it. */
export const listedAtMost = 15;

/** Each file holds exactly one function of more than the usual length. Nothing is added: a new function that long is split. */
export const longer = [
  'contract/quartz/tr/error-words.ts',
  'contract/quartz/zone.ts',
  'processes/OneStepNotepadRunner/linux-window.mjs',
  'renderer/api/run-log.ts',
  'renderer/app/use-commands.ts',
  'server/domain/start/long-json.ts',
  'server/engine/runs/dispatcher.ts',
  'server/engine/runs/record-outcomes.ts',
  'server/engine/runs/archive-ended-runs.ts',
  'server/http/body/form-body.ts',
  'server/http/front-door.ts',
  'server/http/restart-routes.ts',
  'server/runner/host/host-line.ts',
  'server/store/config/config-file.ts',
  'server/store/sqlite/database.ts',
];
