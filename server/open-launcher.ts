import { createHash } from 'node:crypto';
import { ownCompileCache } from './compile-cache.ts';
import type { OpenFolder } from './open-folder.ts';
import type { Opening } from './start-options.ts';
import { codePages } from './runner/stdout/console-code-page.ts';
import { createLauncher } from './runner/create-launcher.ts';
import { inheritedEnvironment } from './runner/environment.ts';
import { forkHost } from './runner/host/fork-host.ts';
import type { Launcher } from './runner/launcher.ts';

export type OpenLauncher = Awaited<ReturnType<typeof openLauncher>>;

/** The launcher that starts children. */
export async function openLauncher({ options, clock, closers }: Opening, { home, log }: OpenFolder) {
  const { config } = options;
  const userEnvironment = inheritedEnvironment(config.environment);
  const cache = ownCompileCache(home);
  if ('problem' in cache) log.warn('compiled code is not kept: starting takes longer', { problem: cache.problem });
  // Constant for this data folder, so that children left by a dead server can be found.
  const owner = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const pages = await codePages();
  const launcher =
    (options.isResting ? restingLauncher : options.createLauncher?.(log)) ??
    createLauncher({
      startHost:
        options.startHost ??
        (() =>
          forkHost({
            environment: userEnvironment,
            ...('folder' in cache ? { compileCache: cache.folder } : {}),
          })),
      log,
      now: () => clock.now(),
      owner,
      environment: config.environment,
      ...(options.scriptRuntime ? { scriptRuntime: options.scriptRuntime } : {}),
      ...pages,
    });
  closers.push(() => launcher.close());
  return { launcher, owner, pages, userEnvironment };
}

const restingLauncher: Launcher = { launch() {}, stop() {}, onReport() {}, close: () => Promise.resolve() };
