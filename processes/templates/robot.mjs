// What the templates share: reading values, names of files, and ending with a sentence.
import { error, input } from '../lib/rota.mjs';

/** The values or the computer have to be changed first: trying again is of no use. */
export class Unusable extends Error {}

const exitCodes = /** @type {const} */ ({ failed: 1, unusable: 2 });

/** A required text. @param {string} name @returns {string} */
export function whole(name) {
  const value = String(input(name, '') ?? '').trim();
  if (value === '')
    throw new Unusable(`The value “${name}” is missing: enter it in the schedule, or send it in the call.`);
  return value;
}

const two = (/** @type {number} */ number) => String(number).padStart(2, '0');

/** The day and the time of this computer, as names of files can hold them. */
export function stamp(now = new Date()) {
  return {
    date: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    time: `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`,
  };
}

/**
 * A name of a file from a pattern such as `{date}-{name}`; without what no system allows in names.
 * @param {string} pattern @param {Record<string, string>} facts
 */
export function filled(pattern, facts) {
  /** @type {Record<string, string>} */
  const all = { ...stamp(), ...facts };
  const name = pattern.replace(/\{(\w+)\}/g, (whole, key) => all[key] ?? whole);
  return name
    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_')
    .replace(/^\.+$/, '_')
    .slice(-200);
}

/** Runs a robot to its end; what it throws is the reason of the run. @param {() => Promise<number | void>} work its exit code, 0 without one */
export async function runRobot(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (thrown) {
    error(thrown instanceof Error ? thrown.message : String(thrown));
    process.exitCode = thrown instanceof Unusable ? exitCodes.unusable : exitCodes.failed;
  }
  // An Electron utility process does not end by itself.
  process.stdout.write('', () => process.exit());
}
