import { mkdirSync } from 'node:fs';
import { inEnglish } from '../contract/translatable.ts';
import { useOwnCompileCache } from './compile-cache.ts';
import { readConfig, type Config } from './config.ts';
import { consoleLines, environmentSaid, type ConsoleLines } from './console-lines.ts';
import { untilFolderAnswers } from './unresponsive-share.ts';
import type { Instead, Rota } from './start.ts';

/** For people until the configuration is read. */
let lines: ConsoleLines = consoleLines(false, Date.now);

/** Starts Rota without a screen, prints its address, and stops it on a signal. A second signal ends it at once. */
async function main(): Promise<void> {
  const config = readConfig(undefined, environmentSaid(process.argv.slice(2)));
  lines = consoleLines(config.logsAsJson, Date.now);
  const { say } = lines;
  await untilFolderAnswers(config.home, say);
  useCompileCache(config.home);
  const { start } = await import('./start.ts');
  let isAsked = false;
  /** The present Rota, or the one that is just starting. */
  let current = begin(config);
  const end = (asked: NodeJS.Signals | 'rota stop') => {
    if (isAsked) process.exit(1);
    isAsked = true;
    say(`Rota stops (${asked}).`);
    current.then((rota) => rota.stop()).then(() => process.exit(0), fail);
  };

  function begin(how: Config, instead?: Instead): Promise<Rota> {
    return start({
      config: how,
      say,
      restart: () => void again(),
      end: () => end('rota stop'),
      ...(instead ? { instead } : {}),
    });
  }

  async function again(): Promise<void> {
    if (isAsked) return;
    const old = current;
    current = old.then((rota) => next(rota));
    await current.then(tell, fail);
  }

  /** If the new address cannot be used, Rota does not end: it returns to the former one. */
  async function next(old: Rota): Promise<Rota> {
    say('Rota restarts.');
    await old.stop();
    const { host, port } = old.address;
    // "Any free port" becomes the port that was found, so that present users keep their address.
    const how = config.port === 0 ? { ...config, port } : config;
    try {
      return await begin(how);
    } catch (error) {
      lines.complain(`${messageOf(error)}\nRota goes back to ${old.url}.`);
      return begin(how, { host, port, because: error });
    }
  }

  const first = await current;
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // The terminal was closed; on Windows also the console window.
  process.on('SIGHUP', end);
  if (process.platform === 'win32') process.on('SIGBREAK', end);
  tell(first);
}

/**
 * Turns on the compile cache for sources, so that the second start need not compile them again. The start itself reports problems of the
 * folder.
 */
function useCompileCache(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  useOwnCompileCache(home);
}

function tell(rota: Rota): void {
  const { say, confide } = lines;
  say(`Rota is ready at ${rota.url}`);
  confide(`Sign in once, within an hour: ${rota.signInLink()}`, 'To sign in, ask for a link with "rota open".');
  const trouble = rota.engine.trouble();
  if (trouble !== null) {
    const words = inEnglish(trouble);
    say(`${words.charAt(0).toUpperCase()}${words.slice(1)}. The data folder is ${rota.engine.home}.`);
  }
  if (rota.fingerprint !== null) say(`Certificate (SHA-256): ${rota.fingerprint}`);
  if (rota.certificateProblem !== null) say(rota.certificateProblem);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function fail(error: unknown): never {
  lines.complain(messageOf(error));
  process.exit(1);
}

main().catch(fail);
