// A server reduced to one host that never begins, to be killed; prints the number of its child: the host, or its reaper.
import { forkHost } from '../../server/runner/host/fork-host.ts';
import { reaperHere } from '../../server/runner/terminate/reaper.ts';
import { fixture, needed } from './rig.ts';

const host = forkHost({
  environment: needed,
  module: fixture('host-that-never-begins.mjs'),
  reaper: reaperHere(1),
});
host.onExit(() => {});
process.stdout.write('forked\n');
