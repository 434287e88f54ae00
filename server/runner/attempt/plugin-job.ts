import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AttemptFiles } from './attempt-files.ts';
import type { LaunchSpec } from '../launcher.ts';

/**
 * The one line that plugins of Cronicle (0.9) and xyOps (xySat 1.0) read from stdin: the values are its `params`. What Cronicle's
 * plugins append to `log_file` goes to the log if that is a pipe with a name, else it is an artifact.
 */
export function pluginJob(spec: LaunchSpec, params: Readonly<Record<string, unknown>>, files: AttemptFiles): string {
  const logFile = process.platform === 'linux' ? '/dev/stdout' : path.join(files.artifacts, 'plugin-log.txt');
  return JSON.stringify({
    xy: 1,
    type: 'event',
    id: spec.runId,
    event: spec.process.name,
    event_title: spec.process.title ?? spec.process.name,
    now: Math.floor(spec.dueAt / 1000),
    cwd: spec.process.cwd ?? spec.runDir,
    temp_dir: tmpdir(),
    log_file: logFile,
    params: { ...emptyTexts(spec), ...params },
  });
}

/** The peers' forms fill in every param of a plugin, and plugins rely on it: a missing text is empty instead. */
function emptyTexts({ process: { parameters } }: LaunchSpec): Record<string, string> {
  const names = Object.entries(parameters.properties).filter(
    ([, { type, writeOnly }]) => type === 'string' && writeOnly !== true,
  );
  return Object.fromEntries(names.map(([name]) => [name, '']));
}
