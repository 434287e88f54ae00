// A server reduced to its launcher, to be killed: it starts three children that never end and prints their pids.
import path from 'node:path';
import { rpaProcess } from '../../contract/process.ts';
import { silentLog } from '../../server/log.ts';
import { createLauncher } from '../../server/runner/create-launcher.ts';
import { forkHost } from '../../server/runner/host/fork-host.ts';
import { fixture, leaves, needed } from './rig.ts';

const home = process.argv[2] ?? '';
const environment = needed;
const launcher = createLauncher({
  startHost: () => forkHost({ environment }),
  hosts: 2,
  log: silentLog,
  now: () => Date.now(),
  owner: path.basename(home),
  environment,
});
launcher.onReport((report) => process.stdout.write(`${JSON.stringify(report)}\n`));
for (const [runId, robot] of [
  ['left', leaves('--stay')],
  ['held', leaves('--stay', '--hold-pipes')],
  ['stubborn', { command: process.execPath, args: [fixture('ignores-signals.mjs')] }],
] as const) {
  launcher.launch({
    runId,
    attempt: 1,
    process: rpaProcess.parse({ name: runId, ...robot }),
    values: {},
    dueAt: Date.now(),
    runDir: path.join(home, runId),
    timeoutMs: null,
    graceMs: 60_000,
    maxLogBytes: 1_000_000,
  });
}
