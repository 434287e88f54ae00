import { enableCompileCache } from 'node:module';
import { readConfig } from './config.ts';

// The sources run as they are; the second start need not read them all again.
enableCompileCache();

/** Starts Rota without a screen, says where it is, and stops it on a signal. A second signal ends it at once. */
async function main(): Promise<void> {
  const config = readConfig();
  const { start } = await import('./start.ts');
  const rota = await start({ config });
  let isAsked = false;
  const end = (signal: NodeJS.Signals) => {
    if (isAsked) process.exit(1);
    isAsked = true;
    console.log(`Rota stops (${signal}).`);
    rota.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // A terminal that goes away, and on Windows a console window that is closed.
  process.on('SIGHUP', end);
  console.log(`Rota is ready at ${rota.url}`);
  console.log(`Sign in once, within an hour: ${rota.signInLink()}`);
  if (rota.fingerprint !== null) console.log(`Certificate (SHA-256): ${rota.fingerprint}`);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
