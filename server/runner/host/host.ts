import { flushCompileCache } from 'node:module';
import { roundedPlace } from '../../../contract/exact-json.ts';
import { createHostPool, type HostPool } from './host-pool.ts';
import { openHostChannel } from './host-channel.ts';
import type { HostOrder, HostSetup, HostWord } from './host-messages.ts';
import type { ChildReport } from '../launcher.ts';
import { createDescendants } from '../terminate/descendants.ts';
import { underReaper } from '../terminate/reaper.ts';
import { spawnChild } from '../spawn/spawn-child.ts';
import { releaseKeys } from '../terminate/release-keys.ts';
import { createSweeper } from '../terminate/sweeper.ts';
import { endTrees } from '../terminate/kill-process-trees.ts';
import { readyJobs } from '../windows/job.ts';

// A small process that starts and supervises children, so that the server's event loop does not wait for the operating
// system (docs/decisions/0004). It lives exactly as long as the server: when the channel closes, it kills everything it
// started and ends.
const channel = openHostChannel();
const kin = createDescendants();
const reaper = process.argv.includes(underReaper) ? process.ppid : null;
let crew: HostPool | null = null;
let owner = '';
let isEnding = false;
let words: HostWord[] = [];

// A terminal sends its signals to the whole group; only the server's orders, or its end, may end children.
const terminalSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of terminalSignals) process.on(signal, () => {});
// Ctrl+Break of a Windows console.
if (process.platform === 'win32') process.on('SIGBREAK', () => {});
process.on('uncaughtException', (error) => {
  process.stderr.write(`rota runner host: ${error.stack ?? String(error)}\n`);
  void abandon(1);
});
channel.onClose(() => void abandon(0));
channel.onMessage((orders) => {
  for (const order of orders) obey(order);
});

function obey(order: HostOrder): void {
  switch (order.type) {
    case 'setup':
      owner = order.setup.owner;
      crew = assemble(order.setup);
      channel.send([]); // It has begun.
      flushCompileCache(); // Else it would only be written when a host ends by itself.
      return;
    case 'launch':
      return crew?.launch(order.plan);
    case 'stop':
      return crew?.stop(order.runId, order.reason, order.force);
    case 'close':
      void crew?.close().then(() => {
        flush();
        process.exitCode = 0;
        channel.close();
      });
  }
}

function assemble({ inherited, codePage, filePage = null, ...setup }: HostSetup): HostPool {
  readyJobs();
  return createHostPool({
    startChild: spawnChild,
    inherited,
    codePage,
    filePage,
    sweeper: createSweeper(setup.owner, kin, reaper, () =>
      say({
        type: 'warn',
        message: 'the system gave no list of its processes: what quick runs left behind cannot be found',
        facts: {},
      }),
    ),
    kin,
    now: () => Date.now(),
    monotonic: () => performance.now(),
    report: (report) => say(wordOf(report)),
    warn: (message, facts) => say({ type: 'warn', message, facts }),
  });
}

/** Electron's messages cannot carry numbers with more digits than JavaScript holds; Node's round them. */
function wordOf(report: ChildReport): HostWord {
  if (!('outputs' in report) || roundedPlace(report.outputs) === null) return { type: 'report', report };
  return { type: 'report', report: { ...report, outputs: {} }, exactOutputs: JSON.stringify(report.outputs) };
}

/** Batches all messages of one turn of the event loop. */
function say(word: HostWord): void {
  words.push(word);
  if (words.length === 1) setImmediate(flush);
}

function flush(): void {
  if (words.length === 0) return;
  channel.send(words);
  words = [];
}

/** Kills the groups first, which needs no process list; then the processes that have left them. */
async function abandon(exitCode: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  const attempts = new Set(crew?.running());
  const desktops = crew?.desktops() ?? [];
  kin.look();
  const roots = [...attempts].flatMap((attempt) => kin.of(attempt));
  crew?.abandon();
  const isSpared = (row: { pid: number }): boolean => row.pid === process.pid;
  if (attempts.size > 0) await endTrees({ owner, attempts, roots, groups: new Set(), reaper, isSpared });
  await Promise.all(desktops.map((env) => releaseKeys(env)));
  process.exit(exitCode);
}
