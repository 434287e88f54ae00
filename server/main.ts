import { mkdirSync } from 'node:fs';
import { inEnglish } from '../contract/translatable.ts';
import { useOwnCompileCache } from './compile-cache.ts';
import { readConfig, type Config } from './config.ts';
import { untilItAnswers } from './silent-share.ts';
import type { Instead, Rota } from './start.ts';

/** Starts Rota without a screen, says where it is, and stops it on a signal. A second signal ends it at once. */
async function main(): Promise<void> {
  const config = readConfig();
  await untilItAnswers(config.home, (line) => console.log(line));
  keepCompiled(config.home);
  const { start } = await import('./start.ts');
  let isAsked = false;
  /** The Rota of now, or the one that is just starting. */
  let current = begin(config);
  const end = (asked: NodeJS.Signals | 'rota stop') => {
    if (isAsked) process.exit(1);
    isAsked = true;
    console.log(`Rota stops (${asked}).`);
    current.then((rota) => rota.stop()).then(() => process.exit(0), fail);
  };

  function begin(how: Config, instead?: Instead): Promise<Rota> {
    return start({
      config: how,
      say: (line) => console.log(line),
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

  /** An address that cannot be had after all does not end Rota: it goes back to the one it had. */
  async function next(old: Rota): Promise<Rota> {
    console.log('Rota restarts.');
    await old.stop();
    const { host, port } = old.address;
    // "Any free port" is the one that was found: whoever uses it is not sent away.
    const how = config.port === 0 ? { ...config, port } : config;
    try {
      return await begin(how);
    } catch (error) {
      console.error(`${messageOf(error)}\nRota goes back to ${old.url}.`);
      return begin(how, { host, port, because: error });
    }
  }

  const first = await current;
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // A terminal that goes away, and on Windows a console window that is closed.
  process.on('SIGHUP', end);
  if (process.platform === 'win32') process.on('SIGBREAK', end);
  tell(first);
}

/** The sources run as they are; the second start need not compile them all again. What is wrong with the folder is said by the start. */
function keepCompiled(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  useOwnCompileCache(home);
}

function tell(rota: Rota): void {
  console.log(`Rota is ready at ${rota.url}`);
  console.log(`Sign in once, within an hour: ${rota.signInLink()}`);
  const trouble = rota.engine.trouble();
  if (trouble !== null) {
    const words = inEnglish(trouble);
    console.log(`${words.charAt(0).toUpperCase()}${words.slice(1)}. The data folder is ${rota.engine.home}.`);
  }
  if (rota.fingerprint !== null) console.log(`Certificate (SHA-256): ${rota.fingerprint}`);
  if (rota.certificateProblem !== null) console.log(rota.certificateProblem);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function fail(error: unknown): never {
  console.error(messageOf(error));
  process.exit(1);
}

main().catch(fail);
