import path from 'node:path';

/**
 * Scripts that come with Rota are named from its folder of processes, as `rota:templates/NightlyBackup/robot.mjs`: that folder
 * is elsewhere on each computer of a fleet, and after an update.
 */
const ownScript = /^rota:((?:[\w-]+\/)+[\w-]+\.m?js)$/;

export const isOwnScript = (script: string): boolean => ownScript.test(script);

/** The file of a script; any that is none of Rota's stays as it is. */
export function scriptFile(script: string, processes: string): string {
  const own = ownScript.exec(script)?.[1];
  return own === undefined ? script : path.join(processes, ...own.split('/'));
}
